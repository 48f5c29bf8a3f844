import type { AlertRow } from '@hyperion/wire/web'
import { describe, expect, it } from 'vitest'
import { byUrgency, countsOf, filterQuery, matchingAlerts, parseFilter } from './alert-filter.ts'
import { windowAround } from './alert-window.ts'
import { silenceEnd } from './silence-times.ts'
import { storyOf } from './story.ts'

const HOUR = 3_600_000

function alert(id: number, more: Partial<AlertRow> = {}): AlertRow {
  return {
    id,
    host: 1,
    host_name: 'web-1',
    rule: 'cpu',
    instance: '',
    title: 'CPU',
    unit: 'percent',
    message: 'CPU usage is at 94%',
    level: 'warning',
    state: 'firing',
    value: 94,
    threshold: 90,
    started_at: new Date(id * HOUR).toISOString(),
    resolved_at: null,
    duration_seconds: 60,
    acknowledged_at: null,
    acknowledged_by: null,
    flapping: false,
    silenced: false,
    silenced_until: null,
    ...more,
  }
}

const TAKEN = { acknowledged_at: '2026-01-01T00:00:00Z', acknowledged_by: 'ines' }
const ALERTS = [
  alert(1, { level: 'critical', silenced: true }),
  alert(2, { rule: 'rule:7:no-data', title: 'Backups', instance: '/data', host: 2, host_name: 'db' }),
  alert(3, TAKEN),
  alert(4, { level: 'critical' }),
  alert(5),
]
const ids = (alerts: readonly AlertRow[]) => alerts.map(({ id }) => id)

it('puts what nobody has in hand first, then the worst, then the newest', () => {
  expect(ids(byUrgency(ALERTS))).toEqual([4, 5, 2, 3, 1])
  expect(countsOf(ALERTS)).toEqual({ critical: 1, warning: 2, acknowledged: 1, silenced: 1 })
})

describe('the filter', () => {
  const found = (query: string) => ids(matchingAlerts(ALERTS, parseFilter(new URLSearchParams(query))))

  it.each([
    ['', [1, 2, 3, 4, 5]],
    ['q=DB+data', [2]],
    ['level=critical', [1, 4]],
    ['host=2', [2]],
    ['rule=rule:7', [2]],
    ['state=resolved', []],
    ['state=nonsense&level=x&host=-1', [1, 2, 3, 4, 5]],
  ])('%j finds', (query, expected) => {
    expect(found(query)).toEqual(expected)
  })

  it('asks the hub for what was chosen alone', () => {
    expect(filterQuery(parseFilter(new URLSearchParams('q=+&level=critical&host=2'))).toString()).toBe('level=critical&host=2')
  })
})

it('shows some time around an alert, in proportion to it', () => {
  const span = (hours: number, now: number) => {
    const { from, to } = windowAround({ started_at: new Date(0).toISOString(), resolved_at: new Date(hours * HOUR).toISOString() }, now)
    return [from / HOUR, to / HOUR]
  }
  expect(span(0, 10 * HOUR)).toEqual([-0.25, 0.25])
  expect(span(4, 100 * HOUR)).toEqual([-2, 6])
  expect(span(4, 5 * HOUR)).toEqual([-2, 5])
  expect(span(48, 1000 * HOUR)).toEqual([-12, 60])
})

it('is silent until nine the next morning, whatever the hour', () => {
  for (const hour of [0, 8, 23]) {
    const end = new Date(silenceEnd('tomorrow', new Date(2026, 2, 28, hour, 30).getTime()))
    expect([end.getDate(), end.getHours(), end.getMinutes()]).toEqual([29, 9, 0])
  }
})

it('tells what happened and who was told, in order', () => {
  const event = {
    kind: 'fired',
    level: 'warning',
    value: 1,
    threshold: 0,
    message: '',
    at: '2026-01-01T10:00:00Z',
    told: 'now',
    actor: null,
  } as const
  const times = { created_at: '2026-01-01T10:00:00Z', finished_at: null }
  const delivery = { id: 1, channel: 1, kind: 'fired', status: 'queued', attempts: 0, error: null, ...times } as const
  const story = storyOf({ events: [{ ...event, kind: 'resolved', at: '2026-01-01T11:00:00Z' }, event], deliveries: [delivery] })
  expect(story.map((line) => ('event' in line ? line.event.kind : 'told'))).toEqual(['fired', 'told', 'resolved'])
})
