import { DEFAULT_THRESHOLDS } from '@hyperion/wire/thresholds'
import { describe, expect, it } from 'vitest'
import { breachSince, causesOf, type HealthInput, levelFor, levelOf } from './health.ts'

const FINE: HealthInput = {
  thresholds: DEFAULT_THRESHOLDS,
  cpu: 10,
  memory: 20,
  disks: [{ mount: '/', usage: 30 }],
  stuckMounts: [],
  failedUnits: [],
  degraded: [],
  since: () => null,
}

describe('causesOf', () => {
  it('is empty when all is well or unknown', () => {
    expect(causesOf(FINE)).toEqual([])
    expect(causesOf({ ...FINE, cpu: null, memory: null, disks: [{ mount: '/', usage: null }] })).toEqual([])
  })

  it('compares strictly', () => {
    expect(causesOf({ ...FINE, cpu: 70 })).toEqual([])
    expect(causesOf({ ...FINE, cpu: 70.01 })).toMatchObject([{ kind: 'cpu', level: 'warning', threshold: 70 }])
  })

  it('follows the thresholds it is given', () => {
    const thresholds = { ...DEFAULT_THRESHOLDS, cpu: { warning: 5, critical: 9 }, disk: { warning: 20, critical: 40 } }
    expect(causesOf({ ...FINE, thresholds })).toMatchObject([
      { kind: 'cpu', level: 'critical', threshold: 9 },
      { kind: 'disk', level: 'warning', threshold: 20 },
    ])
  })

  it('names each disk, unit, mount and trouble, the worst first', () => {
    const causes = causesOf({
      ...FINE,
      memory: 75,
      disks: [
        { mount: '/', usage: 10 },
        { mount: '/data', usage: 95 },
      ],
      stuckMounts: ['/mnt/nfs'],
      failedUnits: ['nginx'],
      degraded: ['the data directory is read-only'],
    })
    expect(causes.map((cause) => `${cause.level} ${cause.kind} ${cause.subject}`.trim())).toEqual([
      'critical disk /data',
      'warning memory',
      'warning mount /mnt/nfs',
      'warning unit nginx',
      'warning degraded the data directory is read-only',
    ])
  })
})

describe('levelOf', () => {
  it('is unknown, not healthy, before the first report', () => {
    expect(levelOf([], false)).toBe('unknown')
    expect(levelOf([], true)).toBe('healthy')
  })

  it('is the worst of its causes', () => {
    expect(levelOf(causesOf({ ...FINE, cpu: 80 }), true)).toBe('warning')
    expect(levelOf(causesOf({ ...FINE, cpu: 80, memory: 90 }), true)).toBe('critical')
  })
})

it('gives one resource its level', () => {
  const levels = [80, 80.1, 90.1, null].map((value) => levelFor(DEFAULT_THRESHOLDS, 'disk', value))
  expect(levels).toEqual([null, 'warning', 'critical', null])
})

describe('breachSince', () => {
  const rows = (values: (number | null)[]) => ({
    length: values.length,
    time: (i: number) => i * 5_000,
    value: (i: number) => values[i] ?? null,
  })

  it.each([
    ['when it began', [10, 20, 30, 80, 80, 80], 15_000],
    ['over a short dip', [10, 10, 10, 10, 80, 10, 80, 80], 20_000],
    ['not when it is not', [80, 80, 10, 10, 10, 10], null],
    ['not when it began before the oldest row', [80, 80, 80, 80], null],
    ['not across a stretch without values', [80, null, null, null, null, 80], 25_000],
  ])('tells %s', (_, values, since) => {
    expect(breachSince(rows(values), 0, 70)).toBe(since)
  })
})
