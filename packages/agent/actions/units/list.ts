import type { UnitInfo } from '@hyperion/domain/hosts'
import { type ParamsOf, type ResultOf, UNIT_KINDS, type UnitKind, type UnitRow } from '@hyperion/wire/actions'
import { propertyOf } from '../../units/bus.ts'
import { timestamp, unitState } from '../../units/systemd.ts'
import type { Environment } from '../environment.ts'
import type { Run } from '../implementation.ts'
import { ownUnit, ownUnits } from './guard.ts'
import { hasSystemd, type LoadedUnit, UNIT, type UnitManager, withSystemd } from './manager.ts'
import { NAME_LENGTH, shown, WORD_LENGTH } from './values.ts'

/** Questions under way at once. */
const AT_ONCE = 64

export async function listUnits(
  environment: Environment,
  { kinds = UNIT_KINDS }: ParamsOf<'unit.list'>,
  run: Run<'unit.list'>,
): Promise<ResultOf<'unit.list'>> {
  const at = environment.clock.now()
  if (!hasSystemd(environment)) {
    const units = kinds.includes('service') ? await environment.host.units() : []
    await run.rows(units.map(processRow))
    return { at, source: 'processes' }
  }
  await withSystemd(environment, async (systemd) => {
    const own = await ownUnits(systemd, ownUnit(environment))
    const [loaded, files] = [await systemd.loaded(), await systemd.files()]
    const present = loaded.filter(({ name, load }) => load !== 'not-found' && isOf(kinds, name))
    for (let from = 0; from < present.length; from += AT_ONCE) {
      run.signal.throwIfAborted()
      const part = present.slice(from, from + AT_ONCE)
      const since = await Promise.all(part.map(({ path }) => changedAt(systemd, path)))
      await run.rows(part.map((unit, i) => loadedRow(unit, since[i] ?? null, files.get(unit.name) ?? templateState(files, unit.name), own)))
    }
    const known = new Set(loaded.map(({ name }) => name))
    const others = [...files].filter(([name, state]) => isOf(kinds, name) && !known.has(name) && !name.includes('@.') && state !== 'alias')
    await run.rows(others.map(([name, state]) => installedRow(name, state)))
  })
  return { at, source: 'systemd' }
}

function kindOf(name: string): UnitKind | undefined {
  const kind = name.slice(name.lastIndexOf('.') + 1)
  return UNIT_KINDS.find((each) => each === kind)
}

function isOf(kinds: readonly UnitKind[], name: string): boolean {
  const kind = kindOf(name)
  return kind !== undefined && kinds.includes(kind) && name.length <= NAME_LENGTH
}

/** Of `getty@tty1.service` what is said of `getty@.service`. */
function templateState(files: ReadonlyMap<string, string>, name: string): string {
  const at = name.indexOf('@')
  return at < 0 ? '' : (files.get(`${name.slice(0, at + 1)}${name.slice(name.lastIndexOf('.'))}`) ?? '')
}

/** A unit may be gone since it was listed. */
async function changedAt(systemd: UnitManager, path: string): Promise<number | null> {
  return timestamp(await propertyOf(systemd.bus, path, UNIT, 'StateChangeTimestamp').catch(() => undefined))
}

function loadedRow(unit: LoadedUnit, since: number | null, enabled: string, own: ReadonlySet<string>): UnitRow {
  const { name, description, load, active, sub } = unit
  return {
    name,
    kind: kindOf(name) ?? 'service',
    description: shown(description, 255),
    load: shown(load, WORD_LENGTH),
    active: shown(active, WORD_LENGTH),
    sub: shown(sub, WORD_LENGTH),
    state: unitState(active),
    enabled: shown(enabled, WORD_LENGTH),
    since,
    protected: own.has(name),
  }
}

const NEVER = { active: 'inactive', sub: 'dead', state: 'stopped', since: null, protected: false } as const

/** Installed, and not read by systemd: nothing asked for it. */
function installedRow(name: string, state: string): UnitRow {
  const masked = state.startsWith('masked')
  return {
    ...NEVER,
    name,
    kind: kindOf(name) ?? 'service',
    description: '',
    load: masked ? 'masked' : '',
    enabled: shown(state, WORD_LENGTH),
  }
}

const ACTIVE: Readonly<Record<UnitInfo['state'], string>> = {
  running: 'active',
  stopped: 'inactive',
  failed: 'failed',
  starting: 'activating',
  stopping: 'deactivating',
  unknown: '',
}

function processRow({ name, description, state, since, enabled }: UnitInfo): UnitRow {
  return {
    name: shown(`${name}.service`, NAME_LENGTH),
    kind: 'service',
    description: shown(description, 255),
    load: 'loaded',
    active: ACTIVE[state],
    sub: '',
    state,
    enabled: enabled === null ? '' : enabled ? 'enabled' : 'disabled',
    since,
    protected: false,
  }
}
