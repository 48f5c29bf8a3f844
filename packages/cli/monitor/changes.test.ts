import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changesSince, type Told } from './changes.ts'
import type { HubAlert } from './hub.ts'

const CPU: HubAlert = { type: 'CPU', level: 'critical', message: 'CPU usage is at 94%', value: 94, threshold: 90 }
const DISK: HubAlert = { type: 'DISK', level: 'warning', message: 'Disk usage is at 87%', value: 87, threshold: 80 }
const BOTH = { notifyOn: new Set(['critical', 'warning'] as const), everyRun: false }

const told = (...alerts: HubAlert[]): Told => Object.fromEntries(alerts.map((alert) => [alert.type, alert]))
const levels = (...given: Parameters<typeof changesSince>) => changesSince(...given).map(({ alert }) => [alert.type, alert.level])
const after = (before: Told, alerts: readonly HubAlert[], options = BOTH) =>
  changesSince(before, alerts, options).reduce((state, { remember }) => remember(state), before)

describe('changesSince', () => {
  it('tells what is new, with its figures', () => {
    expect(changesSince({}, [CPU], BOTH)[0]?.alert).toEqual({ ...CPU, value: '94%', threshold: '90%' })
  })

  it('tells a change of level and not one of value', () => {
    expect(
      levels(
        told(CPU, DISK),
        [
          { ...CPU, value: 99 },
          { ...DISK, level: 'critical' },
        ],
        BOTH,
      ),
    ).toEqual([['DISK', 'critical']])
  })

  it('tells what is over', () => {
    expect(changesSince(told(CPU, DISK), [DISK], BOTH).map(({ alert }) => alert)).toEqual([
      { type: 'CPU', level: 'recovered', message: 'CPU usage is no longer above 90%', value: '94%', threshold: '90%' },
    ])
  })

  it('leaves out other levels, and takes an alert that falls to one as over', () => {
    const criticalOnly = { notifyOn: new Set(['critical'] as const), everyRun: false }
    expect(levels({}, [CPU, DISK], criticalOnly)).toEqual([['CPU', 'critical']])
    expect(levels(told(CPU), [{ ...CPU, level: 'warning' }], criticalOnly)).toEqual([['CPU', 'recovered']])
  })

  it('tells every run what there is, and nothing when there is nothing', () => {
    const everyRun = { ...BOTH, everyRun: true }
    expect(levels(told(CPU, DISK), [CPU], everyRun)).toEqual([['CPU', 'critical']])
    expect(levels(told(CPU), [], everyRun)).toEqual([])
  })

  it('has nothing more to tell once all was told, and tells everything else again', () => {
    const alert = fc.record({
      type: fc.constantFrom('CPU', 'MEMORY', 'DISK', '__proto__', 'constructor'),
      level: fc.constantFrom('critical', 'warning'),
      message: fc.string(),
      value: fc.integer(),
      threshold: fc.integer(),
    })
    const alerts = fc.uniqueArray(alert, { selector: ({ type }) => type })
    fc.assert(
      fc.property(alerts, alerts, (earlier, later) => {
        const state = after(after({}, earlier), later)
        expect(levels(state, later, BOTH)).toEqual([])
        expect(Object.keys(state).sort()).toEqual(later.map(({ type }) => type).sort())
      }),
    )
  })
})
