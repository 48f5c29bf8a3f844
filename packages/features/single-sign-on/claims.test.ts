import { expect, it } from 'vitest'
import { namesOf, roleOf, usernameOf } from './claims.ts'

const ROLES = new Map([
  ['ops', 'technicien'],
  ['root', 'admin'],
] as const)

it.each([
  [{ groups: ['ops', 'root', 'x'] }, 'groups', 'admin'],
  [{ groups: 'ops' }, 'groups', 'technicien'],
  [{ 'https://example.org/roles': ['root'] }, 'https://example.org/roles', 'admin'],
  [{ a: { b: ['ops'] } }, 'a.b', 'technicien'],
  [{ groups: [['ops'], 1, null, { root: true }] }, 'groups', undefined],
  [{}, 'constructor.name', undefined],
  [{}, 'groups', undefined],
])('gives %j by %s the role %s', (claims, claim, role) => {
  expect(roleOf({ sub: 'x', ...claims }, claim, ROLES)).toBe(role)
})

it.each([
  [{ preferred_username: 'jean.dupont' }, 'jean.dupont'],
  [{ preferred_username: '../admin<script>' }, 'adminscript'],
  [{ preferred_username: '\u202Eadmin' }, 'admin'],
  [{ preferred_username: '', email: 'a@b.example' }, 'a@b.example'],
  [{ preferred_username: 5 }, 'x'],
  [{ preferred_username: 'n'.repeat(500) }, 'n'.repeat(146)],
])('makes of %j the user name %s', (claims, name) => {
  expect(usernameOf({ sub: 'x', ...claims })).toBe(name)
})

it('keeps a mail address only when the provider vouches for it', () => {
  const email = 'a@b.example'
  expect(namesOf({ sub: 'x', email, given_name: 'A\0' })).toEqual({ email, firstName: 'A', lastName: '' })
  expect(namesOf({ sub: 'x', email, email_verified: false }).email).toBe('')
  expect(namesOf({ sub: 'x', email: 'two words' }).email).toBe('')
})
