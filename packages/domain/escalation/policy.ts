/** Whom a step is about. */
export type EscalationTarget =
  | { readonly type: 'user' | 'channel'; readonly id: number }
  /** Whoever is on call in a schedule; of a team its schedule, else everybody. */
  | { readonly type: 'schedule' | 'team'; readonly id: string }

export interface EscalationStep {
  readonly targets: readonly EscalationTarget[]
  /** Minutes that those of this step have before the next one follows. */
  readonly delayMinutes: number
}

/** Who is told of an incident, and who comes next while nobody takes it on. */
export interface EscalationPolicy {
  /** A UUID. */
  readonly id: string
  readonly name: string
  readonly description: string
  readonly steps: readonly EscalationStep[]
  /** How often all steps follow once more. */
  readonly repeat: number
  /** Ids of channels that hear of every incident at once, whoever is paged. */
  readonly notify: readonly number[]
  readonly createdAt: number
  readonly updatedAt: number
}

export const POLICY_LIMITS = { name: 100, description: 2000, steps: 20, targets: 20, notify: 20, repeat: 9, delayMinutes: 1440 } as const

/** Which step of which round; both count from 0. */
export interface EscalationPosition {
  readonly round: number
  readonly step: number
}

export const FIRST_POSITION: EscalationPosition = { round: 0, step: 0 }

const MINUTE = 60_000

/** When no step of a round reached anybody, the next round has to be worth trying. */
export const NOBODY_WAIT_MS = 5 * MINUTE

type Plan = Pick<EscalationPolicy, 'steps' | 'repeat'>

/** Whether all steps of all rounds have run. */
export function isPastEnd({ repeat }: Plan, { round }: EscalationPosition): boolean {
  return round > repeat
}

/**
 * What follows a step that ran at `at`: the next at once when it reached nobody, else after its delay. The delay counts
 * from when the step ran, also when that was late, so that whoever was paged has the time that was meant. Past the last
 * step comes a position of its own, at which the run is exhausted.
 */
export function afterStep(
  plan: Plan,
  { round, step }: EscalationPosition,
  { at, reached, roundReached }: { readonly at: number; readonly reached: boolean; readonly roundReached: boolean },
): { readonly position: EscalationPosition; readonly dueAt: number } {
  const isLast = step + 1 >= plan.steps.length
  const position = isLast ? { round: round + 1, step: 0 } : { round, step: step + 1 }
  if (reached) return { position, dueAt: at + (plan.steps[step]?.delayMinutes ?? 0) * MINUTE }
  const inVain = isLast && !roundReached && !isPastEnd(plan, position)
  return { position, dueAt: at + (inVain ? NOBODY_WAIT_MS : 0) }
}

/** Positions before this one of which nothing is written down. */
export function missingSteps(plan: Plan, upTo: EscalationPosition, ran: readonly EscalationPosition[]): readonly EscalationPosition[] {
  const known = new Set(ran.map(({ round, step }) => `${round} ${step}`))
  const missing: EscalationPosition[] = []
  for (let round = 0; round <= Math.min(upTo.round, plan.repeat); round++)
    for (let step = 0; step < plan.steps.length; step++) {
      if (round === upTo.round && step >= upTo.step) return missing
      if (!known.has(`${round} ${step}`)) missing.push({ round, step })
    }
  return missing
}

/** `Step 2`, and of which round it is when there are several. */
export function stepName({ repeat }: Plan, { round, step }: EscalationPosition): string {
  return repeat > 0 ? `Step ${step + 1} (round ${round + 1} of ${repeat + 1})` : `Step ${step + 1}`
}
