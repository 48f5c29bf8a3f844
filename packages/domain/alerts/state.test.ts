import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AlertRule, type AlertState, OK, ruleFor, stepAlert } from './state.ts'
import { DEFAULT_THRESHOLDS } from './thresholds.ts'

const CPU = ruleFor('cpu', DEFAULT_THRESHOLDS.cpu)
const DISK = ruleFor('disk', DEFAULT_THRESHOLDS.disk)
const TICK = 15_000

/** What is told, as `index kind level`, of values seen every 15 s. */
function told(rule: AlertRule, values: readonly (number | null)[]): string[] {
  let state: AlertState = OK
  return values.flatMap((value, i) => {
    const step = stepAlert(state, value, i * TICK, rule)
    state = step.state
    return step.change ? [`${i} ${step.change.kind} ${step.change.level}`] : []
  })
}

const times = (count: number, value: number): number[] => new Array<number>(count).fill(value)

describe('the life of an alert', () => {
  it('begins after two minutes for the processor, at once for the disk', () => {
    expect(told(CPU, times(20, 95))).toEqual(['8 fired critical'])
    expect(told(CPU, [...times(8, 95), 70, ...times(8, 95)])).toEqual([])
    expect(told(DISK, [80, 80.1])).toEqual(['1 fired warning'])
  })

  it('fires with the level that lasted, and tells once that it got worse', () => {
    expect(told(CPU, [...times(4, 75), ...times(20, 95)])).toEqual(['8 fired warning', '12 escalated critical'])
    expect(told(DISK, [85, 95, 85, 95, 70])).toEqual(['0 fired warning', '1 escalated critical', '4 resolved critical'])
  })

  it('ends well under the threshold at once, just under it after a minute', () => {
    expect(told(DISK, [85, 75])).toEqual(['0 fired warning', '1 resolved warning'])
    expect(told(DISK, [85, ...times(6, 79)])).toEqual(['0 fired warning', '5 resolved warning'])
    expect(told(DISK, [85, 79, 81, 79, 81, 79, 79, 81, 79, 79])).toEqual(['0 fired warning'])
  })

  it('is not moved by what is unknown', () => {
    expect(told(CPU, [...times(8, 95), null, null, 95])).toEqual(['10 fired critical'])
    expect(told(DISK, [85, null, null, null, null, null, null])).toEqual(['0 fired warning'])
  })

  it('does not take time that nobody watched for time of a breach', () => {
    const { state } = stepAlert(OK, 95, 0, CPU)
    const later = stepAlert(state, 95, 3_600_000, CPU)
    expect(later).toEqual({ state: { phase: 'pending', since: 3_600_000, criticalSince: 3_600_000 }, change: null })
  })
})

describe('whatever the values', () => {
  const values = fc.array(fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { freq: 20 }), { maxLength: 200 })
  const rules = fc.constantFrom(CPU, DISK, { ...CPU, warning: 2, critical: 3 }, { ...DISK, forMs: TICK })

  it('events come in order: fired, at most one escalation to critical, resolved', () => {
    fc.assert(
      fc.property(rules, values, (rule, seen) => {
        const kinds = told(rule, seen).map((line) => line.split(' ').slice(1).join(' '))
        expect(kinds.join(',')).toMatch(
          /^((fired warning,(escalated critical,resolved critical|resolved warning)|fired critical,resolved critical)(,|$))*(fired warning(,escalated critical)?|fired critical)?$/,
        )
      }),
    )
  })

  it('nothing is told that did not last, and nothing ends while it breaches', () => {
    fc.assert(
      fc.property(rules, values, (rule, seen) => {
        let state: AlertState = OK
        seen.forEach((value, i) => {
          const before = state
          const { state: after, change } = stepAlert(before, value, i * TICK, rule)
          state = after
          if (change?.kind === 'resolved') expect(value).toBeLessThanOrEqual(rule.warning)
          else if (change) expect(value).toBeGreaterThan(change.threshold)
          if (change?.kind === 'fired' && after.phase === 'firing') expect(i * TICK - after.since).toBeGreaterThanOrEqual(rule.forMs)
          expect(change === null).toBe(phaseAndLevel(before) === phaseAndLevel(after))
        })
      }),
    )
  })
})

function phaseAndLevel(state: AlertState): string {
  return state.phase === 'firing' ? `firing ${state.level}` : 'quiet'
}
