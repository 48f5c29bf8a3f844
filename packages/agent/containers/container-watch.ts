import type { ContainerInfo, ContainerList } from '@hyperion/domain/hosts'
import { parseInterfaces } from '../collectors/network.ts'
import { instanceName } from '../linux/text.ts'
import { readCgroup } from './cgroup.ts'
import { Engine, type EngineOptions, type Known } from './engine.ts'
import { findSockets } from './engine-sockets.ts'
import type { ContainerFigures, RawFigures } from './figures.ts'

export interface ContainerWatchOptions extends EngineOptions {
  /** Where `DOCKER_HOST` says that an engine listens. */
  readonly dockerHost: string | undefined
  readonly onChange: (list: ContainerList) => void
}

export interface ContainerWatch {
  list(): ContainerList
  /** Of those that run, read no longer ago than reading is cheap. */
  figures(now: number): readonly ContainerFigures[]
  /** Looks for engines and asks those that are due. */
  refresh(): Promise<void>
}

const LOOK_MS = 10_000
/** Reading may take one thousandth of a core: hundreds of containers are read less often than once a second. */
const REST_PER_COST = 1000
const MOST_REST_MS = 10_000
/** As many as the hub takes; the running ones go first. */
const MOST = 512

export const NO_CONTAINERS: ContainerList = { engines: [], containers: [], troubles: [] }

export function createContainerWatch(options: ContainerWatchOptions): ContainerWatch {
  return new Watch(options)
}

/** Asks no engine. */
export const NO_WATCH: ContainerWatch = { list: () => NO_CONTAINERS, figures: () => [], refresh: async () => {} }

class Watch implements ContainerWatch {
  readonly #options: ContainerWatchOptions
  #engines = new Map<string, Engine>()
  #socketTroubles: readonly string[] = []
  #lookAt = Number.NEGATIVE_INFINITY
  #list = NO_CONTAINERS
  #told = JSON.stringify(NO_CONTAINERS)
  #named: readonly (readonly [name: string, known: Known, engine: Engine])[] = []
  #figures: readonly ContainerFigures[] = []
  #readAt = Number.NEGATIVE_INFINITY
  #restMs = 0

  constructor(options: ContainerWatchOptions) {
    this.#options = options
  }

  list(): ContainerList {
    return this.#list
  }

  async refresh(): Promise<void> {
    const now = this.#options.monotonic()
    if (now >= this.#lookAt - 500) {
      this.#lookAt = now + LOOK_MS
      this.#look()
    }
    await Promise.all([...this.#engines.values()].map((engine) => engine.refresh()))
    this.#settle()
  }

  figures(now: number): readonly ContainerFigures[] {
    if (now - this.#readAt < this.#restMs) return this.#figures
    const started = this.#options.monotonic()
    this.#figures = this.#named.flatMap(([name, known, engine]) => this.#read(name, known, engine, now))
    this.#readAt = now
    this.#restMs = Math.min(MOST_REST_MS, (this.#options.monotonic() - started) * REST_PER_COST)
    return this.#figures
  }

  /** Engines come and go with their sockets. */
  #look(): void {
    const { sockets, troubles } = findSockets(this.#options.paths, this.#options.dockerHost)
    this.#socketTroubles = troubles
    this.#engines = new Map(sockets.map((socket) => [socket.where, this.#engines.get(socket.where) ?? new Engine(socket, this.#options)]))
  }

  #settle(): void {
    const engines = [...this.#engines.values()]
    const named = nameAll(engines)
    const kept = named.length > MOST ? named.toSorted(byImportance).slice(0, MOST) : named
    this.#named = kept
    const tooMany = named.length > MOST ? [`containers: ${MOST} of ${named.length} are watched, those that run first`] : []
    const list: ContainerList = {
      engines: engines.filter(({ answered }) => answered).map(({ label }) => label),
      containers: kept.map(([name, known]) => infoOf(name, known)),
      troubles: [...this.#socketTroubles, ...engines.flatMap(({ trouble }) => trouble ?? []), ...tooMany].map((each) => each.slice(0, 255)),
    }
    const text = JSON.stringify(list)
    if (text === this.#told) return
    this.#told = text
    this.#list = list
    this.#options.onChange(list)
  }

  #read(name: string, known: Known, engine: Engine, now: number): ContainerFigures[] {
    const { id, cgroup, told } = known
    if (told) return [{ ...told.figures, id, name, at: told.at }]
    if (!cgroup) return []
    const counted = readCgroup(this.#options.files, cgroup)
    if (!counted) {
      engine.expire()
      return []
    }
    return [{ ...counted, ...this.#traffic(known), memoryLimit: known.memoryLimit, id, name, at: now }]
  }

  /** What its network namespace carried, loopback left out. */
  #traffic({ inspected }: Known): Pick<RawFigures, 'rxBytes' | 'txBytes'> {
    const { files, paths } = this.#options
    const text = inspected?.ownNetwork ? files.once(`${paths.proc}/${inspected.pid}/net/dev`) : null
    if (text === null) return { rxBytes: null, txBytes: null }
    const links = parseInterfaces(text).filter((each) => each.name !== 'lo')
    return {
      rxBytes: links.reduce((sum, each) => sum + each.rxBytes, 0),
      txBytes: links.reduce((sum, each) => sum + each.txBytes, 0),
    }
  }
}

/** A name is the first engine's that has it; another's container says whose it is. */
function nameAll(engines: readonly Engine[]): (readonly [string, Known, Engine])[] {
  const taken = new Set<string>()
  return engines.flatMap((engine) =>
    [...engine.containers].map((known) => {
      const name = taken.has(known.name) ? instanceName(`${known.name} (${engine.label})`) : instanceName(known.name)
      taken.add(name)
      return [name, known, engine] as const
    }),
  )
}

function byImportance([, a]: readonly [string, Known, Engine], [, b]: readonly [string, Known, Engine]): number {
  return Number(b.state === 'running') - Number(a.state === 'running') || b.createdAt - a.createdAt
}

function infoOf(name: string, { engine, id, image, state, exitCode, health, createdAt, startedAt }: Known): ContainerInfo {
  return { engine, id, name, image, state, exitCode, health, createdAt, startedAt }
}
