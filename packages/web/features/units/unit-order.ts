import type { HostUnitsAnswer } from '@hyperion/wire/web'

type Unit = HostUnitsAnswer['units'][number]

const ORDER: readonly string[] = ['failed', 'starting', 'stopping', 'running', 'unknown', 'stopped']
const rank = (unit: Unit) => (ORDER.indexOf(unit.status) + ORDER.length + 1) % (ORDER.length + 1)

/** Units whose name or description holds every word typed; what needs attention comes first. */
export function matchingUnits(units: readonly Unit[], search: string): readonly Unit[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const text = (unit: Unit) => `${unit.name} ${unit.description} ${unit.status}`.toLowerCase()
  return units
    .filter((unit) => words.every((word) => text(unit).includes(word)))
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
}
