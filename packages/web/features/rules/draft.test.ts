import type { RuleRequest } from '@hyperion/wire/web'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountInput, parseAmount } from './amount-input.ts'
import { draftErrors, draftOf, type Metrics, newDraft, ofKind, type RuleDraft, requestOf } from './draft.ts'

const metric = (id: string, unit: string) => ({ id, unit, group: '', instance: 'host', label: id, counter: false, least: 0, most: 1e18 })
const METRICS: Metrics = [metric('load.five', 'load'), metric('memory.used', 'bytes'), metric('network.rx_bytes', 'bytes_per_second')]

describe('parseAmount', () => {
  it.each([
    ['85', 'percent', 85],
    [' 85 % ', 'percent', 85],
    ['1,5', 'load', 1.5],
    ['-4 °C', 'celsius', -4],
    ['10 GiB', 'bytes', 10 * 1024 ** 3],
    ['10g', 'bytes', 10 * 1024 ** 3],
    ['1.5 Mio/s', 'bytes_per_second', 1.5 * 1024 ** 2],
    ['512', 'bytes', 512],
    ['512 B', 'bytes', 512],
    ['10 GiB', 'percent', null],
    ['ten', 'load', null],
    ['1e5', 'load', null],
    ['', 'load', null],
  ])('reads %j of %s as %j', (typed, unit, value) => {
    expect(parseAmount(typed, unit)).toBe(value)
  })

  it('reads back what a field shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 50 }), fc.constantFrom('bytes', 'bytes_per_second', 'load'), (value, unit) => {
        expect(parseAmount(amountInput(value, unit), unit)).toBe(value)
      }),
    )
  })

  it('shows bytes as people write them', () => {
    expect([1024 ** 3, 1.5 * 1024 ** 3, 1000, 0].map((value) => amountInput(value, 'bytes'))).toEqual(['1 GiB', '1.5 GiB', '1000', '0'])
  })
})

const LOAD: RuleDraft = { ...newDraft(), name: 'Load', metric: 'load.five', warning: '4', critical: '8' }

describe('a draft', () => {
  it.each<[string, Partial<RuleDraft>, object]>([
    ['is sound', {}, {}],
    ['has a level', { warning: '', critical: '' }, { warning: 'rules.aLevel' }],
    ['has its levels the right way round', { warning: '8', critical: '4' }, { warning: 'rules.mustBeBelow' }],
    ['and the other way round below', { condition: 'below' }, { warning: 'rules.mustBeAbove' }],
    ['has numbers', { critical: 'x', minutes: 'y' }, { critical: 'rules.number', for_seconds: 'rules.number' }],
    ['has a name and a metric', { name: ' ', metric: '' }, { name: 'form.required', metric: 'form.required' }],
    ['has a day', { schedule: { days: [], from: '08:00', to: '18:00', zone: 'UTC' } }, { 'schedule.days': 'rules.aDay' }],
  ])('%s', (_, part, errors) => {
    expect(draftErrors({ ...LOAD, ...part }, METRICS)).toEqual(errors)
  })

  it('comes back as the rule it was made of', () => {
    const rule: RuleRequest = {
      ...requestOf(LOAD, METRICS),
      ...{ metric: 'memory.used', warning: 2 ** 31, critical: null, margin: 2 ** 20, for_seconds: 90, tags: ['web'], hosts: [1] },
      no_data: 'alert',
    }
    expect(requestOf(draftOf(rule, METRICS), METRICS)).toEqual(rule)
  })

  it('keeps its name and place when it becomes about something else', () => {
    const silent = ofKind({ ...LOAD, hosts: [2] }, 'silent')
    expect(silent).toMatchObject({ name: 'Load', hosts: [2], metric: '', warning: '', critical: '5' })
    expect(requestOf(silent, METRICS)).toMatchObject({ metric: null, critical: 5, for_seconds: 0 })
  })
})
