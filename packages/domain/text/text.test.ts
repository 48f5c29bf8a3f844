import fc from 'fast-check'
import { expect, it } from 'vitest'
import { oneLine, shortened, uuidOf } from './text.ts'

it('shortens to the limit and never in the middle of a character', () => {
  expect([shortened('abcd', 4), shortened('abcde', 4), shortened('ab🔥cd', 4)]).toEqual(['abcd', 'abc…', 'ab…'])
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
      const short = shortened(text, limit)
      return short.length <= limit && short.isWellFormed()
    }),
  )
})

it('makes one harmless line', () => {
  expect(oneLine(' a\r\nb\0c\td\u2028e\u202ef\ud800 ')).toBe('a b c d ef\ufffd')
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/\p{Cc}/u.test(oneLine(text)) && oneLine(text).isWellFormed()))
})

it('tells ids from anything else', () => {
  const id = '550e8400-e29b-41d4-a716-446655440000'
  expect([uuidOf(id), uuidOf(id.toUpperCase()), uuidOf(`${id}\0`), uuidOf('1'), uuidOf('')]).toEqual([
    id,
    id,
    undefined,
    undefined,
    undefined,
  ])
})
