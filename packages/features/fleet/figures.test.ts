import { type Report, reading } from '@hyperion/domain/metrics'
import { SPARK_POINTS, sparkCharacter, sparkValues } from '@hyperion/wire/fleet'
import { beforeEach, describe, expect, it } from 'vitest'
import { FigureTable } from './figures.ts'

const MINUTE = 60_000
const AT = Date.UTC(2026, 0, 15, 12)

interface Sample {
  readonly cpu?: number | null
  readonly disks?: Readonly<Record<string, number | null>>
  readonly links?: Readonly<Record<string, readonly [rx: number | null, tx: number | null]>>
  readonly uptime?: number
}

function report(at: number, { cpu = 10, disks = {}, links = {}, uptime = 3600 }: Sample = {}): Report {
  return {
    at,
    readings: [
      reading('cpu', '', { usage: cpu }),
      reading('memory', '', { usage: 50.04 }),
      reading('load', '', { one: 1.256 }),
      reading('system', '', { uptime }),
      ...Object.entries(disks).map(([mount, usage]) => reading('filesystem', mount, { usage })),
      ...Object.entries(links).map(([name, [rx, tx]]) => reading('network', name, { rx_bytes: rx, tx_bytes: tx })),
    ],
  }
}

let table: FigureTable
beforeEach(() => {
  table = new FigureTable()
  table.clear(0)
})

const known = (spark: string) => sparkValues(spark).flatMap((value, i) => (value === null ? [] : [[i, Math.round(value)]]))

describe('FigureTable', () => {
  it('knows nothing at first', () => {
    expect(table.of(0)).toEqual({ cpu: null, memory: null, disk: null, mount: '', rx: null, tx: null, load: null, booted: null })
    expect(table.reportedAt(0)).toBeNull()
    expect(table.sparks.text(0)).toBe('.'.repeat(SPARK_POINTS))
  })

  it('keeps the latest figures, rounded, and the fullest file system', () => {
    table.take(0, report(AT, { cpu: 12.345, disks: { '/': 40, '/data': 91.26, '/boot': null } }))
    expect(table.of(0)).toMatchObject({ cpu: 12.3, memory: 50, load: 1.26, disk: 91.3, mount: '/data', booted: AT - 3_600_000 })
    table.take(0, report(AT + 15_000, { disks: { '/': 41, '/data': 30 } }))
    expect(table.of(0)).toMatchObject({ disk: 41, mount: '/' })
    expect(table.reportedAt(0)).toBe(AT + 15_000)
  })

  it('takes no report twice, nor an older one', () => {
    table.take(0, report(AT, { cpu: 20 }))
    expect(table.take(0, report(AT, { cpu: 90 }))).toBe(false)
    expect(table.take(0, report(AT - 1, { cpu: 90 }))).toBe(false)
    expect(table.of(0).cpu).toBe(20)
  })

  it('has unknown and impossible values as unknown', () => {
    table.take(0, report(AT, { cpu: 20 }))
    table.take(0, report(AT + 1, { cpu: null }))
    expect(table.of(0).cpu).toBeNull()
    table.take(0, report(AT + 2, { cpu: Number.NaN, disks: { '/': Number.POSITIVE_INFINITY } }))
    expect(table.of(0)).toMatchObject({ cpu: null, disk: null })
  })

  it('sums up what interfaces carry a second, without virtual ones', () => {
    table.take(0, report(AT, { links: { eth0: [1000, 100], eth1: [0, 0], lo: [5, 5] } }))
    expect(table.of(0)).toMatchObject({ rx: null, tx: null })
    table.take(0, report(AT + 10_000, { links: { eth0: [11_000, 300], eth1: [500, 0], lo: [9e9, 9e9] } }))
    expect(table.of(0)).toMatchObject({ rx: 1050, tx: 20 })
  })

  it('begins anew after a reset, a gap and for an interface added later', () => {
    table.take(0, report(AT, { links: { eth0: [9000, 9000] } }))
    table.take(0, report(AT + 10_000, { links: { eth0: [10, 10], eth1: [7e9, 7e9] } }))
    expect(table.of(0)).toMatchObject({ rx: null, tx: null })
    table.take(0, report(AT + 20_000, { links: { eth0: [1010, 10], eth1: [7e9, 7e9] } }))
    expect(table.of(0)).toMatchObject({ rx: 100, tx: 0 })
    table.take(0, report(AT + 2_000_000, { links: { eth0: [2010, 10] } }))
    expect(table.of(0)).toMatchObject({ rx: null })
  })

  it('keeps the instant of a boot in spite of clocks that are not exact', () => {
    table.take(0, report(AT, { uptime: 100 }))
    table.take(0, report(AT + 15_000, { uptime: 114.2 }))
    expect(table.of(0).booted).toBe(AT - 100_000)
    table.take(0, report(AT + 300_000, { uptime: 60 }))
    expect(table.of(0).booted).toBe(AT + 240_000)
  })

  it('holds many hosts apart and gives a slot to another', () => {
    for (let slot = 1; slot < 300; slot++) table.clear(slot)
    for (let slot = 0; slot < 300; slot++) table.take(slot, report(AT, { cpu: slot % 100 }))
    expect([0, 16, 17, 299].map((slot) => table.of(slot).cpu)).toEqual([0, 16, 17, 99])
    table.clear(17)
    expect(table.of(17).cpu).toBeNull()
    expect(known(table.sparks.text(17))).toEqual([])
    expect(table.of(16).cpu).toBe(16)
  })
})

describe('the spark', () => {
  it('has the average of each minute, and holes where nothing came', () => {
    table.take(0, report(AT, { cpu: 20 }))
    expect(table.take(0, report(AT + 15_000, { cpu: 40 }))).toBe(false)
    expect(table.take(0, report(AT + 3 * MINUTE, { cpu: 100 }))).toBe(true)
    expect(known(table.sparks.text(0))).toEqual([
      [56, 30],
      [59, 100],
    ])
  })

  it('forgets what is older than an hour, also after a long silence', () => {
    for (let minute = 0; minute < 90; minute++) table.take(0, report(AT + minute * MINUTE, { cpu: minute }))
    const values = sparkValues(table.sparks.text(0))
    expect(values).toHaveLength(60)
    expect(Math.abs((values[0] ?? 0) - 30)).toBeLessThan(1)
    table.take(0, report(AT + 100 * 60 * MINUTE, { cpu: 0 }))
    expect(known(table.sparks.text(0))).toEqual([[59, 0]])
  })

  it('is filled from the past, never over what was seen', () => {
    table.take(0, report(AT, { cpu: 50 }))
    for (const [minutes, percent] of [
      [0, 99],
      [1, 25],
      [59, 75],
      [60, 99],
      [-1, 99],
    ] as const)
      table.sparks.fill(0, AT - minutes * MINUTE, percent)
    expect(known(table.sparks.text(0))).toEqual([
      [0, 75],
      [58, 25],
      [59, 51],
    ])
  })

  it('is a character a value', () => {
    expect([-5, 0, 50, 100, 400, null, Number.NaN].map(sparkCharacter)).toEqual(['A', 'A', 'g', '_', '_', '.', '.'])
  })
})
