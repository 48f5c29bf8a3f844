import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AlertState,
  globMatcher,
  hoursUntilFull,
  OK,
  type RuleSettings,
  rateOf,
  ruleMessage,
  ruleProblems,
  ruleUnit,
  selectsAlert,
  signedRule,
  stepAlert,
  tell,
} from './index.ts'

const LOAD: RuleSettings = {
  name: 'High load',
  enabled: true,
  kind: 'metric',
  metric: 'load.five',
  condition: 'above',
  warning: 8,
  critical: 16,
  instances: '*',
  forSeconds: 60,
  margin: 1,
  noData: 'ignore',
  noDataMinutes: 10,
  hosts: [],
  tags: [],
  schedule: null,
}
const other = { metric: null, critical: null }

describe('mistakes in a rule', () => {
  it.each<[string, Partial<RuleSettings>, object]>([
    ['none', {}, {}],
    ['one level alone', { warning: null }, {}],
    ['none where low is bad', { condition: 'below', warning: 2, critical: 1 }, {}],
    ['no level', { warning: null, critical: null }, { warning: ['level_missing'], critical: ['level_missing'] }],
    ['levels that are inverted', { warning: 16, critical: 8 }, { warning: ['level_order'] }],
    ['levels alike', { warning: 8, critical: 8 }, { warning: ['level_order'] }],
    ['levels inverted where low is bad', { condition: 'below' }, { warning: ['level_order'] }],
    ['a percentage beyond the whole', { metric: 'cpu.usage', critical: 101 }, { critical: ['level_range'] }],
    ['no number', { warning: Number.NaN, margin: Number.POSITIVE_INFINITY }, { warning: ['level_range'], margin: ['range'] }],
    ['an unknown metric', { metric: 'gpu.usage' }, { metric: ['metric'] }],
    ['no metric', { metric: null }, { metric: ['metric'] }],
    ['a metric of a silent host', { kind: 'silent' }, { metric: ['metric_unused'] }],
    ['a host silent at once', { ...other, kind: 'silent', warning: 0 }, { warning: ['level_range'] }],
    ['full in the past', { ...other, kind: 'filling', warning: -1 }, { warning: ['level_range'] }],
    ['a long name', { name: 'x'.repeat(101) }, { name: ['name'] }],
    ['a name of two lines', { name: 'a\nb' }, { name: ['name'] }],
    ['an empty pattern', { instances: '' }, { instances: ['pattern'] }],
    ['times beyond a day', { forSeconds: 86_401, noDataMinutes: 0 }, { forSeconds: ['range'], noDataMinutes: ['range'] }],
    [
      'hours that are none',
      { schedule: { days: [], from: '8', to: '24:00', zone: 'Mars' } },
      { 'schedule.days': ['days'], 'schedule.from': ['time'], 'schedule.to': ['time'], 'schedule.zone': ['zone'] },
    ],
  ])('%s', (_, change, expected) => {
    expect(ruleProblems({ ...LOAD, ...change })).toEqual(expected)
  })
})

describe('a rule before the state machine', () => {
  const values = fc.double({ min: -100, max: 100, noNaN: true })
  it('fires on the side of its levels that it says, with the level that is breached', () => {
    fc.assert(
      fc.property(fc.constantFrom('above' as const, 'below' as const), values, (condition, value) => {
        const [warning, critical] = condition === 'above' ? [8, 16] : [16, 8]
        const { sign, rule } = signedRule({ ...LOAD, condition, warning, critical, forSeconds: 0 })
        const { change } = stepAlert(OK, sign * value, 0, rule)
        const beyond = (level: number): boolean => (condition === 'above' ? value > level : value < level)
        expect(change?.level ?? null).toBe(beyond(critical) ? 'critical' : beyond(warning) ? 'warning' : null)
      }),
    )
  })

  it('with one level fires with that one', () => {
    const only = (change: Partial<RuleSettings>) =>
      stepAlert(OK, 20, 0, signedRule({ ...LOAD, ...change, forSeconds: 0 }).rule).change?.level
    expect([only({ critical: null }), only({ warning: null })]).toEqual(['warning', 'critical'])
  })

  it('ends when the margin is reached, however long it takes', () => {
    const { rule } = signedRule({ ...LOAD, forSeconds: 0, margin: 2 })
    const firing = stepAlert(OK, 9, 0, rule).state
    const close = stepAlert(stepAlert(firing, 7, 1, rule).state, 7, 9e9, rule)
    expect([close.change, stepAlert(close.state, 6, 9e9, rule).change?.kind]).toEqual([null, 'resolved'])
  })

  it('counts minutes from the whole one on', () => {
    const { rule } = signedRule({ ...LOAD, ...other, kind: 'silent', warning: 5, forSeconds: 0 })
    expect([4.99, 5].map((minutes) => stepAlert(OK, minutes, 0, rule).change?.kind)).toEqual([undefined, 'fired'])
  })
})

describe('what flaps', () => {
  const { rule } = signedRule({ ...LOAD, forSeconds: 0, margin: 0 })
  const MINUTE = 60_000

  it('is told at most so often, whatever the values, and never ends while it is not calm', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 30, maxLength: 300 }), (bad) => {
        let state: AlertState = OK
        const changes: number[] = []
        bad.forEach((each, i) => {
          const flapping = state.phase === 'firing' && state.flapping
          const step = stepAlert(state, each ? 9 : 1, i * MINUTE, rule)
          state = step.state
          if (step.change && step.change.kind !== 'escalated') changes.push(i)
          if (flapping && step.change?.kind === 'resolved') expect(bad.slice(i - 15, i + 1)).not.toContain(true)
        })
        // Five in the half hour that it takes to notice, two at most in every quarter of an hour afterwards.
        for (const from of changes) expect(changes.filter((at) => at >= from && at < from + 15).length).toBeLessThanOrEqual(5)
      }),
    )
  })

  it('leaves nothing behind once it is calm for long', () => {
    let state: AlertState = OK
    for (let i = 0; i < 10; i++) state = stepAlert(state, i % 2 ? 1 : 9, i * MINUTE, rule).state
    expect(state).toMatchObject({ phase: 'firing', flapping: true })
    for (let i = 10; i < 80; i++) state = stepAlert(state, 1, i * MINUTE, rule).state
    expect(state).toBe(OK)
  })
})

describe('patterns', () => {
  it.each([
    ['*', 'anything', true],
    ['eth*', 'eth0', true],
    ['eth*', 'wlan0', false],
    ['/data?', '/data', false],
    ['/data?, /home', '/home', true],
    ['*, !/boot*', '/boot/efi', false],
    ['!lo', 'eth0', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a.c', 'abc', false],
    ['[a]', 'a', false],
  ])('%s means %s: %s', (pattern, name, expected) => {
    expect(globMatcher(pattern)(name)).toBe(expected)
  })

  it('mean a name that is written out, and take no time', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w/.-]{1,30}$/), (name) => {
        expect([name, `${name.slice(0, 3)}*`, '*'].every((pattern) => globMatcher(pattern)(name))).toBe(true)
      }),
    )
    expect(globMatcher(`${'a*'.repeat(200)}b`)('a'.repeat(255))).toBe(false)
  })
})

it('a silence means what it names, all where it names nothing', () => {
  const all = { hosts: [], tags: [], rules: [], instances: '*' }
  const subject = { host: 1, rule: 'rule:7:no-data', instance: '/data' }
  const means = (more: object, tags: readonly string[] = []) => selectsAlert({ ...all, ...more }, subject, tags)
  expect([
    means({}),
    means({ hosts: [1] }),
    means({ rules: ['rule:7'] }),
    means({ instances: '/d*' }),
    means({ tags: ['web'] }, ['web']),
  ]).toEqual(new Array(5).fill(true))
  expect([means({ hosts: [2] }), means({ rules: ['rule:8'] }), means({ instances: '/home' }), means({ tags: ['web'] })]).toEqual(
    new Array(4).fill(false),
  )
})

describe('hours until a file system is full', () => {
  const HOUR = 3_600_000
  const NOW = 1e12
  /** One value every five minutes of the six hours before now. */
  const history = (used: (hour: number) => number, hours = 6) => {
    const times = Array.from({ length: hours * 12 }, (_, i) => NOW - hours * HOUR + i * 300_000)
    return { times, used: times.map((at) => used((at - NOW) / HOUR + 6)) }
  }

  it.each<[string, (hour: number) => number, number]>([
    ['grows steadily', (hour) => 100 + 10 * hour, 5],
    ['stands still', () => 100, Number.POSITIVE_INFINITY],
    ['shrinks', (hour) => 100 - hour, Number.POSITIVE_INFINITY],
    ['takes one large file', (hour) => (hour > 3 ? 900 : 100), Number.POSITIVE_INFINITY],
    ['is filled by logs that are rotated', (hour) => 100 + 40 * (hour % 2), Number.POSITIVE_INFINITY],
    ['grows by the hour', (hour) => 100 + 10 * Math.floor(hour), 5],
  ])('that %s', (_, used, expected) => {
    const found = hoursUntilFull(history(used), 50, NOW)
    if (Number.isFinite(expected)) expect(found).toBeCloseTo(expected, 0)
    else expect(found === null ? 0 : found).toBeGreaterThan(24)
  })

  it('are not known after a short while, nor when the latest are missing', () => {
    expect(
      hoursUntilFull(
        history((hour) => 100 + 10 * hour, 2),
        50,
        NOW,
      ),
    ).toBeNull()
    expect(
      hoursUntilFull(
        history((hour) => (hour > 5 ? Number.NaN : 100 + 10 * hour)),
        50,
        NOW,
      ),
    ).toBeNull()
    expect(hoursUntilFull({ times: [], used: [] }, 50, NOW)).toBeNull()
  })
})

it('a counter is watched by its rate', () => {
  const reading = (at: number, value: number) => ({ at, value })
  expect(rateOf(undefined, reading(1000, 5))).toBeNull()
  expect(rateOf(reading(1000, 5), reading(3000, 25))).toBe(10)
  expect(rateOf(reading(1000, 5), reading(3000, 4))).toBeNull()
  expect(rateOf(reading(1000, 5), reading(302_000, 25))).toBeNull()
})

it('rules speak of what they watch', () => {
  const said = (change: Partial<RuleSettings>, instance: string, value: number) => ruleMessage({ ...LOAD, ...change }, instance, value)
  expect([
    said({ metric: 'cpu.usage' }, '', 94.25),
    said({ metric: 'disk.read_bytes' }, 'sda', 2 ** 30),
    said({ ...other, kind: 'filling', warning: 24 }, '/data', 13.6),
    said({ ...other, kind: 'silent' }, '', 7.2),
    said({ ...other, kind: 'unit_failed' }, 'nginx', 2),
  ]).toEqual([
    'CPU: Total is at 94.3%',
    'Disk sda: Read is at 1 GiB/s',
    '/data will be full in about 14 h',
    'no report for 7 min',
    'nginx has failed',
  ])
  expect(ruleUnit({ kind: 'metric', metric: 'network.rx_errors' })).toBe('per_second')
})

it('nobody hears of an end who did not hear of the beginning, and nothing is lost to those who did', () => {
  const events = fc.array(fc.tuple(fc.constantFrom('escalated' as const, 'reminded' as const), fc.boolean()))
  fc.assert(
    fc.property(fc.boolean(), events, fc.boolean(), fc.boolean(), (firstHeld, middle, lastHeld, released) => {
      let held: ReturnType<typeof tell>['held'] = null
      const told: string[] = []
      const happen = (kind: Parameters<typeof tell>[0], silenced: boolean): void => {
        const outcome = tell(kind, silenced ? 'held' : 'now', held)
        held = outcome.held
        if (outcome.kind) told.push(outcome.kind)
      }
      happen('fired', firstHeld)
      for (const [kind, silenced] of middle) happen(kind, silenced)
      if (released && held) {
        told.push(held)
        held = null
      }
      happen('resolved', lastHeld)
      if (held) told.push(held)
      expect(told.filter((kind) => kind === 'fired').length).toBeLessThanOrEqual(1)
      expect(told.length === 0 || (told[0] === 'fired' && told.at(-1) === 'resolved')).toBe(true)
    }),
  )
})
