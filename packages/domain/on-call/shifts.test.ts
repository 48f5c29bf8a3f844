import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wallTime } from '../time/index.ts'
import { type Layer, type Override, type Roster, type Shift, shiftsBetween, watchAt, withUsers } from './index.ts'

const PARIS = 'Europe/Paris'
const HOUR = 3_600_000
const DAY = 24 * HOUR
const [ADA, BOB, CY] = [1, 2, 3] as const

const DAILY: Layer = {
  name: 'Days',
  participants: [ADA, BOB, CY],
  rotation: { every: 1, unit: 'day' },
  handoff: '09:00',
  weekday: null,
  start: '2026-01-01',
  hours: [],
}
const WEEKLY: Layer = { ...DAILY, name: 'Weeks', rotation: { every: 1, unit: 'week' }, weekday: 1 }

const roster = (layers: readonly Layer[], overrides: readonly Override[] = [], zone = PARIS): Roster => ({ zone, layers, overrides })
const at = (text: string): number => Date.parse(`${text}Z`)
const iso = (instant: number | null): string => (instant === null ? 'far' : new Date(instant).toISOString().slice(5, 16))
const told = ({ from, to, users, layer, override }: Shift): string =>
  `${iso(from)} ${iso(to)} ${users.join()} ${override === null ? `layer ${layer}` : `override ${override}`}`
const between = (of: Roster, from: string, to: string) => {
  const { shifts, gaps } = shiftsBetween(of, at(from), at(to))
  return [...shifts.map(told), ...gaps.map((gap) => `${iso(gap.from)} ${iso(gap.to)} nobody`)]
}

describe('shifts', () => {
  it('rotate by days and weeks, in order', () => {
    expect(between(roster([DAILY]), '2026-01-01T00:00', '2026-01-04T00:00')).toEqual([
      '01-01T08:00 01-02T08:00 1 layer 0',
      '01-02T08:00 01-03T08:00 2 layer 0',
      '01-03T08:00 01-04T00:00 3 layer 0',
      '01-01T00:00 01-01T08:00 nobody',
    ])
    // The start is a Thursday: the first has what is left of its week.
    expect(between(roster([WEEKLY]), '2026-01-01T08:00', '2026-01-19T08:00')).toEqual([
      '01-01T08:00 01-05T08:00 1 layer 0',
      '01-05T08:00 01-12T08:00 2 layer 0',
      '01-12T08:00 01-19T08:00 3 layer 0',
    ])
  })

  it('rotate by several hours, days or weeks', () => {
    const every = (count: number, unit: 'hour' | 'day' | 'week') => ({ ...WEEKLY, rotation: { every: count, unit } })
    expect(between(roster([{ ...every(8, 'hour'), weekday: null }]), '2026-01-01T08:00', '2026-01-02T08:00')).toEqual([
      '01-01T08:00 01-01T16:00 1 layer 0',
      '01-01T16:00 01-02T00:00 2 layer 0',
      '01-02T00:00 01-02T08:00 3 layer 0',
    ])
    expect(between(roster([every(2, 'week')]), '2026-01-12T08:00', '2026-01-13T08:00')).toEqual(['01-12T08:00 01-13T08:00 2 layer 0'])
  })

  it('are one where the same person goes on', () => {
    const alone = { ...DAILY, participants: [ADA] }
    expect(between(roster([alone]), '2026-02-01T00:00', '2026-03-01T00:00')).toEqual(['02-01T00:00 03-01T00:00 1 layer 0'])
  })

  it('have later layers overrule earlier ones where they apply', () => {
    const nights: Layer = { ...DAILY, name: 'Nights', participants: [CY], hours: [{ days: [1, 2, 3, 4, 5], from: '22:00', to: '06:00' }] }
    const weekends: Layer = { ...nights, name: 'Weekends', participants: [BOB], hours: [{ days: [6, 7], from: '00:00', to: '00:00' }] }
    const all = roster([{ ...DAILY, participants: [ADA] }, nights, weekends])
    // Friday night ends where the weekend begins.
    expect(between(all, '2026-01-08T12:00', '2026-01-12T12:00')).toEqual([
      '01-08T12:00 01-08T21:00 1 layer 0',
      '01-08T21:00 01-09T05:00 3 layer 1',
      '01-09T05:00 01-09T21:00 1 layer 0',
      '01-09T21:00 01-09T23:00 3 layer 1',
      '01-09T23:00 01-11T23:00 2 layer 2',
      '01-11T23:00 01-12T12:00 1 layer 0',
    ])
  })

  it('leave gaps outside their hours', () => {
    const office = { ...DAILY, participants: [ADA], hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }] }
    expect(between(roster([office]), '2026-01-09T12:00', '2026-01-12T12:00')).toEqual([
      '01-09T12:00 01-09T16:00 1 layer 0',
      '01-12T08:00 01-12T12:00 1 layer 0',
      '01-09T16:00 01-12T08:00 nobody',
    ])
  })

  it('give way to overrides, the last one first', () => {
    const overrides = [
      { id: 7, user: BOB, from: at('2026-01-01T10:00'), to: at('2026-01-01T20:00') },
      { id: 8, user: CY, from: at('2026-01-01T12:00'), to: at('2026-01-01T14:00') },
    ]
    expect(between(roster([DAILY], overrides), '2026-01-01T08:00', '2026-01-02T08:00')).toEqual([
      '01-01T08:00 01-01T10:00 1 layer 0',
      '01-01T10:00 01-01T12:00 2 override 7',
      '01-01T12:00 01-01T14:00 3 override 8',
      '01-01T14:00 01-01T20:00 2 override 7',
      '01-01T20:00 01-02T08:00 1 layer 0',
    ])
    expect(between(roster([], overrides), '2026-01-01T13:00', '2026-01-01T13:30')).toEqual(['01-01T13:00 01-01T13:30 3 override 8'])
  })

  it('are without users that are gone', () => {
    const overrides = [{ id: 7, user: BOB, from: at('2026-01-01T10:00'), to: at('2026-01-01T20:00') }]
    const left = withUsers(roster([DAILY, { ...DAILY, name: 'His', participants: [BOB] }], overrides), new Set([ADA, CY]))
    expect(between(left, '2026-01-01T08:00', '2026-01-03T08:00')).toEqual([
      '01-01T08:00 01-02T08:00 1 layer 0',
      '01-02T08:00 01-03T08:00 3 layer 0',
    ])
  })
})

describe('nights when clocks are changed', () => {
  it.each([
    ['Paris, skipped', PARIS, '02:30', '2026-03-28T12:00', ['03-29T01:30', '03-30T00:30']],
    ['Paris, twice', PARIS, '02:30', '2026-10-24T12:00', ['10-25T00:30', '10-26T01:30']],
    ['New York, skipped', 'America/New_York', '02:30', '2026-03-07T12:00', ['03-08T07:30', '03-09T06:30']],
    ['New York, twice', 'America/New_York', '01:30', '2026-10-31T12:00', ['11-01T05:30', '11-02T06:30']],
    ['Lord Howe, half an hour skipped', 'Australia/Lord_Howe', '02:15', '2026-10-03T00:00', ['10-03T15:45', '10-04T15:15']],
    ['Lord Howe, half an hour twice', 'Australia/Lord_Howe', '01:45', '2026-04-04T00:00', ['04-04T14:45', '04-05T15:15']],
  ])('%s', (_, zone, handoff, from, handoffs) => {
    const { shifts } = shiftsBetween(roster([{ ...DAILY, handoff }], [], zone), at(from), at(from) + 2 * DAY)
    expect(shifts.slice(1).map((shift) => iso(shift.from))).toEqual(handoffs)
  })

  it('leave out and repeat nobody’s turn but for the hour itself', () => {
    const hourly = roster([{ ...DAILY, handoff: '00:00', rotation: { every: 1, unit: 'hour' } }])
    const lengths = (from: string, to: string) =>
      shiftsBetween(hourly, at(from), at(to)).shifts.map((shift) => (shift.to - shift.from) / HOUR)
    expect(lengths('2026-03-28T23:00', '2026-03-29T03:00')).toEqual([1, 1, 1, 1])
    expect(lengths('2026-10-24T23:00', '2026-10-25T03:00')).toEqual([1, 2, 1])
  })

  it('stay in order where clocks go forward by more than a turn', () => {
    const troll = roster([{ ...DAILY, handoff: '00:30', rotation: { every: 1, unit: 'hour' } }], [], 'Antarctica/Troll')
    const { shifts, gaps } = shiftsBetween(troll, at('2026-03-28T20:00'), at('2026-03-29T06:00'))
    expect(gaps).toEqual([])
    expect(shifts.every((shift, i) => i === 0 || shift.from === shifts[i - 1]?.to)).toBe(true)
  })
})

const zones = fc.constantFrom(PARIS, 'America/New_York', 'Australia/Lord_Howe', 'UTC', 'Asia/Kathmandu', 'Antarctica/Troll', 'Pacific/Apia')
const time = fc
  .integer({ min: 0, max: 95 })
  .map((n) => `${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`)
const hours = fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), from: time, to: time })
const layers = fc
  .record({
    participants: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }),
    rotation: fc.record({ every: fc.integer({ min: 1, max: 9 }), unit: fc.constantFrom('hour', 'day', 'week') }),
    handoff: time,
    weekday: fc.integer({ min: 1, max: 7 }),
    start: fc.integer({ min: at('2025-12-01T00:00'), max: at('2026-12-01T00:00') }).map((day) => new Date(day).toISOString().slice(0, 10)),
    hours: fc.array(hours, { maxLength: 2 }),
  })
  .map((layer): Layer => ({ ...layer, name: 'x', weekday: layer.rotation.unit === 'week' ? layer.weekday : null }))
const instants = fc.integer({ min: at('2026-01-01T00:00') / 60_000, max: at('2027-01-01T00:00') / 60_000 }).map((minute) => minute * 60_000)
const overrides = fc
  .array(fc.record({ user: fc.integer({ min: 1, max: 6 }), from: instants, hours: fc.integer({ min: 1, max: 400 }) }), { maxLength: 6 })
  .map((all) => all.map(({ user, from, hours: length }, id): Override => ({ id, user, from, to: from + length * HOUR })))
const rosters = fc.record({ zone: zones, layers: fc.array(layers, { maxLength: 3 }), overrides })

describe('whatever the schedule', () => {
  it('shifts and gaps make up the range without overlap', () => {
    fc.assert(
      fc.property(rosters, instants, fc.integer({ min: 1, max: 40 * 24 }), (of, from, length) => {
        const to = from + length * HOUR
        const { shifts, gaps } = shiftsBetween(of, from, to)
        const all = [...shifts, ...gaps].sort((a, b) => a.from - b.from)
        expect([all[0]?.from, all.at(-1)?.to]).toEqual([from, to])
        for (const [i, span] of all.entries()) {
          expect(span.from).toBeLessThan(span.to)
          if (i > 0) expect(span.from).toBe(all[i - 1]?.to)
        }
      }),
    )
  })

  it('a part of a range says what the whole says', () => {
    fc.assert(
      fc.property(
        rosters,
        instants,
        fc.integer({ min: 1, max: 20 * 24 }),
        fc.integer({ min: 0, max: 20 * 24 }),
        (of, from, length, into) => {
          const instant = from + Math.min(into, length - 1) * HOUR
          const whole = shiftsBetween(of, from, from + length * HOUR).shifts.find((shift) => shift.from <= instant && instant < shift.to)
          const part = shiftsBetween(of, instant, instant + 1).shifts[0]
          expect([part?.users, part?.layer, part?.override]).toEqual([whole?.users, whole?.layer, whole?.override])
        },
      ),
    )
  })

  it('the last override that covers an instant wins, else the last layer', () => {
    fc.assert(
      fc.property(rosters, instants, (of, instant) => {
        const [shift] = shiftsBetween(of, instant, instant + 1).shifts
        const agreed = of.overrides.findLast(({ from, to }) => from <= instant && instant < to)
        const alone = of.layers.map((layer) => shiftsBetween({ ...of, layers: [layer], overrides: [] }, instant, instant + 1).shifts[0])
        expect(shift?.users).toEqual(agreed ? [agreed.user] : alone.findLast((each) => each !== undefined)?.users)
      }),
    )
  })

  it('hand-offs are at their wall time, in order', () => {
    const long = layers.filter(({ rotation, participants }) => rotation.unit !== 'hour' && participants.length > 1)
    fc.assert(
      fc.property(
        long,
        zones.filter((zone) => zone !== 'Pacific/Apia'),
        instants,
        (layer, zone, from) => {
          const { shifts } = shiftsBetween(roster([{ ...layer, hours: [] }], [], zone), from, from + 60 * DAY)
          for (const [i, shift] of shifts.entries()) {
            const before = shifts[i - 1]
            if (!before) continue
            const { minute, weekday } = wallTime(shift.from, zone)
            const wanted = Number(layer.handoff.slice(0, 2)) * 60 + Number(layer.handoff.slice(3))
            // Where clocks skip it, it comes as much later.
            const isSkipped = wallTime(shift.from - 1, zone).minute + 1 !== minute || minute - wanted > 0
            if (isSkipped) expect([0, 30, 60, 120]).toContain(minute - wanted)
            else expect(minute).toBe(wanted)
            if (layer.weekday !== null) expect(weekday).toBe(layer.weekday)
            const turn = layer.participants.indexOf(before.users[0] as number)
            expect(shift.users).toEqual([layer.participants[(turn + 1) % layer.participants.length]])
          }
        },
      ),
    )
  })
})

describe('who is on call at an instant', () => {
  const taken = [{ id: 7, user: ADA, from: at('2026-01-02T08:00'), to: at('2026-01-02T20:00') }]

  it('is told with the next hand-off, over shifts of the same person', () => {
    const watch = watchAt(roster([DAILY], taken), at('2026-01-01T12:00'), 10 * DAY)
    expect([watch.users, iso(watch.since), iso(watch.until), watch.next]).toEqual([[ADA], '01-01T08:00', '01-02T20:00', [BOB]])
  })

  it('may be nobody, until somebody comes', () => {
    const watch = watchAt(roster([DAILY]), at('2025-12-25T12:00'), DAY)
    expect([watch.users, iso(watch.since), iso(watch.until), watch.next]).toEqual([[], 'far', '01-01T08:00', [ADA]])
    expect(watchAt(roster([]), at('2026-01-01T00:00'))).toEqual({ users: [], since: null, until: null, next: [] })
  })

  it('may be one alone, with no end to be seen', () => {
    const watch = watchAt(roster([{ ...WEEKLY, participants: [CY] }]), at('2026-06-01T12:00'))
    expect(watch).toEqual({ users: [CY], since: null, until: null, next: [] })
  })

  it('costs little also with the dearest schedule', () => {
    const hourly = Array.from({ length: 10 }, (_, i): Layer => ({ ...DAILY, name: `${i}`, rotation: { every: 1, unit: 'hour' } }))
    const { shifts } = shiftsBetween(roster(hourly), at('2026-03-01T00:00'), at('2026-06-01T00:00'))
    expect(shifts).toHaveLength(92 * 24)
  })
})
