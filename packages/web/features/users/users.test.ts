import type { UserRow } from '@hyperion/wire/web'
import { describe, expect, it } from 'vitest'
import { temporaryPassword } from './temporary-password.ts'
import { changesOf, matchingUsers, nextSort, parseSort, sortedUsers, sortText, usernameError } from './user-list.ts'

function user(id: number, username: string, more: Partial<UserRow> = {}): UserRow {
  const names = { email: '', first_name: '', last_name: '' }
  return {
    id,
    username,
    role: 'viewer',
    ...names,
    created_at: '2026-01-01T00:00:00Z',
    last_login: null,
    must_change_password: false,
    two_factor: false,
    ...more,
  }
}

const USERS = [
  user(1, 'admin', { role: 'admin', last_login: '2026-03-01T10:00:00Z' }),
  user(2, 'bob10', { first_name: 'Robert', email: 'bob@example.org' }),
  user(3, 'bob9', { role: 'technicien', last_login: '2026-03-02T10:00:00Z' }),
  user(4, 'Ada', { last_name: 'Lovelace' }),
]

describe('the order', () => {
  it.each([
    ['username', ['Ada', 'admin', 'bob9', 'bob10']],
    ['-username', ['bob10', 'bob9', 'admin', 'Ada']],
    ['role', ['admin', 'bob9', 'Ada', 'bob10']],
    ['-last_login', ['bob9', 'admin', 'Ada', 'bob10']],
    ['nonsense', ['Ada', 'admin', 'bob9', 'bob10']],
    [null, ['Ada', 'admin', 'bob9', 'bob10']],
  ])('by %j', (text, names) => {
    expect(sortedUsers(USERS, parseSort(text)).map((each) => each.username)).toEqual(names)
  })

  it('turns round at a second click, and times start at the newest', () => {
    const byRole = nextSort(parseSort(null), 'role')
    expect(sortText(byRole)).toBe('role')
    expect(sortText(nextSort(byRole, 'role'))).toBe('-role')
    expect(sortText(nextSort(byRole, 'last_login'))).toBe('-last_login')
  })
})

describe('the search', () => {
  const found = (search: string) => matchingUsers(USERS, search, (role) => `Role ${role}`).map((each) => each.id)

  it.each([
    ['', [1, 2, 3, 4]],
    ['BOB', [2, 3]],
    ['bob robert', [2]],
    ['lovelace', [4]],
    ['example.org', [2]],
    ['role admin', [1]],
    ['nobody', []],
  ])('for %j', (search, ids) => {
    expect(found(search)).toEqual(ids)
  })
})

it('sends only what was changed', () => {
  const before = user(1, 'ada', { first_name: 'Ada' })
  const same = { role: before.role, first_name: ' Ada ', last_name: '', email: '' }
  expect(changesOf(before, same)).toEqual({})
  expect(changesOf(before, { ...same, first_name: '', role: 'admin' })).toEqual({ first_name: '', role: 'admin' })
})

it.each([
  ['', 'form.required'],
  ['ines', null],
  ['Zoë.42@home', null],
  ['.hidden', 'users.usernameWrong'],
  ['two words', 'users.usernameWrong'],
  ['x'.repeat(151), 'users.usernameWrong'],
])('judges the name %j', (username, error) => {
  expect(usernameError(username)).toBe(error)
})

it('makes temporary passwords that are read without doubt', () => {
  const password = temporaryPassword()
  expect(password).toMatch(/^([a-km-np-z2-9]{5}-){3}[a-km-np-z2-9]{5}$/)
  expect(temporaryPassword()).not.toBe(password)
  expect(temporaryPassword((bytes) => bytes.map((_, i) => i))).toBe('abcde-fghij-kmnpq-rstuv')
})
