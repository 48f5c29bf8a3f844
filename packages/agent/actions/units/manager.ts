import { existsSync } from 'node:fs'
import { ActionError, type ActionFailure } from '@hyperion/domain/actions'
import { type Bus, busErrorOf, MANAGER, MANAGER_PATH, openBus, propertiesOf, type UnitProperties } from '../../units/bus.ts'
import { rows } from '../../units/systemd.ts'
import type { Environment } from '../environment.ts'

export const UNIT = 'org.freedesktop.systemd1.Unit'

/** systemd loads units and writes links meanwhile. */
const PATIENCE_MS = 10_000

export interface LoadedUnit {
  readonly name: string
  readonly description: string
  readonly load: string
  readonly active: string
  readonly sub: string
  readonly path: string
}

export function hasSystemd({ paths }: Pick<Environment, 'paths'>): boolean {
  return existsSync(`${paths.run}/systemd/system`)
}

/** Asks systemd over a connection of its own, which ends with the work; what it refuses becomes an `ActionError`. */
export async function withSystemd<T>(environment: Environment, work: (systemd: UnitManager) => Promise<T>): Promise<T> {
  const { paths, clock } = environment
  if (!hasSystemd(environment)) throw new ActionError('unsupported', 'systemd does not run on this host')
  let bus: Bus | null = null
  try {
    bus = await openBus({ socket: `${paths.run}/dbus/system_bus_socket`, clock, timeoutMs: PATIENCE_MS })
    return await work(new UnitManager(bus))
  } catch (error) {
    throw asActionError(error)
  } finally {
    bus?.close()
  }
}

/** systemd's manager, and its units. */
export class UnitManager {
  readonly bus: Bus

  constructor(bus: Bus) {
    this.bus = bus
  }

  call(member: string, signature = '', body: readonly unknown[] = []): Promise<unknown> {
    return this.bus.call(MANAGER_PATH, MANAGER, member, signature, body)
  }

  async loaded(): Promise<readonly LoadedUnit[]> {
    return rows(await this.call('ListUnits')).map(([name, description, load, active, sub, , path]) => ({
      name: String(name),
      description: String(description),
      load: String(load),
      active: String(active),
      sub: String(sub),
      path: String(path),
    }))
  }

  /** States of the files of units, by name. */
  async files(): Promise<ReadonlyMap<string, string>> {
    const files = rows(await this.call('ListUnitFiles'))
    return new Map(files.map(([path, state]) => [String(path).split('/').at(-1) ?? '', String(state)]))
  }

  /** The object of a unit, which is read first where it is not; throws for one that there is not. */
  async object(unit: string): Promise<string> {
    return String(await this.call('LoadUnit', 's', [unit]))
  }

  /** Of the unit, whatever its kind. Throws `ActionError('missing')` for one that has neither a file nor runs. */
  async properties(unit: string): Promise<UnitProperties> {
    const properties = await propertiesOf(this.bus, await this.object(unit), UNIT)
    if (properties.LoadState === 'not-found' && properties.ActiveState === 'inactive')
      throw new ActionError('missing', `there is no unit ${unit}`)
    return properties
  }

  /** What only units of its kind have; empty for kinds without. */
  async kindProperties(unit: string): Promise<UnitProperties> {
    const kind = unit.slice(unit.lastIndexOf('.') + 1)
    const iface = `org.freedesktop.systemd1.${kind[0]?.toUpperCase()}${kind.slice(1)}`
    return propertiesOf(this.bus, await this.object(unit), iface)
  }
}

const SYSTEMD_ERROR = 'org.freedesktop.systemd1.'

const FAILURES: Readonly<Record<string, ActionFailure>> = {
  [`${SYSTEMD_ERROR}NoSuchUnit`]: 'missing',
  [`${SYSTEMD_ERROR}NoUnitForPID`]: 'missing',
  [`${SYSTEMD_ERROR}JobTypeNotApplicable`]: 'unsupported',
  [`${SYSTEMD_ERROR}OnlyByDependency`]: 'protected',
  [`${SYSTEMD_ERROR}TransactionIsDestructive`]: 'busy',
  [`${SYSTEMD_ERROR}ShuttingDown`]: 'busy',
  [`${SYSTEMD_ERROR}UnitExists`]: 'exists',
  'org.freedesktop.DBus.Error.FileNotFound': 'missing',
  'org.freedesktop.DBus.Error.FileExists': 'exists',
  'System.Error.EEXIST': 'exists',
  'org.freedesktop.DBus.Error.InvalidArgs': 'invalid',
  'org.freedesktop.DBus.Error.AccessDenied': 'permission',
  'org.freedesktop.DBus.Error.InteractiveAuthorizationRequired': 'permission',
  'org.freedesktop.DBus.Error.UnknownMethod': 'unsupported',
}

/** Whether systemd, or polkit that it asked, says that the account may not. Where polkit is masked it is its unit that is told of. */
export function isDenied(error: unknown): boolean {
  const name = busErrorOf(error)
  return name !== undefined && (FAILURES[name] === 'permission' || /\bpolkit\.service\b/.test((error as Error).message))
}

function asActionError(error: unknown): unknown {
  if (error instanceof ActionError) return error
  const name = busErrorOf(error)
  const message = (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ') || 'systemd did not do it'
  if (name !== undefined) return new ActionError(FAILURES[name] ?? 'failed', message)
  const code = (error as NodeJS.ErrnoException | null)?.code
  return code === 'EACCES' || code === 'ECONNREFUSED' || code === 'ENOENT'
    ? new ActionError('permission', `the agent cannot reach the system bus: ${message}`)
    : error
}
