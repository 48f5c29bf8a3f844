import type { IncidentAnswer, TimelineRow } from '@hyperion/wire/incidents'
import type { TFunction } from 'i18next'
import { describe, expect, it } from 'vitest'
import { incidentIn } from '../notifications/incident-link.ts'
import { isFiltered, listQuery, parseFilter } from './incident-filter.ts'
import { hostsIn, windowOf } from './room/room-metrics.tsx'
import { byMinute, entryWords } from './room/timeline-words.ts'

/** Keys with their values, so that the test reads what is asked for. */
const t = ((key: string, values: object = {}) => [key, ...Object.values(values)].join(' ')) as unknown as TFunction

const entry = (part: Partial<TimelineRow>): TimelineRow => ({
  id: 'a',
  type: 'STATUS_CHANGE',
  message: '',
  timestamp: '2026-02-05T18:30:00Z',
  actor: null,
  data: {},
  ...part,
})

describe('the filter', () => {
  it('goes into the address and the API as it is', () => {
    const service = '550e8400-e29b-41d4-a716-446655440000'
    const params = new URLSearchParams(`q= redis &status=OPEN&severity=SEV1_CRITICAL&service=${service}&tag=db&ordering=title&page=3`)
    const filter = parseFilter(params)
    expect(filter).toEqual({ search: ' redis ', status: 'OPEN', severity: 'SEV1_CRITICAL', service, tag: 'db', ordering: 'title', page: 3 })
    expect(Object.fromEntries(listQuery(filter, 20))).toEqual({
      search: 'redis',
      status: 'open',
      severity: 'SEV1_CRITICAL',
      service,
      tag: 'db',
      ordering: 'title',
      page: '3',
      page_size: '20',
    })
  })

  it.each(['status=odd', 'severity=1', 'service=1', 'ordering=-1', 'page=0', 'page=1.5', 'page=x'])('leaves out %s', (query) => {
    const filter = parseFilter(new URLSearchParams(query))
    expect(isFiltered(filter)).toBe(false)
    expect([filter.ordering, filter.page]).toEqual(['-created_at', 1])
  })
})

describe('the timeline', () => {
  it.each<[string, Partial<TimelineRow>, string, string | null]>([
    ['a beginning', { message: 'Incident created', data: { to: 'TRIGGERED' } }, 'incidents.timeline.status.created', null],
    [
      'a change with words',
      { message: 'Incident acknowledged: Looking: now', data: { from: 'TRIGGERED', to: 'ACKNOWLEDGED' } },
      'incidents.timeline.status.ACKNOWLEDGED',
      'Looking: now',
    ],
    [
      'a beginning again',
      { message: 'Incident reopened: the alert fired again 90 s after its end', data: { from: 'RESOLVED', to: 'TRIGGERED' } },
      'incidents.timeline.status.reopened',
      'incidents.timeline.firedAgain 90',
    ],
    [
      'an end by itself',
      { message: 'Incident resolved: all of its alerts ended', data: { from: 'TRIGGERED', to: 'RESOLVED' } },
      'incidents.timeline.status.RESOLVED',
      'incidents.timeline.allEnded',
    ],
    [
      'a severity',
      { type: 'SEVERITY_CHANGE', data: { from: 'SEV2_HIGH', to: 'SEV1_CRITICAL' } },
      'incidents.timeline.severity incidents.severity.SEV2_HIGH incidents.severity.SEV1_CRITICAL',
      null,
    ],
    ['a comment', { type: 'COMMENT', message: '**hi**', data: { commentType: 'update' } }, 'incidents.comment.update', '**hi**'],
    ['tags', { type: 'TAG', data: { added: ['a', 'b'] } }, 'incidents.timeline.tagged a, b', null],
    ['a tag taken off', { type: 'TAG', data: { removed: ['a'] } }, 'incidents.timeline.untagged a', null],
    ['an alert', { type: 'ALERT', message: 'Alert firing again: CPU: 97 %' }, 'incidents.timeline.alert.firingAgain', 'CPU: 97 %'],
    ['a lead', { type: 'LEAD', message: 'alice leads' }, 'incidents.timeline.leads alice', null],
    ['an edit', { type: 'EDIT', data: { field: 'title', to: 'New' } }, 'incidents.timeline.edit.title', 'New'],
    ['what is not known here', { type: 'EDIT', message: 'Odd', data: { field: 'odd' } }, 'Odd', null],
    ['what another part tells', { type: 'ESCALATION', message: 'Step 1: paged alice' }, 'Step 1: paged alice', null],
  ])('tells %s in the reader’s language', (_, part, head, body) => {
    expect(entryWords(t, entry(part))).toEqual({ head, body })
  })

  it('is grouped by minute, newest first', () => {
    const rows = ['18:30:05', '18:30:50', '18:31:00', '18:33:00'].map((time) => entry({ id: time, timestamp: `2026-02-05T${time}Z` }))
    expect(byMinute(rows).map(({ entries }) => entries.map(({ id }) => id))).toEqual([['18:33:00'], ['18:31:00'], ['18:30:50', '18:30:05']])
  })
})

describe('the metrics beside it', () => {
  const detected_at = '2026-02-05T18:00:00Z'
  const at = (time: string) => Date.parse(`2026-02-05T${time}:00Z`)

  it('reach from before it was noticed to now, or to after its end', () => {
    expect(windowOf({ detected_at, resolved_at: null }, at('19:00'))).toEqual({ from: at('17:30'), to: at('19:00') })
    expect(windowOf({ detected_at, resolved_at: '2026-02-05T18:20:00Z' }, at('19:00'))).toEqual({ from: at('17:30'), to: at('18:30') })
    expect(windowOf({ detected_at, resolved_at: '2026-02-05T18:20:00Z' }, at('18:22'))).toEqual({ from: at('17:30'), to: at('18:22') })
  })

  it('are of the hosts that the hub’s own alerts name', () => {
    const alert = (source: string, labels: Record<string, string>) => ({ source, labels }) as IncidentAnswer['alerts'][number]
    const alerts = [
      alert('hyperion', { host_id: '7' }),
      alert('hyperion', { host_id: '7' }),
      alert('hyperion', { host_id: 'x' }),
      alert('grafana', { host_id: '9' }),
      alert('hyperion', {}),
    ]
    expect(hostsIn(alerts)).toEqual([7])
  })
})

it.each([
  ['Page for INC-A2B3C4 failed', '/incidents/INC-A2B3C4'],
  ['INC-A2B3C', undefined],
  ['CPU usage is at 94%', undefined],
])('finds the incident that %j names', (text, to) => {
  expect(incidentIn(text)?.to).toBe(to)
})
