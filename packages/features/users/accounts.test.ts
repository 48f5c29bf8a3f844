import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { passingKey } from '../secrets/index.ts'
import { Accounts, type PasswordChange, type Principal, SESSION_LIFETIME } from './index.ts'

const HTTP = { kind: 'token', address: '192.0.2.1' } as const
const BROWSER = { kind: 'cookie', address: '192.0.2.1' } as const
const HOUR = 3_600_000
const KEY = passingKey()

let database: TestDatabase
let clock: TestClock
let accounts: Accounts

beforeEach(async () => {
  database = await openTestDatabase()
  clock = new TestClock()
  accounts = new Accounts({ ...database, key: KEY, clock })
  return () => database.close()
})

async function signedIn(from: typeof HTTP | typeof BROWSER = HTTP): Promise<{ token: string; principal: Principal }> {
  const { token } = await accounts.login('admin', 'admin123', from)
  const principal = await accounts.authenticate(token)
  if (!principal) throw new Error('the fresh token is refused')
  return { token, principal }
}

describe('the first admin', () => {
  it('is admin/admin123 and must change the password', async () => {
    await accounts.ensureAdmin(undefined)
    await accounts.ensureAdmin(undefined)
    expect(await database.users.count()).toBe(1)
    const { user } = await accounts.login('admin', 'admin123', HTTP)
    expect(user).toMatchObject({ username: 'admin', role: 'admin', mustChangePassword: true, lastLogin: clock.now() })
    expect(user).not.toHaveProperty('passwordHash')
  })

  it('need not change a configured password, and keeps its own afterwards', async () => {
    await accounts.ensureAdmin('chosen by the operator')
    await accounts.ensureAdmin('another one')
    const { user } = await accounts.login('admin', 'chosen by the operator', HTTP)
    expect(user.mustChangePassword).toBe(false)
  })

  it('is stored as argon2id with the OWASP cost', async () => {
    await accounts.ensureAdmin(undefined)
    const stored = await database.users.byUsername('admin')
    expect(stored?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it('is made once by two hubs at the same time', async () => {
    const other = new Accounts({ ...database, key: KEY, clock })
    await Promise.all([accounts.ensureAdmin(undefined), other.ensureAdmin(undefined)])
    expect(await database.users.count()).toBe(1)
  })
})

describe('login', () => {
  beforeEach(() => accounts.ensureAdmin(undefined))

  it.each([
    ['admin', 'wrong'],
    ['admin', ''],
    ['Admin', 'admin123'],
    ['nobody', 'admin123'],
    ['', ''],
    ['admin\0', 'admin123'],
    ["' or 1=1 --", 'x'],
    ['admin', 'x'.repeat(1_000_000)],
    ['x'.repeat(1_000_000), 'admin123'],
  ])('refuses %j with the same error', async (username, password) => {
    await expect(accounts.login(username, password, HTTP)).rejects.toMatchObject({ code: 'credentials_invalid' })
  })

  it('hands out different secrets, 24 h for a token and 7 days for a cookie', async () => {
    const token = await accounts.login('admin', 'admin123', HTTP)
    const cookie = await accounts.login('admin', 'admin123', BROWSER)
    expect(token.token).toMatch(/^[\w-]{43}$/)
    expect(cookie.token).not.toBe(token.token)
    expect(token.expiresAt - clock.now()).toBe(24 * HOUR)
    expect(cookie.expiresAt - clock.now()).toBe(SESSION_LIFETIME.cookie)
  })

  it('hands out nothing when the password changes while it verifies the old one', async () => {
    const { principal } = await signedIn()
    const sneaking = accounts.login('admin', 'admin123', HTTP)
    const changing = accounts.changePassword(principal, { current: 'admin123', next: 'much better', confirmation: 'much better' })
    const [login] = await Promise.allSettled([sneaking, changing])
    if (login.status === 'fulfilled') expect(await accounts.authenticate(login.value.token)).toBeUndefined()
    else expect(login.reason).toMatchObject({ code: 'credentials_invalid' })
  })
})

describe('authenticate', () => {
  beforeEach(() => accounts.ensureAdmin(undefined))

  it('knows who it is and how they signed in', async () => {
    const { principal } = await signedIn(BROWSER)
    expect(principal).toMatchObject({ kind: 'cookie', user: { username: 'admin' } })
    expect(principal.tokenHash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('ends with the lifetime, cached or not', async () => {
    const { token } = await signedIn()
    await clock.advance(24 * HOUR - 1)
    expect(await accounts.authenticate(token)).toBeDefined()
    await clock.advance(1)
    expect(await accounts.authenticate(token)).toBeUndefined()
  })

  it('ends at once with logout, that session only', async () => {
    const { token, principal } = await signedIn()
    const other = await signedIn()
    await accounts.logout(principal)
    expect(await accounts.authenticate(token)).toBeUndefined()
    expect(await accounts.authenticate(other.token)).toBeDefined()
  })

  it('does not cache what a logout overtakes', async () => {
    const { token, principal } = await signedIn()
    await clock.advance(HOUR)
    await Promise.all([accounts.authenticate(token), accounts.logout(principal)])
    expect(await accounts.authenticate(token)).toBeUndefined()
  })

  it('notices within seconds what another process revoked', async () => {
    const { token, principal } = await signedIn()
    await database.sessions.revoke(principal.tokenHash)
    await clock.advance(5000)
    expect(await accounts.authenticate(token)).toBeUndefined()
  })

  it('answers undefined to anything that is no token', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String()), async (odd) => {
        expect(await accounts.authenticate(odd)).toBeUndefined()
      }),
    )
    for (const odd of ['', '\0', 'x'.repeat(5_000_000), '\ud800', 'A'.repeat(43)]) expect(await accounts.authenticate(odd)).toBeUndefined()
  })
})

describe('changePassword', () => {
  beforeEach(() => accounts.ensureAdmin(undefined))

  it('lets the new password in and the old one no more, and ends every other session', async () => {
    const other = await signedIn(BROWSER)
    const { token, principal } = await signedIn()
    await accounts.changePassword(principal, { current: 'admin123', next: 'much better', confirmation: 'much better' })
    expect(await accounts.authenticate(other.token)).toBeUndefined()
    expect((await accounts.authenticate(token))?.user.mustChangePassword).toBe(false)
    await expect(accounts.login('admin', 'admin123', HTTP)).rejects.toMatchObject({ code: 'credentials_invalid' })
    expect((await accounts.login('admin', 'much better', HTTP)).user.mustChangePassword).toBe(false)
  })

  it.each<[string, PasswordChange, string[]]>([
    ['a wrong current one', { current: 'wrong', next: 'much better', confirmation: 'much better' }, ['current']],
    ['one too short', { current: 'admin123', next: 'short', confirmation: 'short' }, ['next']],
    ['one too long', { current: 'admin123', next: 'x'.repeat(1025), confirmation: 'x'.repeat(1025) }, ['next']],
    ['the same one', { current: 'admin123', next: 'admin123', confirmation: 'admin123' }, ['next']],
    ['the user name', { current: 'admin123', next: 'ADMIN', confirmation: 'ADMIN' }, ['next']],
    ['another confirmation', { current: 'admin123', next: 'much better', confirmation: 'much worse' }, ['confirmation']],
    ['everything at once', { current: '', next: '', confirmation: 'x' }, ['current', 'next', 'confirmation']],
  ])('refuses %s, naming the field', async (_, change, fields) => {
    const { token, principal } = await signedIn()
    const refusal = await accounts.changePassword(principal, change).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'validation_failed' })
    expect(Object.keys((refusal as { info: { details: object } }).info.details)).toEqual(fields)
    expect(await accounts.authenticate(token)).toBeDefined()
  })
})

describe('while the database takes no writes', () => {
  it('lets people in and out, in memory only', async () => {
    await accounts.ensureAdmin(undefined)
    const before = await signedIn()
    const readonly = await database.openReadonly()
    const degraded = new Accounts({ ...readonly, key: KEY, clock })
    const { token, user } = await degraded.login('admin', 'admin123', HTTP)
    expect(user.lastLogin).toBe(clock.now())
    const principal = await degraded.authenticate(token)
    expect(principal).toMatchObject({ kind: 'token', user: { username: 'admin' } })
    expect(principal?.user).not.toHaveProperty('passwordHash')
    expect(await accounts.authenticate(token)).toBeUndefined()
    expect(await degraded.authenticate(before.token)).toBeDefined()
    if (principal) await degraded.logout(principal)
    expect(await degraded.authenticate(token)).toBeUndefined()
    await expect(degraded.login('admin', 'wrong', HTTP)).rejects.toMatchObject({ code: 'credentials_invalid' })
    await expect(degraded.logout(before.principal)).rejects.toMatchObject({ code: 'storage_unavailable' })
    await readonly.close()
  })

  it('ends such a sign-in with its lifetime', async () => {
    await accounts.ensureAdmin(undefined)
    const readonly = await database.openReadonly()
    const degraded = new Accounts({ ...readonly, key: KEY, clock })
    const { token } = await degraded.login('admin', 'admin123', HTTP)
    await clock.advance(24 * HOUR)
    expect(await degraded.authenticate(token)).toBeUndefined()
    await readonly.close()
  })
})
