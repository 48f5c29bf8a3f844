import type { UnitProperties } from '../units/bus.ts'

/** What `systemctl show` prints of units, in the form in which the bus tells it: dates are in UTC. */
export function shownUnits(text: string): readonly UnitProperties[] {
  return text
    .split(/\n{2,}/)
    .map((block) => propertiesIn(block))
    .filter((each) => Object.keys(each).length > 0)
}

const FLAGS = new Set(['NeedDaemonReload', 'CanStart', 'CanStop', 'CanReload', 'Persistent'])
const AMOUNTS = new Set(['MainPID', 'MemoryCurrent', 'TasksCurrent', 'CPUUsageNSec', 'NRestarts', 'ExecMainStatus'])
const DATES = new Set(['StateChangeTimestamp', 'ExecMainExitTimestamp', 'NextElapseUSecRealtime', 'LastTriggerUSec'])
const LISTS = new Set<string>([
  ...(['Names', 'Documentation', 'DropInPaths', 'Requires', 'Wants', 'BindsTo', 'PartOf', 'Conflicts', 'After', 'Before'] as const),
  ...(['RequiredBy', 'WantedBy', 'BoundBy', 'Triggers', 'TriggeredBy'] as const),
])
const EXITS: Readonly<Record<string, number>> = { exited: 1, killed: 2, dumped: 3 }

function propertiesIn(block: string): UnitProperties {
  const properties: Record<string, unknown> = {}
  for (const [, name = '', value = ''] of block.matchAll(/^([A-Za-z]+)=(.*)$/gm)) {
    const told = readValue(name, value)
    // Said once for each: what a unit runs, and when a timer goes off.
    const before = properties[name]
    if (Array.isArray(told) && Array.isArray(before)) properties[name] = [...before, ...told]
    else properties[name] = told
  }
  return properties
}

function readValue(name: string, value: string): unknown {
  if (FLAGS.has(name)) return value === 'yes'
  if (AMOUNTS.has(name)) return /^\d+$/.test(value) ? BigInt(value) : undefined
  if (DATES.has(name)) return microsecondsOf(value)
  if (LISTS.has(name)) return wordsIn(value)
  if (name === 'ExecMainCode') return EXITS[value] ?? (Number(value) || 0)
  if (name === 'NextElapseUSecMonotonic') return spanOf(value)
  if (name === 'ExecStart') return commandsIn(value)
  if (name === 'TimersCalendar') return [...value.matchAll(/(On\w+)=(.*?) ;/g)].map(([, base, spec]) => [base, spec])
  if (name === 'TimersMonotonic') return [...value.matchAll(/(On\w+)=(.*?) ;/g)].map(([, base, span = '']) => [base, spanOf(span)])
  return value
}

/** Apart by blanks; some are in quotes. */
function wordsIn(value: string): readonly string[] {
  return [...value.matchAll(/"((?:[^"\\]|\\.)*)"|\S+/g)].map(([word, quoted]) => quoted?.replaceAll(/\\(.)/g, '$1') ?? word)
}

/** `Sat 2026-11-28 05:18:12 UTC`. */
function microsecondsOf(text: string): bigint {
  const [, date, time] = /(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? UTC/.exec(text) ?? []
  const at = Date.parse(`${date}T${time}Z`)
  return Number.isFinite(at) && at > 0 ? BigInt(at) * 1000n : 0n
}

const UNIT_US: Readonly<Record<string, number>> = {
  us: 1,
  ms: 1e3,
  s: 1e6,
  min: 60e6,
  h: 3600e6,
  d: 86_400e6,
  w: 604_800e6,
  month: 2_629_800e6,
  y: 31_557_600e6,
}

/** `1d 2h 3min 4.5s`, in microseconds; 0 for what never comes. */
function spanOf(text: string): bigint {
  let sum = 0
  for (const [, amount, unit = ''] of text.matchAll(/([\d.]+)([a-z]+)/g)) sum += Number(amount) * (UNIT_US[unit] ?? 0)
  return BigInt(Math.round(sum))
}

/** `{ path=/bin/sleep ; argv[]=/bin/sleep infinity ; ignore_errors=no ; … }`, as path and arguments. */
function commandsIn(value: string): readonly unknown[] {
  const [, path, words] = /^\{ path=(.*?) ; argv\[\]=(.*?) ; (?:ignore_errors|flags)=/.exec(value) ?? []
  return path === undefined ? [] : [[path, [words]]]
}
