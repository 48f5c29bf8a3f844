import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBlock, openBlock, type Rows } from './block.ts'
import { DamagedError } from './bytes.ts'
import type { ColumnValues } from './scale.ts'

const anyBits = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
const oddBits = fc.constantFrom(0x7ff8000000000000n, 0x7ff0000000000001n, 0xfff8dead00000000n, 0x8000000000000000n, 0x7ff0000000000000n, 1n)

function bitsOf(value: number): bigint {
  return new BigUint64Array(Float64Array.of(value).buffer)[0] as bigint
}

const cell = {
  decimal: fc.tuple(fc.integer({ min: -20_000, max: 20_000 }), fc.constantFrom(1, 10, 100)).map(([n, factor]) => bitsOf(n / factor)),
  whole: fc.maxSafeInteger().map(bitsOf),
  multiple: fc.integer({ min: 0, max: 1e6 }).map((n) => bitsOf(n * 4096)),
  double: fc.double().map(bitsOf),
  any: anyBits,
  mixed: fc.oneof(
    { weight: 60, arbitrary: fc.integer({ min: 0, max: 1000 }).map((n) => bitsOf(n / 10)) },
    { weight: 1, arbitrary: oddBits },
  ),
}

const columnOf = (rows: number): fc.Arbitrary<ColumnValues> =>
  fc
    .constantFrom(...Object.values(cell))
    .chain((each) =>
      fc.tuple(
        fc.array(each, { minLength: rows, maxLength: rows }),
        fc.oneof(fc.constant(null), fc.array(fc.boolean(), { minLength: rows, maxLength: rows })),
      ),
    )
    .map(([bits, present]) => ({
      values: new Float64Array(BigUint64Array.from(bits).buffer),
      present: present ? Uint8Array.from(present, Number) : new Uint8Array(rows).fill(1),
    }))

const block: fc.Arbitrary<Rows> = fc.integer({ min: 1, max: 200 }).chain((rows) =>
  fc
    .tuple(
      fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: rows, maxLength: rows }),
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER - 86_400_000 }),
      fc.array(columnOf(rows), { maxLength: 5 }),
    )
    .map(([steps, first, columns]) => {
      let time = first
      return { times: Float64Array.from(steps, (step) => (time += step)), columns }
    }),
)

function expectSame(bytes: Uint8Array, { times, columns }: Rows): void {
  const opened = openBlock(bytes)
  expect(opened.times).toEqual(times)
  columns.forEach((column, index) => {
    const read = opened.column(index)
    expect(read.present).toEqual(column.present)
    const [wanted, got] = [column, read].map(({ values }) => new BigUint64Array(values.slice().buffer))
    column.present.forEach((present, row) => {
      if (present === 1) expect(got?.[row]).toBe(wanted?.[row])
      else expect(read.values[row]).toBeNaN()
    })
  })
}

/** Percentages that add up to 100, an amount and its complement, a share: what correlated columns look like. */
function correlated(rows: number): Rows {
  const column = (value: (i: number) => number): ColumnValues => ({
    values: Float64Array.from({ length: rows }, (_, i) => value(i)),
    present: new Uint8Array(rows).fill(1),
  })
  const user = (i: number): number => Math.round(300 + 200 * Math.sin(i / 50) + ((i * 7919) % 37)) / 10
  const system = (i: number): number => ((i * 104_729) % 97) / 10
  const used = (i: number): number => 8_000_000 + ((i * 15_485_863) % 4_000_037)
  return {
    times: Float64Array.from({ length: rows }, (_, i) => 1e12 + i * 15_000),
    columns: [
      column(user),
      column(system),
      column((i) => Math.round(1000 - user(i) * 10 - system(i) * 10) / 10),
      column(used),
      column((i) => 16_777_216 - used(i)),
      column((i) => Math.round((used(i) / 16_777_216) * 1000) / 10),
      column(() => 16_777_216),
    ],
  }
}

describe('a block', () => {
  it('gives back every bit of every value, with the gaps where they were', () => {
    fc.assert(
      fc.property(block, fc.constantFrom('fast', 'best'), (rows, effort) => expectSame(encodeBlock(rows, effort), rows)),
      { numRuns: 300 },
    )
  })

  it('gives back numbers of every magnitude beside each other', () => {
    const column = (values: number[]): ColumnValues => ({
      values: Float64Array.from(values),
      present: new Uint8Array(values.length).fill(1),
    })
    const few = [0, 137_438_953_453, 0, -19]
    const many = Array.from({ length: 4800 }, (_, i) => Math.floor(2 ** ((i % 48) + ((i * 7919) % 101) / 101)))
    for (const values of [few, many]) {
      const rows = { times: Float64Array.from(values, (_, i) => i + 2), columns: [column(values)] }
      for (const effort of ['fast', 'best'] as const) expectSame(encodeBlock(rows, effort), rows)
    }
  })

  it('holds columns that follow from others in next to nothing', () => {
    const rows = correlated(1000)
    const bytes = encodeBlock(rows, 'best')
    expectSame(bytes, rows)
    const alone = encodeBlock({ times: rows.times, columns: [0, 1, 3].map((i) => rows.columns[i] as ColumnValues) }, 'best')
    expect(bytes.length - alone.length).toBeLessThan(1000)
  })

  it('decodes only the columns asked for and those they follow from', () => {
    const rows = correlated(300)
    const opened = openBlock(encodeBlock(rows, 'best'))
    expect(opened.columnCount).toBe(7)
    expect(opened.column(4).values).toEqual(rows.columns[4]?.values)
    expect(opened.column(20).present).toEqual(new Uint8Array(300))
  })

  it('is found damaged whatever bit is flipped and wherever it is cut', () => {
    const bytes = encodeBlock(correlated(200), 'best')
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const flipped = bytes.slice()
        flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
        expect(() => openBlock(flipped)).toThrow(DamagedError)
      }),
    )
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        expect(() => openBlock(bytes.slice(0, length))).toThrow(DamagedError)
      }),
    )
  })

  it('neither hangs nor fails otherwise on damage that a checksum does not show', () => {
    const sources = [encodeBlock(correlated(200), 'best'), encodeBlock(correlated(90), 'fast')]
    const damage = fc.tuple(fc.constantFrom(...sources), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }))
    fc.assert(
      fc.property(damage, ([source, edits]) => {
        const bytes = source.slice()
        for (const [at, value] of edits) bytes[4 + (at % (bytes.length - 4))] = value
        new DataView(bytes.buffer).setUint32(0, crc32(bytes.subarray(4)), true)
        try {
          const opened = openBlock(bytes)
          for (let column = 0; column < Math.min(10, opened.columnCount); column++) opened.column(column)
        } catch (error) {
          expect(error).toBeInstanceOf(DamagedError)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
