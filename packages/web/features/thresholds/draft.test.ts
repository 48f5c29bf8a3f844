import { DEFAULT_THRESHOLDS } from '@hyperion/wire/thresholds'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Draft, draftErrors, draftOf, percentage, sameThresholds, thresholdsOf } from './draft.ts'

const DRAFT = draftOf(DEFAULT_THRESHOLDS)
const cpu = (warning: string, critical: string): Draft => ({ ...DRAFT, cpu: { warning, critical } })

describe('percentage', () => {
  it.each([
    ['0', 0],
    ['70', 70],
    [' 100 ', 100],
    ['85 %', 85],
    ['85%', 85],
    ['101', null],
    ['-1', null],
    ['70.5', null],
    ['70,5', null],
    ['1e1', null],
    ['', null],
    ['seventy', null],
  ])('reads %j as %j', (typed, value) => {
    expect(percentage(typed)).toBe(value)
  })
})

describe('draftErrors', () => {
  it('finds nothing wrong with the defaults', () => {
    expect(draftErrors(DRAFT)).toEqual({})
  })

  it.each([
    ['90', '70', { 'cpu.critical': 'thresholds.inverted' }],
    ['70', '70', { 'cpu.critical': 'thresholds.inverted' }],
    ['', '70', { 'cpu.warning': 'form.required' }],
    ['x', '170', { 'cpu.warning': 'thresholds.whole', 'cpu.critical': 'thresholds.whole' }],
    ['69', '70', {}],
  ])('of a warning at %j and a critical at %j', (warning, critical, errors) => {
    expect(draftErrors(cpu(warning, critical))).toEqual(errors)
  })
})

describe('a draft', () => {
  it('comes back as the limits it was made of', () => {
    const limits = fc
      .record({ warning: fc.integer({ min: 0, max: 99 }), above: fc.integer({ min: 1, max: 100 }) })
      .map(({ warning, above }) => ({ warning, critical: Math.min(100, warning + above) }))
    fc.assert(
      fc.property(fc.record({ cpu: limits, memory: limits, disk: limits }), (thresholds) => {
        expect(draftErrors(draftOf(thresholds))).toEqual({})
        expect(sameThresholds(thresholdsOf(draftOf(thresholds), DEFAULT_THRESHOLDS), thresholds)).toBe(true)
      }),
    )
  })

  it('keeps the limits of a resource that is half typed', () => {
    const before = { ...DEFAULT_THRESHOLDS, cpu: { warning: 1, critical: 2 } }
    expect(thresholdsOf(cpu('', '50'), before)).toEqual(before)
    expect(sameThresholds(thresholdsOf(cpu('40', '50'), before), before)).toBe(false)
  })
})
