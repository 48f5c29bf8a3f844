import type { UnitInfo, UnitProgram, UnitState } from '@hyperion/domain/hosts'
import { type BusOptions, busErrorOf, MANAGER, MANAGER_PATH, openBus, propertyOf } from './bus.ts'
import { commandIn, folderIn, programOf } from './programs.ts'

export interface SystemdOptions extends BusOptions {
  readonly monotonic: () => number
  /** Put before a path of the host to reach it from here. */
  readonly root: string
}

export interface Systemd {
  /** Every service unit, loaded or only installed. Rejects when the bus or systemd does not answer in time. */
  list(): Promise<UnitInfo[]>
}

const UNIT_FILES_MS = 60_000
const UNKNOWN_METHOD = 'org.freedesktop.DBus.Error.UnknownMethod'
const PATTERNS = [[], ['*.service']]

interface LoadedUnit {
  readonly name: string
  readonly description: string
  readonly active: string
  readonly path: string
}

/**
 * Each listing has a connection of its own, which is destroyed with it: none can leak, and a bus that went away and
 * came back needs no care.
 */
export function createSystemd(options: SystemdOptions): Systemd {
  let fileStates: ReadonlyMap<string, string> = new Map()
  let filesReadAt = Number.NEGATIVE_INFINITY
  let programs: ReadonlyMap<string, Started> = new Map()
  return {
    async list() {
      const manager = await connect(options)
      try {
        const loaded = await manager.loadedUnits()
        if (options.monotonic() - filesReadAt > UNIT_FILES_MS) {
          fileStates = await manager.unitFileStates()
          filesReadAt = options.monotonic()
        }
        const started = await Promise.all(loaded.map((unit) => startOf(manager, unit, programs.get(unit.name), options.root)))
        programs = new Map(loaded.flatMap(({ name }, i) => (started[i] ? [[name, started[i]]] : [])))
        const units = loaded.map((unit, i) => unitInfo(unit, started[i] ?? null, fileStates.get(unit.name)))
        return [...units, ...installedOnly(fileStates, new Set(loaded.map(({ name }) => name)))]
      } finally {
        manager.close()
      }
    },
  }
}

/** When a service began to run, and what. */
interface Started {
  readonly since: number | null
  readonly program: UnitProgram | null
}

/** What a service runs is looked at once, soon after it began: the file may be another one afterwards. */
async function startOf(manager: Manager, unit: LoadedUnit, known: Started | undefined, root: string): Promise<Started | null> {
  if (unitState(unit.active) !== 'running') return null
  const since = await manager.activeSince(unit.path)
  if (known && known.since === since) return known
  return { since, program: since === null ? null : await manager.program(unit.path, root) }
}

interface Manager {
  loadedUnits(): Promise<LoadedUnit[]>
  unitFileStates(): Promise<Map<string, string>>
  activeSince(path: string): Promise<number | null>
  program(path: string, root: string): Promise<UnitProgram | null>
  close(): void
}

async function connect(options: SystemdOptions): Promise<Manager> {
  const bus = await openBus(options)
  /** systemd before 230 cannot filter: its list is filtered here. */
  const filtered = async (member: string): Promise<unknown> => {
    try {
      return await bus.call(MANAGER_PATH, MANAGER, `${member}ByPatterns`, 'asas', PATTERNS)
    } catch (error) {
      if (busErrorOf(error) !== UNKNOWN_METHOD) throw error
      return bus.call(MANAGER_PATH, MANAGER, member)
    }
  }
  /** A unit may be gone since it was listed; a bus that does not answer is another matter. */
  const unlessGone = async <T>(asking: Promise<T>): Promise<T | null> => {
    try {
      return await asking
    } catch (error) {
      if (busErrorOf(error) !== undefined) return null
      throw error
    }
  }
  const ofService = (path: string, name: string) => unlessGone(propertyOf(bus, path, 'org.freedesktop.systemd1.Service', name))
  return {
    loadedUnits: async () => loadedUnits(await filtered('ListUnits')),
    unitFileStates: async () => unitFileStates(await filtered('ListUnitFiles')),
    activeSince: async (path) =>
      timestamp(await unlessGone(propertyOf(bus, path, 'org.freedesktop.systemd1.Unit', 'ActiveEnterTimestamp'))),
    async program(path, root) {
      const [command, folder] = await Promise.all([ofService(path, 'ExecStart'), ofService(path, 'WorkingDirectory')])
      return programOf(commandIn(command), folderIn(folder), root)
    },
    close: bus.close,
  }
}

const SERVICE = '.service'

export function rows(value: unknown): readonly (readonly unknown[])[] {
  return Array.isArray(value) ? value.filter(Array.isArray) : []
}

function loadedUnits(value: unknown): LoadedUnit[] {
  return rows(value).flatMap(([name, description, load, active, , , path]) =>
    typeof name === 'string' && name.endsWith(SERVICE) && load === 'loaded'
      ? [{ name: name.slice(0, -SERVICE.length), description: String(description), active: String(active), path: String(path) }]
      : [],
  )
}

function unitFileStates(value: unknown): Map<string, string> {
  const states = new Map<string, string>()
  for (const [path, state] of rows(value)) {
    const file = String(path).split('/').at(-1) ?? ''
    if (file.endsWith(SERVICE)) states.set(file.slice(0, -SERVICE.length), String(state))
  }
  return states
}

/** Units that systemd has not loaded: stopped, and installed. Templates and other names of a unit are no units. */
function installedOnly(states: ReadonlyMap<string, string>, loaded: ReadonlySet<string>): UnitInfo[] {
  return [...states]
    .filter(([name, state]) => !loaded.has(name) && !name.endsWith('@') && state !== 'alias' && state !== 'masked')
    .map(([name, state]) => ({ name, description: '', state: 'stopped', since: null, enabled: isEnabled(state) }))
}

function unitInfo({ name, description, active }: LoadedUnit, started: Started | null, fileState: string | undefined): UnitInfo {
  const told = { name, description, state: unitState(active), since: started?.since ?? null, enabled: isEnabled(fileState) }
  return started?.program ? { ...told, program: started.program } : told
}

/** systemd's ActiveState. */
export function unitState(active: string): UnitState {
  switch (active) {
    case 'active':
    case 'reloading':
    case 'refreshing':
      return 'running'
    case 'inactive':
      return 'stopped'
    case 'failed':
      return 'failed'
    case 'activating':
      return 'starting'
    case 'deactivating':
      return 'stopping'
    default:
      return 'unknown'
  }
}

/** Null for units that are neither enabled nor disabled: static, generated, transient and the like. */
export function isEnabled(fileState: string | undefined): boolean | null {
  if (fileState === 'enabled' || fileState === 'enabled-runtime') return true
  return fileState === 'disabled' || fileState?.startsWith('masked') ? false : null
}

const UNSET = 2n ** 64n - 1n

/** Epoch milliseconds of microseconds; 0 and the largest number mean that it never happened. */
export function timestamp(microseconds: unknown): number | null {
  if (typeof microseconds !== 'bigint' || microseconds === 0n || microseconds === UNSET) return null
  return Number(microseconds / 1000n)
}
