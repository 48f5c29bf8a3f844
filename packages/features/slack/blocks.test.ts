import { readFileSync } from 'node:fs'
import type { Incident } from '@hyperion/domain/incidents'
import type { IncidentDetail } from '@hyperion/ports/incidents'
import { describe, expect, it } from 'vitest'
import { duration, incidentPost, kpisPost, roomPost } from './blocks.ts'
import { parseCommand } from './commands.ts'
import { createForm, resolveForm } from './forms.ts'
import { fitted, mentions, toMarkdown } from './mrkdwn.ts'
import { roomName } from './rooms.ts'
import { wordsOf } from './words.ts'

const AT = Date.UTC(2026, 1, 5, 18, 30)
const LINKS = { app: 'https://imas.example.com' }
const ID = '770e8400-e29b-41d4-a716-446655440000'

const INCIDENT: Incident = {
  id: ID,
  shortId: 'INC-A2B3C4',
  title: 'Redis Cluster Down',
  description: 'Timeout on <all> nodes & more',
  severity: 'SEV1_CRITICAL',
  status: 'TRIGGERED',
  service: { id: 's', name: 'redis-prod' },
  lead: null,
  source: 'alertmanager',
  dedupKey: null,
  createdBy: null,
  createdAt: AT,
  detectedAt: AT - 300_000,
  acknowledgedAt: null,
  acknowledgedBy: null,
  mitigatedAt: null,
  resolvedAt: null,
  resolvedBy: null,
  resolutionNote: '',
  rootCause: '',
  reopened: 0,
  warRoomLink: null,
  lidLink: null,
  updatedAt: AT,
}
const RESOLVED: Incident = {
  ...INCIDENT,
  status: 'RESOLVED',
  lead: { id: 1, username: 'admin', email: '' },
  acknowledgedAt: AT + 300_000,
  resolvedAt: AT + 1_800_000,
  resolutionNote: 'Redis cluster recovered after failover.',
  rootCause: 'Memory exhaustion on primary node',
  warRoomLink: 'https://slack.com/app_redirect?channel=C0123456789',
}

const detail = (incident: Incident): IncidentDetail => ({
  incident,
  service: { ...incident.service, ownerTeam: { id: 't', name: 'SRE Core' }, runbookUrl: 'https://wiki.example.com/redis-recovery' },
  scopes: [],
  tags: [],
  signals: [],
  steps: [],
})

describe('what is posted', () => {
  it.each([
    ['triggered', () => incidentPost(detail(INCIDENT), LINKS)],
    ['resolved', () => incidentPost(detail(RESOLVED), LINKS)],
    ['room', () => roomPost(detail(INCIDENT), { id: 'r', title: 'Redis Cluster Recovery' }, LINKS)],
    ['kpis', () => kpisPost(RESOLVED)],
    ['create-form', () => createForm(wordsOf('en'), [INCIDENT.service], 'Wiki is slow', { channel: 'C1', incident: null })],
    ['resolve-form', () => resolveForm(wordsOf('fr'), INCIDENT, 'C1')],
  ])('%s', (name, make) => {
    const golden: unknown = JSON.parse(readFileSync(new URL(`./golden/${name}.json`, import.meta.url), 'utf8'))
    expect(JSON.parse(JSON.stringify(make()))).toEqual(golden)
  })

  it('says how long something took', () => {
    expect([0, 59, 60, 3540, 3599, 3600, 5400, 172_800].map(duration)).toEqual([
      '0 s',
      '59 s',
      '1 min',
      '59 min',
      '1 h 00 min',
      '1 h 00 min',
      '1 h 30 min',
      '2 d',
    ])
  })
})

describe('texts', () => {
  it('fit after they were escaped, whole characters and never nothing', () => {
    expect(fitted('a & b <c>', 100)).toBe('a &amp; b &lt;c&gt;')
    for (const text of ['&'.repeat(200), '🔥'.repeat(200), `${'x'.repeat(149)}🔥`, '<'.repeat(31)]) {
      const result = fitted(text, 150)
      expect(result.length).toBeLessThanOrEqual(150)
      expect([result.isWellFormed(), /&(?!amp;|lt;|gt;)/.test(result)]).toEqual([true, false])
    }
    expect([fitted('', 9), fitted(' \0 ', 9)]).toEqual(['–', '–'])
  })

  it('of Slack become Markdown', () => {
    const names = (id: string) => ({ U1: 'ada' })[id]
    const text = '<@U1> and <@U2|bob>, <#C1|ops>, <!channel>, <https://x.example|here>, <https://y.example>, a &lt;b&gt; &amp;amp;'
    expect(toMarkdown(text, names)).toBe('@ada and @bob, #ops, @channel, [here](https://x.example), https://y.example, a <b> &amp;')
    expect(mentions(text)).toEqual(['U1', 'U2'])
  })
})

describe('commands', () => {
  it.each([
    ['', { name: 'help' }],
    ['incident', { name: 'help' }],
    ['incident  LISTE', { name: 'list' }],
    ['créer  Wiki lent', { name: 'create', title: 'Wiki lent' }],
    ['incident ack a2b3c4', { name: 'acknowledge', ref: 'INC-A2B3C4', note: '' }],
    ['incident résoudre INC-A2B3C4 après la bascule', { name: 'resolve', ref: 'INC-A2B3C4', note: 'après la bascule' }],
    ['incident resolve', { name: 'resolve', ref: null, note: '' }],
    ['constructor', { name: 'unknown', text: 'constructor' }],
    ['incident __proto__', { name: 'unknown', text: 'incident __proto__' }],
  ])('“%s”', (text, command) => {
    expect(parseCommand(text)).toEqual(command)
  })
})

it('names war rooms as Slack allows', () => {
  const name = (title: string, attempt = 1) => roomName('inc-', { shortId: 'INC-A1B2C3', title }, attempt)
  expect([name('Redis Cluster Down!'), name('Café: 50 % d’erreurs'), name('日本'), name('')]).toEqual([
    'inc-a1b2c3-redis-cluster-down',
    'inc-a1b2c3-cafe-50-d-erreurs',
    'inc-a1b2c3',
    'inc-a1b2c3',
  ])
  const long = name('x'.repeat(200), 12)
  expect([long.length, long.endsWith('x-12'), /^[a-z0-9_-]{1,80}$/.test(long)]).toEqual([80, true, true])
})
