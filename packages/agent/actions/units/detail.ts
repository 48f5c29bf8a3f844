import type { ResultOf } from '@hyperion/wire/actions'
import type { UnitProperties } from '../../units/bus.ts'
import { timestamp, unitState } from '../../units/systemd.ts'
import type { Environment } from '../environment.ts'
import { ownUnit, ownUnits } from './guard.ts'
import { withSystemd } from './manager.ts'
import { amount, NAME_LENGTH, names, shown, sinceOf, WORD_LENGTH } from './values.ts'

type Detail = ResultOf<'unit.detail'>

export function unitDetail(environment: Environment, unit: string): Promise<Detail> {
  return withSystemd(environment, async (systemd) => {
    const own = await ownUnits(systemd, ownUnit(environment))
    const [of, kind] = [await systemd.properties(unit), await systemd.kindProperties(unit)]
    return detailIn(unit, of, kind, own.has(unit))
  })
}

/** By what systemd tells of it, and of what only its kind has. */
export function detailIn(unit: string, of: UnitProperties, kind: UnitProperties, isProtected: boolean): Detail {
  return { ...standingOf(unit, of), ...filesOf(of), ...processOf(kind), ...linksOf(of), protected: isProtected }
}

/** How it stands with a unit. */
function standingOf(unit: string, of: UnitProperties) {
  return {
    name: shown(of.Id, NAME_LENGTH) || unit,
    description: shown(of.Description, 255),
    load: shown(of.LoadState, WORD_LENGTH),
    active: shown(of.ActiveState, WORD_LENGTH),
    sub: shown(of.SubState, WORD_LENGTH),
    state: unitState(String(of.ActiveState)),
    enabled: shown(of.UnitFileState, WORD_LENGTH),
    since: sinceOf(of),
  }
}

function filesOf(of: UnitProperties) {
  const texts = (value: unknown, most: number, length: number) =>
    (Array.isArray(value) ? value : []).slice(0, most).map((each) => shown(each, length))
  return {
    names: names(of.Names),
    documentation: texts(of.Documentation, 32, 500),
    fragment: shown(of.FragmentPath, 4096),
    dropIns: texts(of.DropInPaths, 64, 4096),
    needsReload: of.NeedDaemonReload === true,
    can: { start: of.CanStart === true, stop: of.CanStop === true, reload: of.CanReload === true },
  }
}

function processOf(kind: UnitProperties) {
  const cpu = amount(kind.CPUUsageNSec)
  const pid = amount(kind.MainPID) ?? 0
  return {
    mainPid: pid > 0 ? pid : null,
    memoryBytes: amount(kind.MemoryCurrent),
    tasks: amount(kind.TasksCurrent),
    cpuMs: cpu === null ? null : Math.round(cpu / 1e6),
    restarts: amount(kind.NRestarts),
    result: shown(kind.Result, WORD_LENGTH),
    exit: exitOf(kind),
    restart: shown(kind.Restart, WORD_LENGTH),
    user: shown(kind.User, NAME_LENGTH),
    command: commandOf(kind.ExecStart),
    cgroup: shown(kind.ControlGroup, 4096),
  }
}

/** As waitid(2) counts them. */
const EXITS: Readonly<Record<number, 'exited' | 'killed' | 'dumped'>> = { 1: 'exited', 2: 'killed', 3: 'dumped' }

/** How the main process ended last. */
export function exitOf(kind: UnitProperties): Detail['exit'] {
  const code = EXITS[amount(kind.ExecMainCode) ?? 0]
  return code ? { code, status: amount(kind.ExecMainStatus) ?? 0, at: timestamp(kind.ExecMainExitTimestamp) } : null
}

/** The arguments of the first command; those of a service are no secrets of systemd's, which tells everybody. */
function commandOf(commands: unknown): string {
  const first = Array.isArray(commands) && Array.isArray(commands[0]) ? commands[0] : []
  return Array.isArray(first[1]) ? shown(first[1].join(' '), 4096) : ''
}

function linksOf(of: UnitProperties) {
  return {
    requires: names(of.Requires),
    wants: names(of.Wants),
    bindsTo: names(of.BindsTo),
    partOf: names(of.PartOf),
    conflicts: names(of.Conflicts),
    after: names(of.After),
    before: names(of.Before),
    requiredBy: names(of.RequiredBy),
    wantedBy: names(of.WantedBy),
    boundBy: names(of.BoundBy),
    triggers: names(of.Triggers),
    triggeredBy: names(of.TriggeredBy),
  }
}
