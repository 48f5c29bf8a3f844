import { describe, expect, it } from 'vitest'
import { createFormats, UNKNOWN, withoutZeros } from './format.ts'

const en = createFormats('en', 'UTC')
const fr = createFormats('fr', 'UTC')
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('createFormats', () => {
  it.each([
    [en.bytes(0), '0 B'],
    [en.bytes(1023), '1,023 B'],
    [en.bytes(1536), '1.5 KiB'],
    [en.bytes(123 * 2 ** 30), '123 GiB'],
    [fr.bytes(1.5 * 2 ** 30), '1,5 Gio'],
    [en.rate(2048), '2.0 KiB/s'],
    [fr.rate(12), '12 o/s'],
    [en.bitRate(1_000_000), '1.0 Mbit/s'],
    [en.percent(12.34), '12.3%'],
    [fr.percent(12.34), '12,3 %'],
    [en.load(1.239), '1.24'],
    [en.celsius(41.26), '41.3 °C'],
    [en.perSecond(3.14), '3.1/s'],
  ])('writes %s', (text, expected) => {
    expect(plain(text)).toBe(expected)
  })

  it('writes unknown as a dash, never zero', () => {
    const written = [
      en.number(null),
      en.percent(null),
      en.bytes(null),
      en.rate(null),
      en.bitRate(null),
      en.perSecond(null),
      en.celsius(null),
      en.load(null),
      en.duration(null),
      en.percent(Number.NaN),
    ]
    expect(new Set(written)).toEqual(new Set([UNKNOWN]))
  })

  it.each([
    [0, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_660_000, '1 h 1 min'],
    [90_061_000, '1 d 1 h'],
  ])('writes %i ms as %s', (ms, text) => {
    expect(plain(en.duration(ms))).toBe(text)
  })

  it('writes durations in French', () => {
    expect(plain(fr.duration(90_061_000))).toBe('1 j 1 h')
  })

  it.each([
    [-30_000, '30 seconds ago'],
    [-3_600_000, '1 hour ago'],
    [-2 * 86_400_000, '2 days ago'],
    [60_000, 'in 1 minute'],
  ])('writes %i ms from now as %s', (offset, text) => {
    expect(en.relative(1e12 + offset, 1e12)).toBe(text)
  })

  it.each([
    [1_000, '00:00:00'],
    [60_000, '00:00'],
    [3_600_000, '1 Jan'],
    [86_400_000, '1 Jan'],
    [30 * 86_400_000, 'Jan 1970'],
  ])('ticks %i ms apart as %s', (step, text) => {
    expect(en.tick(0, step)).toBe(text)
  })
})

it('drops the empty fraction of an axis figure only', () => {
  expect(['100.0%', '1.5 GiB', '16,0 Gio', '0', '0.05'].map(withoutZeros)).toEqual(['100%', '1.5 GiB', '16 Gio', '0', '0.05'])
})
