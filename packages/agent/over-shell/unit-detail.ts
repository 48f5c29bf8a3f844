import { ActionError } from '@hyperion/domain/actions'
import type { ResultOf, RowOf } from '@hyperion/wire/actions'
import { detailIn } from '../actions/units/detail.ts'
import { rowOfTimer } from '../actions/units/timers.ts'
import { shown } from '../actions/units/values.ts'
import { ask, inParts } from './parts.ts'
import type { ShellImplementation } from './reach.ts'
import { shownUnits } from './unit-properties.ts'

const NO_SYSTEMD = '[ -d /run/systemd/system ] || fail unsupported systemd does not run on this host'

const PROPERTIES = [
  ...(['Id', 'Names', 'Description', 'LoadState', 'ActiveState', 'SubState', 'UnitFileState', 'StateChangeTimestamp'] as const),
  ...(['Documentation', 'FragmentPath', 'DropInPaths', 'NeedDaemonReload', 'CanStart', 'CanStop', 'CanReload'] as const),
  ...(['MainPID', 'MemoryCurrent', 'TasksCurrent', 'CPUUsageNSec', 'NRestarts', 'Result', 'Restart', 'User', 'ControlGroup'] as const),
  ...(['ExecMainCode', 'ExecMainStatus', 'ExecMainExitTimestamp', 'ExecStart'] as const),
  ...(['Requires', 'Wants', 'BindsTo', 'PartOf', 'Conflicts', 'After', 'Before'] as const),
  ...(['RequiredBy', 'WantedBy', 'BoundBy', 'Triggers', 'TriggeredBy'] as const),
]

const DETAIL_SCRIPT = inParts(`
read -r unit
${NO_SYSTEMD}
part unit
systemctl show --no-pager --property=${PROPERTIES.join(',')} -- "$unit" 2>&1
`)

/** All about a unit, as `systemctl show` tells it. */
export const unitDetailOverShell: ShellImplementation<'unit.detail'> = async ({ unit }, run, reach) => {
  const [of = {}] = shownUnits((await ask(DETAIL_SCRIPT, [unit], run, reach)).get('unit') ?? '')
  if (of.LoadState === undefined) throw new ActionError('failed', 'systemctl does not answer')
  if (of.LoadState === 'not-found' && of.ActiveState === 'inactive') throw new ActionError('missing', `there is no unit ${unit}`)
  return detailIn(unit, of, of, false)
}

const MOST_BYTES = 48 * 1024

/** A path with blanks in it is not found. */
const FILES_SCRIPT = inParts(`
read -r unit
${NO_SYSTEMD}
set -f
set -- $(systemctl show --no-pager --property=FragmentPath,DropInPaths -- "$unit" | sed -e "s/^FragmentPath=//" -e "s/^DropInPaths=//" | tr -d "\\"")
for path in "$@"; do
  [ -f "$path" ] || continue
  [ -r "$path" ] || { part hidden; continue; }
  part "$path"
  head -c ${MOST_BYTES + 1} "$path"
done
`)

/** The files that make a unit up. */
export const unitFilesOverShell: ShellImplementation<'unit.files'> = async ({ unit }, run, reach) => {
  const parts = await ask(FILES_SCRIPT, [unit], run, reach)
  const files: ResultOf<'unit.files'>['files'][number][] = []
  let left = MOST_BYTES
  for (const [path, text] of parts) {
    if (!path.startsWith('/') || files.length >= 65) continue
    const told = text.slice(0, left).replaceAll('\0', '\u{FFFD}').toWellFormed()
    files.push({ path: shown(path, 4096), text: told, cut: text.length > left })
    left -= told.length
  }
  if (files.length === 0 && parts.has('hidden')) throw new ActionError('permission', `the account may not read the files of ${unit}`)
  return { files }
}

const TIMERS_SCRIPT = inParts(`
[ -d /run/systemd/system ] || { part end; exit 0; }
set -f
set -- $(systemctl list-units --all --plain --no-legend --no-pager --full --type=timer | sed -n "s/^[^A-Za-z0-9_-]*\\([^ ]*\\.timer\\) .*/\\1/p" | head -n 500)
part uptime
cat /proc/uptime
part timers
[ "$#" -eq 0 ] || systemctl show --no-pager --property=Id,Description,LoadState,ActiveState,Unit,NextElapseUSecRealtime,NextElapseUSecMonotonic,LastTriggerUSec,TimersCalendar,TimersMonotonic,Persistent -- "$@"
`)

/** When the timers of a host go off. */
export const timersOverShell: ShellImplementation<'unit.timers'> = async (_, run, reach) => {
  const parts = await ask(TIMERS_SCRIPT, [], run, reach)
  const at = Math.round(reach.clock.now())
  const upMs = Number.parseFloat(parts.get('uptime') ?? '') * 1000 || 0
  const rows: RowOf<'unit.timers'>[] = shownUnits(parts.get('timers') ?? '')
    .filter((of) => of.LoadState === 'loaded')
    .map((of) => rowOfTimer({ name: String(of.Id), description: String(of.Description), active: String(of.ActiveState) }, of, at - upMs))
  await run.rows(rows)
  return { at }
}
