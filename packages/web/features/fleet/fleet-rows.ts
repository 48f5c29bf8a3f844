import { FLEET_CHOICES, type FleetRow, type FleetSort, type FleetState, type FleetViewSettings } from '@hyperion/wire/fleet'

/** One line of the list: a host, or the head of a group of them. */
export type FleetItem =
  | { readonly type: 'host'; readonly key: string; readonly id: number }
  | { readonly type: 'group'; readonly key: string; readonly tag: string; readonly count: number; readonly worst: FleetState }

export type StateCounts = Readonly<Record<FleetState, number>>

export function countStates(rows: readonly FleetRow[]): StateCounts {
  const counts = Object.fromEntries(FLEET_CHOICES.states.map((state) => [state, 0])) as Record<FleetState, number>
  for (const { state } of rows) counts[state]++
  return counts
}

/** How many hosts have each tag, by name. */
export function countTags(rows: readonly FleetRow[]): readonly (readonly [tag: string, count: number])[] {
  const counts = new Map<string, number>()
  for (const { tags } of rows) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => a.localeCompare(b))
}

/** Hosts that match; every word typed is somewhere in the name, a tag or what fires. */
function matchingHosts(rows: readonly FleetRow[], { search, states, tags, kinds }: FleetViewSettings): readonly FleetRow[] {
  const words = fold(search).split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    if (states.length > 0 && !states.includes(row.state)) return false
    if (kinds.length > 0 && !kinds.includes(row.kind)) return false
    if (tags.length > 0 && !tags.some((tag) => row.tags.includes(tag))) return false
    if (words.length === 0) return true
    const text = fold([row.name, ...row.tags, row.alert?.title ?? ''].join('\n'))
    return words.every((word) => text.includes(word))
  })
}

function sortedHosts(rows: readonly FleetRow[], { sort, descending }: FleetViewSettings): readonly FleetRow[] {
  const sign = descending ? -1 : 1
  const by = (a: FleetRow, b: FleetRow): number => {
    if (sort === 'name') return sign * byName(a, b)
    const [left, right] = [rank(a, sort), rank(b, sort)]
    // What is not known comes last, whichever way.
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byName(a, b)
    return sign * (left - right) || byName(a, b)
  }
  return rows.toSorted(by)
}

/** The lines of the list, in order. A host of several tags is in each of their groups. */
export function itemsOf(rows: readonly FleetRow[], view: FleetViewSettings): readonly FleetItem[] {
  const sorted = sortedHosts(matchingHosts(rows, view), view)
  if (view.group === 'none') return sorted.map((row) => hostItem(row, ''))
  const groups = new Map<string, FleetRow[]>()
  for (const row of sorted) {
    for (const tag of row.tags.length > 0 ? row.tags : ['']) {
      if (view.tags.length > 0 && !view.tags.includes(tag)) continue
      const group = groups.get(tag)
      if (group) group.push(row)
      else groups.set(tag, [row])
    }
  }
  return [...groups]
    .sort(([a], [b]) => Number(a === '') - Number(b === '') || a.localeCompare(b))
    .flatMap(([tag, members]) => [
      { type: 'group', key: `group ${tag}`, tag, count: members.length, worst: worstOf(members) } as const,
      ...members.map((row) => hostItem(row, tag)),
    ])
}

/** The hosts that need someone, worst first. */
export function worstHosts(rows: readonly FleetRow[]): readonly FleetRow[] {
  return rows
    .filter(({ state }) => state === 'down' || state === 'critical' || state === 'warning' || state === 'stale')
    .sort((a, b) => severity(a) - severity(b) || byName(a, b))
}

function hostItem({ id }: FleetRow, tag: string): FleetItem {
  return { type: 'host', key: `${id} ${tag}`, id }
}

function worstOf(rows: readonly FleetRow[]): FleetState {
  return FLEET_CHOICES.states.find((state) => rows.some((row) => row.state === state)) ?? 'unknown'
}

const severity = ({ state }: FleetRow): number => FLEET_CHOICES.states.indexOf(state)

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
const byName = (a: FleetRow, b: FleetRow): number => collator.compare(a.name, b.name) || a.id - b.id

function rank(row: FleetRow, sort: Exclude<FleetSort, 'name'>): number | null {
  if (sort === 'state') return severity(row)
  if (sort === 'network') return row.rx === null && row.tx === null ? null : (row.rx ?? 0) + (row.tx ?? 0)
  if (sort === 'uptime') return row.booted === null ? null : -row.booted
  return row[sort]
}

/** Folds case and accents. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
}
