import { describe, expect, it } from 'vitest'
import { daysOf, draftErrors, draftOf } from './draft.ts'

const DAYS = { raw_days: 30, five_minute_days: 90, total_days: 0 }

describe('the days of a retention as typed', () => {
  it('come back as they were', () => {
    expect(daysOf(draftOf(DAYS))).toEqual(DAYS)
    expect(draftErrors(draftOf(DAYS))).toEqual({})
  })

  it.each([
    [{ raw_days: '' }, { raw_days: 'storage.errors.raw_days' }],
    [{ raw_days: '401' }, { raw_days: 'storage.errors.raw_days' }],
    [
      { raw_days: '1.5', total_days: 'x' },
      { raw_days: 'storage.errors.raw_days', total_days: 'storage.errors.total_days' },
    ],
    [{ five_minute_days: '29' }, { five_minute_days: 'storage.errors.fineBelowRaw' }],
    [{ total_days: '89' }, { total_days: 'storage.errors.totalBelowFine' }],
    [{ total_days: '90' }, {}],
  ])('%j are refused with %j', (typed, errors) => {
    expect(draftErrors({ ...draftOf(DAYS), ...typed })).toEqual(errors)
  })
})
