import { describe, expect, it } from 'vitest'
import { arranged, type Entry, entryKey, entryName, folderFor, isArchive, modeText, nameProblem, opensAs, parseMode } from './entries.ts'

const entry = (name: string, more: Partial<Entry> = {}): Entry => ({
  name,
  bytes: null,
  kind: 'file',
  size: 0,
  modified_at: 0,
  mode: 0o644,
  owner: 'root',
  group: 'root',
  links: 1,
  link_target: null,
  link_kind: null,
  writable: true,
  ...more,
})
const shown = (entries: readonly Entry[], view: Partial<Parameters<typeof arranged>[1]> = {}) =>
  arranged(entries, { search: '', order: 'name', descending: false, ...view }).map(({ name }) => name)

describe('a folder', () => {
  const entries = [
    entry('file10', { size: 3, modified_at: 1 }),
    entry('file9', { size: 9, modified_at: 3 }),
    entry('Zoo', { kind: 'folder' }),
    entry('way', { kind: 'link', link_kind: 'folder' }),
  ]
  it('shows folders first, and numbers as people count', () => {
    expect(shown(entries)).toEqual(['way', 'Zoo', 'file9', 'file10'])
    expect(shown(entries, { descending: true })).toEqual(['Zoo', 'way', 'file10', 'file9'])
    expect(shown(entries, { order: 'size', descending: true })).toEqual(['way', 'Zoo', 'file9', 'file10'])
    expect(shown(entries, { order: 'modified' })).toEqual(['way', 'Zoo', 'file10', 'file9'])
  })

  it('is searched whatever the case', () => {
    expect(shown(entries, { search: 'FILE1' })).toEqual(['file10'])
  })

  it('sorts a hundred thousand names', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => entry(`n${(i * 7919) % 100_000}`))
    expect(shown(many).slice(0, 3)).toEqual(['n0', 'n1', 'n2'])
  })
})

it('opens what a link leads to', () => {
  expect(opensAs({ kind: 'link', link_kind: 'folder' })).toBe('folder')
  expect(opensAs({ kind: 'link', link_kind: null })).toBe('nothing')
  expect(opensAs({ kind: 'socket', link_kind: null })).toBe('nothing')
})

it('tells names that are no text apart, and shows none that turns the page around', () => {
  expect(entryKey({ name: '\ufffd', bytes: '/w==' })).not.toBe(entryKey({ name: '\ufffd', bytes: '/g==' }))
  expect(entryName({ name: 'a\u202etxt\n"' })).toBe('a\\u{202e}txt\\u{a}"')
})

it('writes permissions', () => {
  expect([0o644, 0o755, 0o4755, 0o1777, 0o2644].map(modeText)).toEqual(['rw-r--r--', 'rwxr-xr-x', 'rwsr-xr-x', 'rwxrwxrwt', 'rw-r-Sr--'])
  expect(['644', '4755', '8', '99', ''].map(parseMode)).toEqual([0o644, 0o4755, null, null, null])
})

it('knows what can be a name', () => {
  expect(['', 'a/b', '..', 'é'.repeat(128), 'a\nb'].map(nameProblem)).toEqual(['empty', 'slash', 'dots', 'long', null])
})

it('takes archives apart beside them', () => {
  expect(['a.tar.gz', 'b.ZIP', 'c.txt'].map(isArchive)).toEqual([true, true, false])
  expect([folderFor('a.tar.gz'), folderFor('.zip')]).toEqual(['a', '.zip-files'])
})
