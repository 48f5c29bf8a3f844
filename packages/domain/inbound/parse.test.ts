import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DESCRIPTION_LENGTH, type Signal, TITLE_LENGTH } from '../incidents/index.ts'
import { labelFingerprint } from './fingerprint.ts'
import { DEFAULT_SEVERITIES, INTEGRATION_KINDS, type InboundSource, isUnreadable, parseInbound, serviceNameOf } from './index.ts'

const NOW = Date.UTC(2026, 1, 5, 18, 30)

function golden(source: InboundSource): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`./golden/${source}.json`, import.meta.url), 'utf8'))
}

function parse(source: InboundSource, body: unknown) {
  const parsed = parseInbound(source, body, { receivedAt: NOW, severities: DEFAULT_SEVERITIES[source] })
  if (isUnreadable(parsed)) throw new Error(parsed.unreadable)
  return parsed
}

const one = (source: InboundSource, body: unknown): Signal => parse(source, body).signals[0] as Signal
const alert = (more: object) => ({ version: '4', status: 'firing', alerts: [{ status: 'firing', labels: { alertname: 'A' }, ...more }] })

describe('the document’s payloads', () => {
  it('Alertmanager', () => {
    expect(one('alertmanager', golden('alertmanager'))).toEqual({
      source: 'alertmanager',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      status: 'firing',
      title: 'High latency on API Gateway',
      description: 'P99 latency > 500ms for 5 minutes',
      severity: 'SEV1_CRITICAL',
      detectedAt: Date.UTC(2026, 1, 5, 18),
      endedAt: null,
      labels: { alertname: 'HighLatency', severity: 'critical', service: 'api-gateway', namespace: 'production' },
      url: 'http://prometheus:9090/graph',
    })
  })

  it('Datadog', () => {
    expect(one('datadog', golden('datadog'))).toEqual({
      source: 'datadog',
      fingerprint: '1234567890',
      status: 'firing',
      title: 'High CPU on web-server-01',
      description: 'CPU usage exceeded 90% for 10 minutes',
      severity: 'SEV1_CRITICAL',
      // Two years old: no detection.
      detectedAt: NOW,
      endedAt: null,
      labels: { service: 'web-app', env: 'production', metric: 'system.cpu.user' },
      url: null,
    })
  })

  it('Grafana', () => {
    const signal = one('grafana', golden('grafana'))
    expect(signal).toMatchObject({ title: 'Memory usage high', severity: 'SEV3_MEDIUM', detectedAt: NOW, status: 'firing' })
    expect(signal.labels).toEqual({ alertname: 'HighMemory', service: 'database' })
  })

  it('the generic one', () => {
    expect(one('generic', golden('generic'))).toMatchObject({
      title: 'Custom Alert',
      description: 'Something happened',
      severity: 'SEV2_HIGH',
      labels: { service: 'my-service', source: 'custom-monitor', environment: 'production' },
    })
  })

  it('Uptime Kuma as it really is', () => {
    expect(one('uptime-kuma', golden('uptime-kuma'))).toMatchObject({
      fingerprint: 'monitor:7',
      status: 'firing',
      title: 'Shop is down',
      description: 'connect ECONNREFUSED 10.0.0.5:443',
      severity: 'SEV2_HIGH',
      detectedAt: NOW,
      labels: { service: 'shop', monitor: 'Shop', url: 'https://shop.example.com' },
      url: 'https://shop.example.com',
    })
  })
})

describe('Alertmanager', () => {
  it('goes by the status of each alert', () => {
    const body = {
      status: 'firing',
      alerts: [{ status: 'resolved', endsAt: '2026-02-05T18:20:00Z', labels: { a: '1' } }, { labels: { a: '2' } }],
    }
    expect(parse('alertmanager', body).signals.map(({ status, endedAt }) => [status, endedAt])).toEqual([
      ['resolved', Date.UTC(2026, 1, 5, 18, 20)],
      ['firing', null],
    ])
  })

  it('takes no zero time for one', () => {
    const zero = '0001-01-01T00:00:00Z'
    expect(one('alertmanager', alert({ startsAt: zero, endsAt: zero }))).toMatchObject({ detectedAt: NOW, endedAt: null })
    expect(one('alertmanager', alert({ status: 'resolved', endsAt: zero }))).toMatchObject({ status: 'resolved', endedAt: NOW })
  })

  it('computes the fingerprint that Alertmanager computes', () => {
    // As a real one printed them.
    expect(labelFingerprint({ alertname: 'Test', severity: 'critical' })).toBe('efcaa50ee41c2d76')
    expect(labelFingerprint({ z: 'é 🔥', alertname: 'Übung', A: '1' })).toBe('0dd5327f37332c53')
    expect(one('alertmanager', alert({ fingerprint: 'c0ffee' })).fingerprint).toBe('c0ffee')
    expect(one('alertmanager', alert({})).fingerprint).toBe(labelFingerprint({ alertname: 'A' }))
  })

  it('says what was left out, and knows what it cannot read', () => {
    expect(parse('alertmanager', { ...alert({}), truncatedAlerts: 3 }).notes).toEqual(['Alertmanager left out 3 alerts (max_alerts)'])
    expect(parse('alertmanager', { alerts: [] }).signals).toEqual([])
    expect(parse('alertmanager', { alerts: [7, { labels: {} }] }).notes).toEqual(['1 of 2 alerts could not be read'])
    for (const body of [null, 7, 'x', [], {}, { alerts: {} }, { alerts: [1] }])
      expect(parseInbound('alertmanager', body, { receivedAt: NOW, severities: {} })).toHaveProperty('unreadable')
  })

  it.each([
    ['critical', 'SEV1_CRITICAL'],
    ['Warning', 'SEV2_HIGH'],
    ['info', 'SEV4_LOW'],
    ['SEV2', 'SEV2_HIGH'],
    ['constructor', 'SEV3_MEDIUM'],
  ])('maps %s to %s', (severity, expected) => {
    expect(one('alertmanager', alert({ labels: { severity } })).severity).toBe(expected)
  })
})

describe('Grafana', () => {
  it('understands what it sent before version 9', () => {
    const body = {
      title: '[Alerting] CPU',
      state: 'alerting',
      ruleId: 4,
      ruleName: 'CPU',
      ruleUrl: 'https://g/d/1',
      message: 'hot',
      tags: { service: 'db' },
    }
    const signal = one('grafana', body)
    expect(signal).toMatchObject({
      fingerprint: '4',
      status: 'firing',
      description: 'hot',
      url: 'https://g/d/1',
      labels: { service: 'db' },
    })
    expect(one('grafana', { ...body, title: '[OK] CPU', state: 'ok' })).toMatchObject({ fingerprint: '4', status: 'resolved' })
  })

  it('understands a body that a template made', () => {
    const signal = one('grafana', { title: '[FIRING:1] Disk', status: 'firing', severity: 'critical' })
    expect(signal).toMatchObject({ title: '[FIRING:1] Disk', severity: 'SEV1_CRITICAL' })
    expect(one('grafana', { title: '[RESOLVED] Disk', status: 'resolved' })).toMatchObject({
      fingerprint: signal.fingerprint,
      status: 'resolved',
    })
  })
})

describe('Datadog', () => {
  const shipped = {
    title: 'CPU is high',
    alert_id: '42',
    alert_cycle_key: '7001',
    aggreg_key: 'agg',
    alert_scope: 'host:web-1',
    alert_transition: 'Triggered',
    alert_type: 'error',
    alert_status: 'avg(last_5m) was > 90 at 18:25:00 UTC',
    last_updated: String(NOW - 300_000),
    tags: 'service:web,standalone',
    link: 'https://app.datadoghq.com/monitors#42',
  }

  it('goes by cycle, then group, then monitor and scope', () => {
    expect(one('datadog', shipped)).toMatchObject({ fingerprint: '7001', detectedAt: NOW - 300_000, labels: { standalone: '' } })
    expect(one('datadog', { ...shipped, alert_cycle_key: '$ALERT_CYCLE_KEY' }).fingerprint).toBe('agg')
    expect(one('datadog', { ...shipped, alert_cycle_key: '', aggreg_key: null }).fingerprint).toBe('42:host:web-1')
  })

  it.each([
    ['Triggered', 'firing'],
    ['Re-Triggered', 'firing'],
    ['Warn', 'firing'],
    ['No Data', 'firing'],
    ['Renotify', 'firing'],
    ['Recovered', 'resolved'],
  ])('%s is %s', (alert_transition, status) => {
    expect(one('datadog', { ...shipped, alert_transition }).status).toBe(status)
  })

  it('takes seconds and milliseconds, when they are recent', () => {
    const at = NOW - 60_000
    for (const last_updated of [at, String(at), at / 1000, String(at / 1000)])
      expect(one('datadog', { ...shipped, last_updated }).detectedAt).toBe(at)
    expect(one('datadog', { ...shipped, last_updated: NOW - 90_000_000 }).detectedAt).toBe(NOW)
  })

  it('understands the template that Datadog proposes, whose id is another one at every message', () => {
    const body = { body: 'x', last_updated: '1', event_type: 'query_alert_monitor', date: '1', org: { id: '1', name: 'o' } }
    const fired = one('datadog', { ...body, id: '1', title: '[P2] [Triggered on {host:web-1}] CPU' })
    const over = one('datadog', { ...body, id: '2', title: '[P2] [Recovered on {host:web-1}] CPU' })
    expect([fired.status, fired.severity, fired.title, over.status]).toEqual(['firing', 'SEV1_CRITICAL', 'CPU', 'resolved'])
    expect(over.fingerprint).toBe(fired.fingerprint)
  })
})

describe('the generic webhook', () => {
  it('tells alerts apart by dedup_key, else by service, title and labels', () => {
    const key = (body: object) => one('generic', { title: 'A', ...body }).fingerprint
    expect([key({ dedup_key: 'k' }), key({ dedup_key: 'k', title: 'B' })]).toEqual(['k', 'k'])
    const plain = key({})
    expect(key({ description: 'other', severity: 'low' })).toBe(plain)
    for (const body of [{ service: 's' }, { title: 'B' }, { labels: { a: 'b' } }]) expect(key(body)).not.toBe(plain)
    expect(key({ dedup_key: 'x'.repeat(5000) })).toHaveLength(16)
    expect(one('generic', { title: 'A', status: 'resolved' })).toMatchObject({ status: 'resolved', fingerprint: plain, endedAt: NOW })
  })
})

describe('Uptime Kuma', () => {
  const { heartbeat, monitor } = golden('uptime-kuma') as { heartbeat: object; monitor: object }

  it('comes up again, waits, and is tried', () => {
    const of = (status: number) => parse('uptime-kuma', { heartbeat: { ...heartbeat, status }, monitor, msg: 'm' })
    expect(of(1).signals).toMatchObject([{ status: 'resolved', fingerprint: 'monitor:7', endedAt: NOW }])
    expect([of(2), of(3)]).toEqual([
      { signals: [], notes: ['The monitor is pending'] },
      { signals: [], notes: ['The monitor is under maintenance'] },
    ])
    expect(parse('uptime-kuma', { heartbeat: null, monitor: null, msg: 'My Webhook Testing' }).signals).toEqual([])
  })

  it('warns of certificates, once for all days', () => {
    const says = (days: number) => one('uptime-kuma', { msg: `[Shop][https://shop] certificate will expire in ${days} days` })
    expect(says(14)).toMatchObject({ status: 'firing', severity: 'SEV3_MEDIUM', fingerprint: says(7).fingerprint })
  })
})

it('finds the name of the service', () => {
  expect(serviceNameOf({ team: 'a', service: 'b' }, 'team')).toBe('a')
  expect(serviceNameOf({ team: ' ', service: 'b' }, 'team')).toBe('b')
  expect(serviceNameOf({}, 'constructor')).toBeNull()
})

const word = fc.oneof(
  fc.constantFrom('firing', 'resolved', 'status', 'Recovered', '0001-01-01T00:00:00Z', '\0', '\ud800', '__proto__', '$ID', '9e99'),
  fc.string({ unit: 'binary' }),
)
/** What payloads are made of, at the names that parsers look at. */
const payload = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, word, fc.double(), fc.boolean(), fc.constant(null), tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(
    fc.oneof(
      word,
      fc.constantFrom(
        ...[
          'alerts',
          'labels',
          'annotations',
          'status',
          'title',
          'heartbeat',
          'monitor',
          'tags',
          'name',
          'msg',
          'host',
          'rule',
          'startsAt',
        ],
        ...[
          'endsAt',
          'fingerprint',
          'last_updated',
          'id',
          'alert_transition',
          'severity',
          'service',
          'dedup_key',
          'truncatedAlerts',
          'state',
        ],
      ),
    ),
    tie('value'),
    { maxKeys: 8 },
  ),
}))

it.each([...INTEGRATION_KINDS, 'hyperion'] as const)('%s: whatever comes, nothing is thrown and every signal can be kept', (source) => {
  fc.assert(
    fc.property(fc.oneof(payload.object as fc.Arbitrary<unknown>, fc.jsonValue()), (body) => {
      const parsed = parseInbound(source, JSON.parse(JSON.stringify(body)), { receivedAt: NOW, severities: DEFAULT_SEVERITIES[source] })
      if (isUnreadable(parsed)) expect(parsed.unreadable).not.toBe('')
      else for (const signal of parsed.signals) expectKeepable(signal)
    }),
    { numRuns: 500 },
  )
})

function expectKeepable(signal: Signal): void {
  const { title, description, fingerprint, detectedAt, endedAt, labels, status } = signal
  expect(title.length).toBeGreaterThan(0)
  expect(title.length).toBeLessThanOrEqual(TITLE_LENGTH)
  expect(description.length).toBeLessThanOrEqual(DESCRIPTION_LENGTH)
  expect(fingerprint.length > 0 && fingerprint.length <= 200).toBe(true)
  expect(Number.isInteger(detectedAt) && detectedAt <= NOW).toBe(true)
  expect(endedAt !== null).toBe(status === 'resolved')
  const texts = [title, description, fingerprint, ...Object.keys(labels), ...Object.values(labels)]
  for (const text of texts) expect(text.isWellFormed() && !text.includes('\0')).toBe(true)
}
