import type { ContainerInfo, ContainerState } from '@hyperion/domain/hosts'
import type { RawFigures } from './figures.ts'

/** A container in an engine's list. */
export type Listed = Omit<ContainerInfo, 'engine' | 'startedAt'>

/** What only a look at the one container tells. */
export interface Inspected {
  /** Its first process; 0 while it does not run. */
  readonly pid: number
  readonly startedAt: number | null
  /** Whether its network is its own: one shared with the host or with another container says nothing of it. */
  readonly ownNetwork: boolean
}

const STATES: readonly string[] = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'] satisfies ContainerState[]
const LONGEST = 255
const LAST_INSTANT = 8.64e15

export type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
/** Of an engine's answer: without any where there is no object. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})
const textOf = (value: unknown): string => (typeof value === 'string' ? value.toWellFormed().slice(0, LONGEST) : '')
const amount = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null)

/** `GET /containers/json?all=1`; null for what is no list. Entries without an id or a name are left out. */
export function parseList(body: unknown): Listed[] | null {
  if (!Array.isArray(body)) return null
  return body.flatMap((each) => {
    const { Id, Names, Image, State, Status, Created } = fieldsOf(each)
    const name = nameOf(Names)
    if (typeof Id !== 'string' || !/^[0-9a-f]{12,64}$/.test(Id) || !/^[^\p{C}]+$/u.test(name)) return []
    const status = textOf(Status)
    return [
      {
        id: Id,
        name,
        image: textOf(Image),
        state: stateOf(State),
        exitCode: exitCodeOf(status),
        health: healthOf(status),
        createdAt: Math.min(LAST_INSTANT, Math.round((amount(Created) ?? 0) * 1000)),
      },
    ]
  })
}

/** Its own name has one slash; those that other containers link it by have two. */
function nameOf(names: unknown): string {
  const all = Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
  const own = all.find((name) => name.lastIndexOf('/') <= 0) ?? all[0] ?? ''
  return textOf(own.replace(/^\//, ''))
}

export function stateOf(state: unknown): ContainerState {
  const word = textOf(state).toLowerCase()
  if (word === 'stopped') return 'exited'
  return STATES.includes(word) ? (word as ContainerState) : 'unknown'
}

/** `Exited (137) 5 minutes ago` */
function exitCodeOf(status: string): number | null {
  const code = /^(?:Exited|Restarting|Dead) \((-?\d{1,9})\)/.exec(status)?.[1]
  return code === undefined ? null : Number(code)
}

/** `Up 5 minutes (healthy)` */
function healthOf(status: string): ContainerInfo['health'] {
  if (status.includes('(unhealthy)')) return 'unhealthy'
  if (status.includes('(healthy)')) return 'healthy'
  return status.includes('(health: starting)') || status.includes('(starting)') ? 'starting' : null
}

/** `GET /containers/ID/json` */
export function parseInspection(body: unknown): Inspected {
  const { State, HostConfig } = fieldsOf(body)
  const { Pid, StartedAt } = fieldsOf(State)
  const { NetworkMode } = fieldsOf(HostConfig)
  const started = Date.parse(textOf(StartedAt))
  const mode = textOf(NetworkMode)
  return {
    pid: Number.isSafeInteger(Pid) && (Pid as number) > 0 ? (Pid as number) : 0,
    startedAt: started > 0 ? started : null,
    ownNetwork: mode !== 'host' && !mode.startsWith('container:') && !mode.startsWith('ns:'),
  }
}

/** `GET /containers/ID/stats?stream=false&one-shot=true` */
export function parseStats(body: unknown): RawFigures {
  const { cpu_stats, memory_stats, networks, blkio_stats, pids_stats } = fieldsOf(body)
  const memory = fieldsOf(memory_stats)
  const { total_inactive_file, inactive_file } = fieldsOf(memory.stats)
  const usage = amount(memory.usage)
  const links = isFields(networks) ? Object.values(networks).map(fieldsOf) : null
  const moved = fieldsOf(blkio_stats).io_service_bytes_recursive
  return {
    cpuNs: amount(fieldsOf(fieldsOf(cpu_stats).cpu_usage).total_usage),
    memoryUsed: usage === null ? null : Math.max(0, usage - (amount(total_inactive_file) ?? amount(inactive_file) ?? 0)),
    memoryLimit: amount(memory.limit),
    rxBytes: links && sumOf(links.map(({ rx_bytes }) => rx_bytes)),
    txBytes: links && sumOf(links.map(({ tx_bytes }) => tx_bytes)),
    readBytes: bytesOf(moved, 'read'),
    writeBytes: bytesOf(moved, 'write'),
    pids: amount(fieldsOf(pids_stats).current),
  }
}

function sumOf(values: readonly unknown[]): number {
  return values.reduce<number>((sum, value) => sum + (amount(value) ?? 0), 0)
}

function bytesOf(moved: unknown, direction: string): number | null {
  if (!Array.isArray(moved)) return null
  const rows = moved.map(fieldsOf).filter(({ op }) => textOf(op).toLowerCase() === direction)
  return sumOf(rows.map(({ value }) => value))
}

/** What an engine calls itself, as the label of its containers. */
export function labelOf(server: string): 'docker' | 'podman' {
  return /libpod|podman/i.test(server) ? 'podman' : 'docker'
}
