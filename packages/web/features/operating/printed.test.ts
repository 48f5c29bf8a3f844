import { describe, expect, it } from 'vitest'
import { partsOf, withPart } from './printed.ts'

describe('what was printed', () => {
  it('is parted by stream, as it was kept', () => {
    expect(partsOf({ output: 'one\nno\ntwo\n', stderr: [[4, 7]] })).toEqual([
      { text: 'one\n', err: false },
      { text: 'no\n', err: true },
      { text: 'two\n', err: false },
    ])
    expect(partsOf({ output: 'no', stderr: [[0, 2]] })).toEqual([{ text: 'no', err: true }])
    expect(partsOf({ output: '', stderr: [] })).toEqual([])
  })

  it('is joined while it comes over one stream, and cut at its beginning', () => {
    const one = withPart(withPart([], 'ab', false, 10), 'cd', false, 10)
    expect(one).toEqual([{ text: 'abcd', err: false }])
    const two = withPart(one, 'efg', true, 5)
    expect(two).toEqual([
      { text: 'cd', err: false },
      { text: 'efg', err: true },
    ])
    expect(withPart(two, 'hijkl', false, 5)).toEqual([{ text: 'hijkl', err: false }])
  })
})
