import type { GroupId, Metric, MetricGroup } from './catalog.ts'

type Groups = Readonly<Record<string, MetricGroup>>

/** The largest group number a report frame has room for. */
const LARGEST_GROUP_NUMBER = 255

/** What is wrong with a catalog, one line each: ambiguous ids, columns, contract names or group numbers. */
export function catalogMistakes(metrics: readonly Metric[], groups: Groups): string[] {
  return [
    ...repeated(metrics, (metric) => metric.id).map((id) => `metric id ${id} is given twice`),
    ...metrics.flatMap((metric) => idMistakes(metric, groups)),
    ...contractNameMistakes(metrics),
    ...groupMistakes(metrics, groups),
  ]
}

function idMistakes({ id, group }: Metric, groups: Groups): string[] {
  const mistakes: string[] = []
  if (!(group in groups)) mistakes.push(`metric ${id} is of the unknown group ${group}`)
  if (!id.startsWith(`${group}.`) || !/^[a-z]+\.[a-z][a-z0-9_]*$/.test(id)) mistakes.push(`metric id ${id} is not <group>.<column>`)
  return mistakes
}

/** Two columns of a group that one contract calls by the same name could not be told apart there. */
function contractNameMistakes(metrics: readonly Metric[]): string[] {
  const named = metrics.flatMap(({ group, names = {} }) =>
    Object.entries(names).map(([contract, name]) => `${contract} name ${name} of group ${group}`),
  )
  return repeated(named, (line) => line).map((line) => `${line} is given twice`)
}

function groupMistakes(metrics: readonly Metric[], groups: Groups): string[] {
  const entries = Object.entries(groups)
  return [
    ...repeated(entries, ([, { number }]) => number).map((number) => `group number ${number} is given twice`),
    ...entries
      .filter(([, { number }]) => !Number.isInteger(number) || number < 1 || number > LARGEST_GROUP_NUMBER)
      .map(([id, { number }]) => `group ${id} has the number ${number}, not one of 1 to ${LARGEST_GROUP_NUMBER}`),
    ...entries.filter(([id]) => !metrics.some((metric) => metric.group === (id as GroupId))).map(([id]) => `group ${id} has no metric`),
  ]
}

function repeated<T, K>(items: readonly T[], keyOf: (item: T) => K): K[] {
  return [...Map.groupBy(items, keyOf)].filter(([, same]) => same.length > 1).map(([key]) => key)
}
