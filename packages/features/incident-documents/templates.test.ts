import type { AttachedSignal, Incident, TimelineEntry } from '@hyperion/domain/incidents'
import type { IncidentDetail } from '@hyperion/ports/incidents'
import { describe, expect, it } from 'vitest'
import { actionItems, plain, sectionOf } from './markdown.ts'
import { lidTemplate, postmortemTemplate } from './templates.ts'

const AT = Date.UTC(2026, 1, 5, 18, 30)
const MINUTE = 60_000
const ADA = { id: 1, username: 'ada' }

const INCIDENT: Incident = {
  id: '550e8400-e29b-41d4-a716-446655440000',
  shortId: 'INC-A1B2C3',
  title: 'Redis | Cluster *Down*',
  description: 'All nodes reporting connection timeout.',
  severity: 'SEV1_CRITICAL',
  status: 'RESOLVED',
  service: { id: 's', name: 'redis-prod' },
  lead: { ...ADA, email: '' },
  source: 'manual',
  dedupKey: null,
  createdBy: { id: 2, username: 'bob' },
  createdAt: AT,
  detectedAt: AT - 5 * MINUTE,
  acknowledgedAt: AT + 5 * MINUTE,
  acknowledgedBy: ADA,
  mitigatedAt: null,
  resolvedAt: AT + 90 * MINUTE,
  resolvedBy: ADA,
  resolutionNote: 'Failed over.',
  rootCause: '',
  reopened: 0,
  warRoomLink: null,
  lidLink: null,
  updatedAt: AT,
}

const SIGNAL: AttachedSignal = {
  source: 'alertmanager',
  fingerprint: 'f',
  status: 'resolved',
  title: 'HighLatency',
  description: '',
  severity: 'SEV2_HIGH',
  detectedAt: AT - 5 * MINUTE,
  endedAt: AT + 80 * MINUTE,
  labels: {},
  url: null,
  updatedAt: AT,
  count: 3,
}

const DETAIL: IncidentDetail = {
  incident: INCIDENT,
  service: { id: 's', name: 'redis-prod', ownerTeam: { id: 't', name: 'SRE Core' }, runbookUrl: 'https://wiki.example.com/redis' },
  scopes: [{ id: 'x', name: 'Data Loss Risk' }],
  tags: [],
  signals: [SIGNAL],
  steps: [],
}

const entry = (at: number, message: string, actor: string | null): TimelineEntry => ({
  id: String(at),
  type: 'COMMENT',
  message,
  at,
  actor,
  data: {},
})
const TIMELINE = [
  entry(AT, 'Incident created', 'bob'),
  entry(AT + 5 * MINUTE, 'Incident acknowledged by ada', 'ada'),
  entry(AT + 20 * MINUTE, 'Failover\nstarted <b>', 'carol'),
]
const FACTS = { detail: DETAIL, timeline: TIMELINE }

describe('the live document', () => {
  it('begins with what is known', async () => {
    await expect(lidTemplate(FACTS, 'en')).toMatchFileSnapshot('./golden/lid-en.md')
  })

  it('begins in French', async () => {
    await expect(lidTemplate(FACTS, 'fr')).toMatchFileSnapshot('./golden/lid-fr.md')
  })

  it('shows the last entries of a long timeline', () => {
    const long = Array.from({ length: 30 }, (_, i) => entry(AT + i * MINUTE, `entry ${i}`, null))
    const text = lidTemplate({ detail: DETAIL, timeline: long }, 'en')
    expect(text).toContain('entry 29')
    expect(text).not.toContain('entry 9\n')
    expect(text).toContain('Earlier entries')
  })
})

describe('the postmortem', () => {
  const lid = lidTemplate(FACTS, 'en')
    .replace('_What it may be, what speaks for it, how to find out._', 'Memory ran out on the primary')
    .replace('- [ ] _What to do, @who_', '- [ ] Raise the limit, @bob\n- [x] Page | the vendor\n```\n- [ ] not an action\n```')

  it('takes over what was written, and what the hub knows', async () => {
    await expect(postmortemTemplate(FACTS, lid, ['dave', 'ada'], 'en')).toMatchFileSnapshot('./golden/postmortem-en.md')
  })

  it('finds the sections of a document in another language', async () => {
    await expect(postmortemTemplate(FACTS, lid, [], 'fr')).toMatchFileSnapshot('./golden/postmortem-fr.md')
  })

  it('leaves the hints of an untouched document behind', () => {
    const text = postmortemTemplate(FACTS, lidTemplate(FACTS, 'fr'), [], 'en')
    expect(text).not.toContain('Qui s’en aperçoit')
    expect(text).not.toContain('@qui')
    expect(text).toContain('## Root cause\n\n_Why it happened')
  })
})

describe('reading Markdown', () => {
  it('finds a section up to the next heading of its level', () => {
    const text = '# A\n\n## Impact ##\nfirst\n### Deeper\nsecond\n```\n## Not a heading\n```\n## Next\nthird'
    expect(sectionOf(text, ['impact'])).toBe('first\n### Deeper\nsecond\n```\n## Not a heading\n```')
    expect(sectionOf(text, ['missing'])).toBe('')
  })

  it('finds checkboxes with their owners', () => {
    expect(actionItems('- [ ] one @ada.l, now\n1. [X] two mail@host.example\n- [] no\n  * [x]   three')).toEqual([
      { done: false, text: 'one @ada.l, now', owner: 'ada.l' },
      { done: true, text: 'two mail@host.example', owner: null },
      { done: true, text: 'three', owner: null },
    ])
  })

  it('takes the meaning out of text from elsewhere', () => {
    expect(plain('a|b\n# *c* [d](e) <f> `g` \\')).toBe('a\\|b \\# \\*c\\* \\[d\\](e) \\<f\\> \\`g\\` \\\\')
  })
})
