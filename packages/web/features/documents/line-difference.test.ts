import { expect, it } from 'vitest'
import { lineDifference } from './line-difference.ts'

const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}\n`).join('')

it('shows what changed with a little around it', () => {
  const pieces = lineDifference(`${lines(1, 20)}old\n${lines(21, 22)}`, `${lines(1, 20)}new\n${lines(21, 22)}end`)
  expect(pieces?.map(({ kind, text, lines: count }) => [kind, text, count])).toEqual([
    ['left-out', '', 17],
    ['same', '  line 18\n  line 19\n  line 20\n', 3],
    ['removed', '- old\n', 1],
    ['added', '+ new\n', 1],
    ['same', '  line 21\n  line 22\n', 2],
    ['added', '+ end\n', 1],
  ])
})

it('has nothing to show of texts that are the same', () => {
  expect(lineDifference('a\n', 'a\n')?.filter(({ kind }) => kind !== 'left-out')).toEqual([])
})
