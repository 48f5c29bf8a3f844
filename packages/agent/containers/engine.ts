import type { ContainerInfo } from '@hyperion/domain/hosts'
import type { Clock } from '@hyperion/ports/clock'
import type { Files } from '../linux/files.ts'
import type { Paths } from '../linux/paths.ts'
import { askEngine, EngineError } from './ask-engine.ts'
import { type Cgroup, findCgroup, memoryLimit } from './cgroup.ts'
import { type Inspected, type Listed, labelOf, parseInspection, parseList, parseStats } from './engine-answers.ts'
import type { EngineSocket } from './engine-sockets.ts'
import type { RawFigures } from './figures.ts'

export interface EngineOptions {
  readonly files: Files
  readonly paths: Paths
  readonly clock: Clock
  readonly monotonic: () => number
  readonly memoryBytes: () => number
}

/** A container with where its figures come from. */
export interface Known extends ContainerInfo {
  /** Null while it does not run. */
  readonly inspected: Inspected | null
  /** Null where the kernel's own counting is out of reach. */
  readonly cgroup: Cgroup | null
  readonly memoryLimit: number | null
  /** What the engine counts, asked for where there is no cgroup. */
  readonly told: { readonly at: number; readonly figures: RawFigures } | null
}

const LIST_MS = { least: 10_000, most: 60_000 } as const
/** Asking may take so small a part of an engine's time: one that is started for every question is asked less often. */
const REST_PER_COST = 200
/** More at once would be felt by the engine; the rest follows at the next list. */
const INSPECTIONS = 64

/** One engine: its containers as it last told, whether or not it still answers. */
export class Engine {
  readonly socket: EngineSocket
  readonly #options: EngineOptions
  #label: string | null
  #known = new Map<string, Known>()
  #answered = false
  #trouble: string | null = null
  #dueAt = Number.NEGATIVE_INFINITY

  constructor(socket: EngineSocket, options: EngineOptions) {
    this.socket = socket
    this.#options = options
    this.#label = socket.label
  }

  get label(): string {
    return this.#label ?? 'docker'
  }

  /** It has told what containers it has. */
  get answered(): boolean {
    return this.#answered
  }

  /** Why it does not answer, in one line. */
  get trouble(): string | null {
    return this.#trouble && `containers: ${this.label} (${this.socket.where}) ${this.#trouble}`
  }

  get containers(): Iterable<Known> {
    return this.#known.values()
  }

  /** A container is no longer what it was: asks again at once. */
  expire(): void {
    this.#dueAt = Number.NEGATIVE_INFINITY
  }

  /** Asks what containers there are, if it is time to. */
  async refresh(): Promise<void> {
    const { monotonic } = this.#options
    const started = monotonic()
    // Ticks come about once a second: half of one early is nearer than half late.
    if (started < this.#dueAt - 500) return
    this.#dueAt = started + LIST_MS.least
    try {
      await this.#list()
      this.#trouble = null
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      this.#trouble = error.message
    }
    const rest = Math.min(LIST_MS.most, Math.max(LIST_MS.least, (monotonic() - started) * REST_PER_COST))
    this.#dueAt = started + rest
  }

  async #list(): Promise<void> {
    const { server, body } = await askEngine(this.socket.address, '/containers/json?all=1', this.#options.clock)
    const listed = parseList(body)
    if (!listed) throw new EngineError('unreadable', 'answers what is no list of containers')
    this.#label ??= labelOf(server)
    const known = new Map<string, Known>()
    let inspections = 0
    for (const each of listed) {
      const before = this.#known.get(each.id)
      const fresh = isRunning(each) && (await this.#stillRuns(each, before, () => ++inspections <= INSPECTIONS))
      known.set(each.id, fresh || this.#idle(each))
    }
    this.#known = known
    this.#answered = true
  }

  #idle(each: Listed): Known {
    return { ...each, engine: this.label, startedAt: null, inspected: null, cgroup: null, memoryLimit: null, told: null }
  }

  /** What is known of a running container, looked at anew when its first process is another than before. */
  async #stillRuns(each: Listed, before: Known | undefined, mayInspect: () => boolean): Promise<Known> {
    const { files, paths, memoryBytes } = this.#options
    const own = before?.inspected ?? null
    const cgroupBefore = own && findCgroup(files, paths, own.pid, each.id)
    const inspected = own && (cgroupBefore || before?.told) ? own : mayInspect() ? await this.#inspect(each.id) : null
    if (!inspected) return this.#idle(each)
    const cgroup = cgroupBefore ?? (inspected.pid > 0 ? findCgroup(files, paths, inspected.pid, each.id) : null)
    return {
      ...each,
      engine: this.label,
      startedAt: inspected.startedAt,
      inspected,
      cgroup,
      memoryLimit: cgroup && memoryLimit(files, cgroup, memoryBytes()),
      told: cgroup ? null : await this.#stats(each.id),
    }
  }

  /** Null when it went meanwhile. */
  #inspect(id: string): Promise<Inspected | null> {
    return this.#orGone(async () => {
      const { body } = await askEngine(this.socket.address, `/containers/${id}/json`, this.#options.clock)
      return parseInspection(body)
    })
  }

  #stats(id: string): Promise<Known['told']> {
    return this.#orGone(async () => {
      const { clock, monotonic } = this.#options
      const { body } = await askEngine(this.socket.address, `/containers/${id}/stats?stream=false&one-shot=true`, clock)
      return { at: monotonic(), figures: parseStats(body) }
    })
  }

  async #orGone<T>(ask: () => Promise<T>): Promise<T | null> {
    try {
      return await ask()
    } catch (error) {
      if (error instanceof EngineError && error.fault === 'status') return null
      throw error
    }
  }
}

/** A paused one still holds its memory. */
function isRunning({ state }: Listed): boolean {
  return state === 'running' || state === 'paused'
}
