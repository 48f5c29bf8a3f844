import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT, repositoryFiles } from './source-files.ts'
import { textMistakes } from './text.ts'

/** Binary files, captures from real machines, and the two files that spell the forbidden words. */
const LEFT_OUT = /\.(png|ico|woff2?|gz|db|bin)$|\/fixtures\/|^scripts\/checks\/text(\.test)?\.ts$/

test('no file names a machine or a registry, leaves a test out or is unfinished', () => {
  const files = repositoryFiles().filter((path) => !LEFT_OUT.test(path))
  expect(files.length).toBeGreaterThan(50)
  expect(files.flatMap((path) => textMistakes(path, readFileSync(join(ROOT, path), 'utf8')))).toEqual([])
})

describe('a wrong file is told', () => {
  test.each([
    ['a.md', 'see /root/notes.txt', 'machine path'],
    ['a.ts', "const file = '/home/anna/data'", 'machine path'],
    ['a.md', 'cd /Users/anna/src', 'machine path'],
    ['package-lock.json', '"resolved": "https://mirror.example/a.tgz"', 'registry host'],
    ['.npmrc', 'registry=https://mirror.example', 'registry host'],
    ['a.test.ts', "test.only('x', () => {})", 'test left out'],
    ['a.test.ts', "describe.skip('x', () => {})", 'test left out'],
    ['a.test.ts', "test.concurrent.skip('x')", 'test left out'],
    ['a.test.ts', "test.skipIf(process.platform === 'win32')('x')", 'test left out'],
    ['a.test.ts', "it.todo('x')", 'test left out'],
    ['a.ts', '// TODO later', 'unfinished work'],
    ['a.tsx', '// @ts-expect-error', 'type check switched off'],
    ['a.md', 'a TODO list is a page', undefined],
    ['a.ts', 'page.skip(10)', undefined],
    ['a.md', 'the mount /home and the folder /workspace', undefined],
  ])('%s: %s', (path, line, rule) => {
    expect(textMistakes(path, `fine\n${line}`)).toEqual(rule ? [`${path}:2: ${rule}`] : [])
  })
})
