import type { ContainerRow } from '@hyperion/wire/web'

/** A container with its figures of this moment. */
export interface ShownContainer extends ContainerRow {
  readonly cpu: number | null
  readonly memory: number | null
  readonly memoryLimit: number | null
  readonly memoryPercent: number | null
  /** Bytes a second. */
  readonly received: number | null
  readonly sent: number | null
}

export const ORDERS = ['state', 'name', 'cpu', 'memory', 'network'] as const
export type Order = (typeof ORDERS)[number]
export type Tone = 'good' | 'warn' | 'bad' | 'quiet'

/** How a container is, in the worst word that is true of it. */
export function toneOf({ state, health, exit_code }: Pick<ContainerRow, 'state' | 'health' | 'exit_code'>): Tone {
  if (state === 'dead' || (state === 'running' && health === 'unhealthy')) return 'bad'
  if (state === 'restarting' || state === 'paused' || state === 'removing') return 'warn'
  if (state === 'running') return health === 'starting' ? 'warn' : 'good'
  return state === 'exited' && exit_code !== null && exit_code !== 0 ? 'warn' : 'quiet'
}

const TONES: readonly Tone[] = ['bad', 'warn', 'good', 'quiet']
const amount = (value: number | null) => value ?? -1

/** Containers whose texts hold every word typed, in order: by state what needs attention first, by a figure the largest first. */
export function arranged(containers: readonly ShownContainer[], search: string, order: Order): readonly ShownContainer[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const text = (each: ShownContainer) => `${each.name} ${each.image} ${each.container_id} ${each.engine} ${each.state}`.toLowerCase()
  const byName = (a: ShownContainer, b: ShownContainer) => a.name.localeCompare(b.name, 'en', { numeric: true })
  const by: Readonly<Record<Order, (a: ShownContainer, b: ShownContainer) => number>> = {
    state: (a, b) => TONES.indexOf(toneOf(a)) - TONES.indexOf(toneOf(b)),
    name: () => 0,
    cpu: (a, b) => amount(b.cpu) - amount(a.cpu),
    memory: (a, b) => amount(b.memory) - amount(a.memory),
    network: (a, b) => amount(b.received) + amount(b.sent) - amount(a.received) - amount(a.sent),
  }
  return containers.filter((each) => words.every((word) => text(each).includes(word))).sort((a, b) => by[order](a, b) || byName(a, b))
}
