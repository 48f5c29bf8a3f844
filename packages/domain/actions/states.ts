/**
 * How an action is: asked for and waiting for a second person, let go by one but not begun, under way, or over. `unknown` is over for
 * the hub, which lost sight of the host before it heard of the end; the end is taken in when the host tells it later.
 */
export const ACTION_STATES = [
  'awaiting_approval',
  'approved',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'refused',
  'expired',
  'unknown',
] as const

export type ActionState = (typeof ACTION_STATES)[number]

const OPEN: readonly ActionState[] = ['awaiting_approval', 'approved', 'running']

export function isOver(state: ActionState): boolean {
  return !OPEN.includes(state)
}

/** Which changes of a host need a second person. */
export const APPROVALS = ['none', 'dangerous', 'all'] as const

export type Approval = (typeof APPROVALS)[number]
