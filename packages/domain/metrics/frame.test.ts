import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GROUPS, type GroupId, metricsOf } from './catalog.ts'
import { decodeReport, encodeReport, FrameError } from './frame.ts'
import { type Report, reading } from './report.ts'

const anyReading = fc.constantFrom(...(Object.keys(GROUPS) as GroupId[])).chain((group) =>
  fc.record({
    group: fc.constant(group),
    instance: fc.string({ unit: 'grapheme', maxLength: 20 }),
    values: fc.array(fc.option(fc.double()), { minLength: metricsOf(group).length, maxLength: metricsOf(group).length }),
  }),
)
const anyReport: fc.Arbitrary<Report> = fc.record({
  at: fc.integer({ min: 1, max: 8_640_000_000_000_000 }),
  readings: fc.array(anyReading, { maxLength: 20 }),
})

describe('report frame', () => {
  it('reads back every value', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        expect(decodeReport(encodeReport(report))).toEqual(report)
      }),
    )
  })

  it('refuses every cut of a frame and every trailing byte', () => {
    const bytes = encodeReport({ at: 1, readings: [reading('load', 'x', { one: 1 }), reading('cpu', '', { user: -0 })] })
    for (let length = 0; length < bytes.length; length++) expect(() => decodeReport(bytes.subarray(0, length))).toThrow(FrameError)
    expect(() => decodeReport(new Uint8Array([...bytes, 0]))).toThrow('frame has bytes left over')
  })

  it('answers arbitrary bytes with a report or a FrameError', () => {
    const tryDecode = (bytes: Uint8Array): void => {
      try {
        decodeReport(bytes)
      } catch (error) {
        expect(error).toBeInstanceOf(FrameError)
      }
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), tryDecode))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (tail) => tryDecode(new Uint8Array([1, 0, 0, 0, 0, 0, 0, 240, 63, 3, 0, ...tail]))),
    )
  })

  it('skips groups and columns of a newer agent and takes missing ones as unsupported', () => {
    const known = encodeReport({ at: 5, readings: [reading('load', '', { one: 1, five: 5, fifteen: 15 })] })
    const unknownGroup = known.slice()
    unknownGroup[11] = 250
    expect(decodeReport(unknownGroup)).toEqual({ at: 5, readings: [] })
    const older = encodeReport({ at: 5, readings: [{ group: 'load', instance: '', values: [1] }] })
    expect(decodeReport(older).readings[0]?.values).toEqual([1, null, null])
    const newer = encodeReport({ at: 5, readings: [{ group: 'load', instance: '', values: [1, 5, 15, 60] }] })
    expect(decodeReport(newer).readings[0]?.values).toEqual([1, 5, 15])
  })
})
