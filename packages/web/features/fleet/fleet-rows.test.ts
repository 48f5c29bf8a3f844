import { DEFAULT_FLEET_VIEW, type FleetRow, type FleetViewSettings } from '@hyperion/wire/fleet'
import { describe, expect, it } from 'vitest'
import { parseFleetView, sortedBy, toggledColumn, writeFleetView } from './fleet-address.ts'
import { countStates, countTags, itemsOf, worstHosts } from './fleet-rows.ts'

const row = (id: number, name: string, more: Partial<FleetRow> = {}): FleetRow => ({
  id,
  name,
  kind: 'agent',
  tags: [],
  state: 'healthy',
  cpu: null,
  memory: null,
  disk: null,
  mount: '',
  rx: null,
  tx: null,
  load: null,
  booted: null,
  seen: null,
  down: null,
  alert: null,
  spark: '',
  ...more,
})

const alert = { id: 1, level: 'critical', rule: 'disk', title: 'Disk', instance: '', count: 1 } as const
const ROWS = [
  row(1, 'atlas', { kind: 'hub', cpu: 20, booted: 100 }),
  row(2, 'web-10', { tags: ['paris', 'web'], cpu: 90, state: 'critical', alert, rx: 1, tx: 1 }),
  row(3, 'web-9', { tags: ['web'], state: 'down', rx: 5 }),
  row(4, 'Éole', { tags: ['paris'], cpu: 50, booted: 50, state: 'maintenance' }),
]
const view = (more: Partial<FleetViewSettings>) => ({ ...DEFAULT_FLEET_VIEW, ...more })
const shown = (more: Partial<FleetViewSettings>) => itemsOf(ROWS, view(more)).map((item) => (item.type === 'host' ? item.id : item.tag))

describe('itemsOf', () => {
  it.each<[string, Partial<FleetViewSettings>, readonly (number | string)[]]>([
    ['the worst first', {}, [3, 2, 4, 1]],
    ['names as people count', { sort: 'name' }, [1, 4, 3, 2]],
    ['figures from the top, unknown ones last', { sort: 'cpu', descending: true }, [2, 4, 1, 3]],
    ['figures from the bottom, unknown ones last', { sort: 'cpu' }, [1, 4, 2, 3]],
    ['traffic as a sum', { sort: 'network', descending: true }, [3, 2, 1, 4]],
    ['how long they are up', { sort: 'uptime', descending: true }, [4, 1, 3, 2]],
    ['every word somewhere, accents aside', { search: ' EOLE paris' }, [4]],
    ['what fires', { search: 'disk' }, [2]],
    ['any of the states', { states: ['down', 'healthy'] }, [3, 1]],
    ['any of the tags', { tags: ['paris'] }, [2, 4]],
    ['a kind', { kinds: ['hub'] }, [1]],
    ['groups by tag, hosts in each of theirs', { group: 'tag' }, ['paris', 2, 4, 'web', 3, 2, '', 1]],
    ['only the groups asked for', { group: 'tag', tags: ['web'] }, ['web', 3, 2]],
  ])('shows %s', (_, more, expected) => {
    expect(shown(more)).toEqual(expected)
  })

  it('tells of a group how many and how bad', () => {
    expect(itemsOf(ROWS, view({ group: 'tag' }))[0]).toMatchObject({ type: 'group', tag: 'paris', count: 2, worst: 'critical' })
  })
})

describe('counts', () => {
  it('are by state and tag, and the worst are those that need someone', () => {
    expect(countStates(ROWS)).toMatchObject({ healthy: 1, critical: 1, down: 1, maintenance: 1, stale: 0 })
    expect(countTags(ROWS)).toEqual([
      ['paris', 2],
      ['web', 2],
    ])
    expect(worstHosts(ROWS).map(({ id }) => id)).toEqual([3, 2])
  })
})

describe('the address', () => {
  it('keeps a view whole and leaves defaults out', () => {
    const full = view({
      search: 'a b',
      states: ['down', 'stale'],
      tags: ['x'],
      kinds: ['ssh'],
      sort: 'cpu',
      descending: true,
      group: 'tag',
      columns: ['cpu'],
    })
    const params = writeFleetView(full, new URLSearchParams('other=1'))
    expect(parseFleetView(params)).toEqual(full)
    expect(params.get('other')).toBe('1')
    expect(writeFleetView(DEFAULT_FLEET_VIEW, params).toString()).toBe('other=1')
  })

  it('reads what it does not know as the default', () => {
    expect(parseFleetView(new URLSearchParams('state=bad,down&kind=x&sort=y&order=z&group=q&tag=,'))).toEqual(view({ states: ['down'] }))
    expect(parseFleetView(new URLSearchParams('columns=')).columns).toEqual([])
  })

  it('turns the order on a second choice, and begins figures from the top', () => {
    expect(sortedBy(DEFAULT_FLEET_VIEW, 'cpu')).toEqual({ sort: 'cpu', descending: true })
    expect(sortedBy(view({ sort: 'cpu', descending: true }), 'cpu')).toEqual({ sort: 'cpu', descending: false })
    expect(sortedBy(DEFAULT_FLEET_VIEW, 'name')).toEqual({ sort: 'name', descending: false })
    expect(toggledColumn(['seen', 'cpu'], 'tags')).toEqual(['tags', 'cpu', 'seen'])
  })
})
