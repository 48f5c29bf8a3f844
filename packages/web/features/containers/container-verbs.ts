import type { ActionAnswer, ContainerRow } from '@hyperion/wire/web'
import { request } from '../../app/api.ts'

export const VERBS = ['start', 'stop', 'restart', 'pause', 'unpause', 'kill'] as const
export type Verb = (typeof VERBS)[number]

const POSSIBLE: Readonly<Record<ContainerRow['state'], readonly Verb[]>> = {
  created: ['start'],
  running: ['stop', 'restart', 'pause', 'kill'],
  paused: ['unpause', 'kill'],
  restarting: ['stop', 'kill'],
  removing: [],
  exited: ['start'],
  dead: [],
  unknown: ['start', 'stop', 'restart'],
  removed: [],
}

/** What can be done to a container in this state. */
export function verbsOf(state: ContainerRow['state']): readonly Verb[] {
  return POSSIBLE[state]
}

/** Seconds that an answer is waited for: most containers end by themselves in ten. */
const WAIT_S = 30

export function actOn(
  host: number,
  container: ContainerRow,
  verb: Verb,
  body: { readonly reason: string; readonly grace_s?: number; readonly signal?: string },
): Promise<ActionAnswer> {
  const { id, container_id, name, image } = container
  return request<ActionAnswer>(`/api/hosts/${host}/containers/${id}/${verb}?wait=${WAIT_S}`, {
    method: 'POST',
    body: { container_id, name, image, ...body },
  })
}
