import type { LiveUnit } from './use-live-units.ts'

/** What a list of units is narrowed to. */
export const UNIT_FILTERS = ['service', 'failed', 'running', 'timer', 'socket', 'mount', 'target', 'path', 'all'] as const

export type UnitFilter = (typeof UNIT_FILTERS)[number]

export function filterOf(word: string | null): UnitFilter {
  return UNIT_FILTERS.find((each) => each === word) ?? 'service'
}

const ORDER: readonly string[] = ['failed', 'starting', 'stopping', 'running', 'unknown', 'stopped']

function isOf({ state, kind }: LiveUnit, filter: UnitFilter): boolean {
  return filter === 'all' || (filter === 'failed' || filter === 'running' ? state === filter : kind === filter)
}

/** Units of a filter that hold every word typed; what needs attention comes first. */
export function shownUnits(units: readonly LiveUnit[], filter: UnitFilter, search: string): readonly LiveUnit[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const text = (unit: LiveUnit) => `${unit.name} ${unit.description} ${unit.state} ${unit.sub}`.toLowerCase()
  return units
    .filter((unit) => isOf(unit, filter) && words.every((word) => text(unit).includes(word)))
    .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.name.localeCompare(b.name))
}

/** How many there are of each filter. */
export function countsOf(units: readonly LiveUnit[]): Readonly<Record<UnitFilter, number>> {
  return Object.fromEntries(UNIT_FILTERS.map((filter) => [filter, units.filter((unit) => isOf(unit, filter)).length])) as never
}
