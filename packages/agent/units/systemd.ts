import type { UnitInfo, UnitState } from '@hyperion/domain/hosts'
import { type BusOptions, busErrorOf, MANAGER, MANAGER_PATH, openBus, propertyOf } from './bus.ts'

export interface SystemdOptions extends BusOptions {
  readonly monotonic: () => number
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
  return {
    async list() {
      const manager = await connect(options)
      try {
        const loaded = await manager.loadedUnits()
        if (options.monotonic() - filesReadAt > UNIT_FILES_MS) {
          fileStates = await manager.unitFileStates()
          filesReadAt = options.monotonic()
        }
        const since = await Promise.all(
          loaded.map((unit) => (unitState(unit.active) === 'running' ? manager.activeSince(unit.path) : null)),
        )
        const units = loaded.map((unit, i) => unitInfo(unit, since[i] ?? null, fileStates.get(unit.name)))
        return [...units, ...installedOnly(fileStates, new Set(loaded.map(({ name }) => name)))]
      } finally {
        manager.close()
      }
    },
  }
}

interface Manager {
  loadedUnits(): Promise<LoadedUnit[]>
  unitFileStates(): Promise<Map<string, string>>
  activeSince(path: string): Promise<number | null>
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
  return {
    loadedUnits: async () => loadedUnits(await filtered('ListUnits')),
    unitFileStates: async () => unitFileStates(await filtered('ListUnitFiles')),
    async activeSince(path) {
      try {
        return timestamp(await propertyOf(bus, path, 'org.freedesktop.systemd1.Unit', 'ActiveEnterTimestamp'))
      } catch (error) {
        // A unit may be gone since it was listed; a bus that does not answer is another matter.
        if (busErrorOf(error) !== undefined) return null
        throw error
      }
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

function unitInfo(unit: LoadedUnit, since: number | null, fileState: string | undefined): UnitInfo {
  const state = unitState(unit.active)
  return { name: unit.name, description: unit.description, state, since, enabled: isEnabled(fileState) }
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
