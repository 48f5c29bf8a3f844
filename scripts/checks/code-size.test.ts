import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fileLengthMistakes, functionLengthMistakes, lineCount, measureFunctions } from './code-size.ts'
import { isCode, isTest, ROOT, repositoryFiles } from './source-files.ts'

/** Files over 400 lines and how long they are. Entries may shrink and go, never grow. */
const KNOWN_LONG_FILES: Readonly<Record<string, number>> = {}

const sources = new Map(
  repositoryFiles()
    .filter(isCode)
    .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
)

function functionOf(lines: number): string {
  return `function f() {\n${'  g()\n'.repeat(lines - 2)}}\n`
}

describe('this repository', () => {
  test('keeps its files short', () => {
    const lengths = new Map([...sources].map(([path, source]) => [path, lineCount(source)]))
    expect(fileLengthMistakes(lengths, KNOWN_LONG_FILES)).toEqual([])
  })

  test('keeps its functions short', () => {
    const functions = [...sources].filter(([path]) => !isTest(path)).flatMap(([path, source]) => measureFunctions(path, source))
    expect(functions.length).toBeGreaterThan(50)
    expect(functionLengthMistakes(functions)).toEqual([])
  })
})

describe('long files', () => {
  test.each([
    ['unlisted', { 'a.ts': 401 }, {}, ['a.ts has 401 lines, over 400']],
    ['listed', { 'a.ts': 500 }, { 'a.ts': 500 }, []],
    ['grown', { 'a.ts': 501 }, { 'a.ts': 500 }, ['a.ts grew from 500 to 501 lines']],
    ['shrunk', { 'a.ts': 450 }, { 'a.ts': 500 }, ['a.ts shrank to 450 lines: lower its entry']],
    ['short again', { 'a.ts': 400 }, { 'a.ts': 500 }, ['a.ts is no longer long: take it off the list']],
    ['gone', {}, { 'a.ts': 500 }, ['a.ts is no longer long: take it off the list']],
    ['beyond any list', { 'a.ts': 801 }, { 'a.ts': 801 }, ['a.ts is listed with 801 lines, over 800']],
  ])('%s', (_what, lengths, known, mistakes) => {
    expect(fileLengthMistakes(new Map(Object.entries(lengths)), known as Record<string, number>)).toEqual(mistakes)
  })
})

describe('long functions', () => {
  test('are measured, whatever their form', () => {
    const source = `${functionOf(3)}const a = () => {\n  b()\n}\nclass C {\n  m() {\n    d()\n  }\n}\n`
    expect(measureFunctions('a.ts', source).map(({ line, lines }) => [line, lines])).toEqual([
      [1, 3],
      [4, 3],
      [8, 3],
    ])
  })

  test('are told when more than one in twenty is over 50 lines', () => {
    const short = measureFunctions('short.ts', functionOf(50).repeat(19))
    const long = measureFunctions('long.ts', functionOf(51))
    expect(functionLengthMistakes([...short, ...long])).toEqual([])
    expect(functionLengthMistakes([...short.slice(1), ...long])).toEqual(['long.ts:1 has 51 lines'])
  })
})
