import { createInstance } from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import en from '../../app/i18n/en.json' with { type: 'json' }
import fr from '../../app/i18n/fr.json' with { type: 'json' }
import { hoursOf } from './report-range.ts'
import { rangeText, spokenText } from './report-words.ts'
import { draftErrors, draftOf, emptyDraft, requestOf, timingOf } from './schedule-draft.ts'

const i18n = createInstance()
beforeAll(async () => {
  await i18n.init({ resources: { en: { translation: en }, fr: { translation: fr } }, interpolation: { escapeValue: false } })
})

describe('the range that a link names', () => {
  it.each([
    ['24h', 24],
    ['7d', 168],
    ['90d', 2160],
    ['1y', 8760],
    ['all', null],
    [null, undefined],
    ['', undefined],
    ['0h', undefined],
    ['99999d', undefined],
    ['toString', undefined],
  ])('%s', (range, hours) => {
    expect(hoursOf(range)).toBe(hours)
  })

  it('is told in hours, or in days where they are whole', () => {
    const t = i18n.getFixedT('en')
    expect([1, 24, 25, 168, null].map((hours) => rangeText(t, hours))).toEqual(['1 hour', '24 hours', '25 hours', '7 days', 'All there is'])
  })
})

describe('a schedule', () => {
  const draft = { ...emptyDraft('Europe/Paris', 'en'), name: ' Monday ', recipients: ['ops@example.org', 'boss@example.org'] }

  it('is told in a sentence', () => {
    const monthly = { ...draft, every: 'month', day: 1, range: 'month', hosts: [2, 9], tags: ['web'] } as const
    expect(spokenText(i18n.getFixedT('en'), { ...draft, timing: timingOf(draft) }, [])).toBe(
      'PDF about the seven days before of all hosts, every Monday at 08:00 (Europe/Paris), to ops@example.org, boss@example.org',
    )
    expect(spokenText(i18n.getFixedT('fr'), { ...monthly, timing: timingOf(monthly) }, [{ id: 2, name: 'atlas' }])).toBe(
      'PDF sur le mois précédent de atlas, #9, #web, le 1 de chaque mois à 08:00 (Europe/Paris), à ops@example.org, boss@example.org',
    )
  })

  it('is sent with the days of its rhythm alone', () => {
    expect(requestOf(draft)).toMatchObject({ name: 'Monday', timing: { every: 'week', weekday: 1, day: null } })
    expect(requestOf({ ...draft, every: 'day' })).toMatchObject({ timing: { weekday: null, day: null } })
  })

  it('comes back as it was', () => {
    const common = { author: 'ada', updated_at: '', next_run: null, last_run: null, id: 1 }
    const row = { ...requestOf(draft), ...common } as Parameters<typeof draftOf>[0]
    expect(requestOf(draftOf(row))).toEqual(requestOf(draft))
  })

  it('lacks what is not filled in', () => {
    expect(Object.keys(draftErrors({ ...draft, name: ' ', time: '', recipients: [] }))).toEqual(['name', 'timing.time', 'recipients'])
    expect(draftErrors(draft)).toEqual({})
  })
})
