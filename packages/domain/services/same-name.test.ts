import { expect, it } from 'vitest'
import { matches, sameName } from './index.ts'

it.each([
  ['redis-prod', 'Redis-Prod', true],
  ['Été', 'éTÉ', true],
  ['Caf\u00e9', 'Cafe\u0301', true],
  ['redis', 'redis ', false],
])('%j and %j are the same name: %s', (one, other, same) => {
  expect(sameName(one, other)).toBe(same)
})

it('finds a text in whatever case, and everything without one', () => {
  expect([matches('CŒUR', 'Réseau', 'cœur de réseau'), matches('x', null, 'abc'), matches(' ', 'abc')]).toEqual([true, false, true])
  expect(matches('%', 'abc')).toBe(false)
})
