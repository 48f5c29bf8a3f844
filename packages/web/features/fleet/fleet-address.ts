import {
  DEFAULT_FLEET_VIEW,
  FLEET_CHOICES,
  FLEET_VIEW_LIMITS,
  type FleetColumn,
  type FleetSort,
  type FleetViewSettings,
} from '@hyperion/wire/fleet'

/** How the list of hosts is looked at, kept whole in the address. */
export function parseFleetView(params: URLSearchParams): FleetViewSettings {
  const sort = FLEET_CHOICES.sorts.find((each) => each === params.get('sort'))
  return {
    search: (params.get('q') ?? '').slice(0, FLEET_VIEW_LIMITS.search),
    states: chosen(params.get('state'), FLEET_CHOICES.states),
    tags: list(params.get('tag')).slice(0, FLEET_VIEW_LIMITS.tags),
    kinds: chosen(params.get('kind'), FLEET_CHOICES.kinds),
    sort: sort ?? DEFAULT_FLEET_VIEW.sort,
    descending: params.get('order') === 'desc',
    group: params.get('group') === 'tag' ? 'tag' : 'none',
    columns: params.has('columns') ? chosen(params.get('columns'), FLEET_CHOICES.columns) : DEFAULT_FLEET_VIEW.columns,
  }
}

/** Defaults are left out; parameters of others stay. */
export function writeFleetView(view: FleetViewSettings, base: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(base)
  const set = (name: string, value: string, standard: string) => {
    if (value === standard) params.delete(name)
    else params.set(name, value)
  }
  set('q', view.search, '')
  set('state', view.states.join(), '')
  set('tag', view.tags.join(), '')
  set('kind', view.kinds.join(), '')
  set('sort', view.sort, DEFAULT_FLEET_VIEW.sort)
  set('order', view.descending ? 'desc' : '', '')
  set('group', view.group, 'none')
  set('columns', view.columns.join(), DEFAULT_FLEET_VIEW.columns.join())
  return params
}

export function isNarrowed({ search, states, tags, kinds }: FleetViewSettings): boolean {
  return search.trim() !== '' || states.length + tags.length + kinds.length > 0
}

export function sameView(a: FleetViewSettings, b: FleetViewSettings): boolean {
  return writeFleetView(a, new URLSearchParams()).toString() === writeFleetView(b, new URLSearchParams()).toString()
}

/** Figures are most telling from the top. */
export function sortedBy(view: FleetViewSettings, sort: FleetSort): Pick<FleetViewSettings, 'sort' | 'descending'> {
  if (view.sort === sort) return { sort, descending: !view.descending }
  return { sort, descending: sort !== 'state' && sort !== 'name' }
}

export function toggled<T extends string>(values: readonly T[], value: T): readonly T[] {
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value]
}

/** In the order in which they are shown. */
export function toggledColumn(columns: readonly FleetColumn[], column: FleetColumn): readonly FleetColumn[] {
  const next = toggled(columns, column)
  return FLEET_CHOICES.columns.filter((each) => next.includes(each))
}

function list(text: string | null): readonly string[] {
  return [...new Set((text ?? '').split(',').filter((each) => each !== ''))]
}

function chosen<T extends string>(text: string | null, choices: readonly T[]): readonly T[] {
  const names = list(text)
  return choices.filter((each) => names.includes(each))
}
