import { codeAt } from '@hyperion/testkit/authenticator'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { beforeEach, describe, expect, it } from 'vitest'
import { passingKey, SecretBox } from '../secrets/index.ts'
import { Accounts, type Principal } from '../users/index.ts'
import { TwoFactor } from './index.ts'

const HTTP = { kind: 'token', address: '192.0.2.1' } as const
const STEP = 30_000
const key = passingKey()
const WRONG = { code: 'validation_failed', info: { details: { otp: ['code_wrong'] } } }

let database: TestDatabase
let clock: TestClock
let secrets: SecretBox
let twoFactor: TwoFactor
let accounts: Accounts
let principal: Principal

beforeEach(async () => {
  database = await openTestDatabase()
  clock = new TestClock()
  secrets = new SecretBox(key)
  twoFactor = new TwoFactor({ store: database.twoFactor, secrets, clock })
  accounts = new Accounts({ ...database, key, clock, secondFactor: twoFactor })
  await accounts.ensureAdmin('a calm lake')
  principal = await signedIn()
  return () => database.close()
})

async function signedIn(otp?: string): Promise<Principal> {
  const { token } = await accounts.login('admin', 'a calm lake', { ...HTTP, otp })
  return (await accounts.authenticate(token)) as Principal
}

/** Turns it on; the code of now is used up by it. */
async function enrol(): Promise<{ code: (steps?: number) => string; recovery: readonly string[] }> {
  const { secret } = await twoFactor.begin(principal.user)
  const recovery = await twoFactor.confirm(principal, codeAt(secret, clock.now()))
  return { code: (steps = 0) => codeAt(secret, clock.now() + steps * STEP), recovery }
}

describe('enrolment', () => {
  it('counts for nothing before a first code', async () => {
    const { secret, uri, qr } = await twoFactor.begin(principal.user)
    expect(uri).toContain(secret)
    expect(qr).toContain('<svg')
    await signedIn()
    expect(await twoFactor.state(principal.user.id)).toEqual({ since: null, recoveryCodes: 0 })
    await expect(twoFactor.confirm(principal, '000000')).rejects.toMatchObject(WRONG)
    await expect(twoFactor.confirm(principal, 'abcd-efgh-jkmn-pqrs')).rejects.toMatchObject(WRONG)
    expect(await twoFactor.confirm(principal, codeAt(secret, clock.now()))).toHaveLength(10)
    expect(await twoFactor.state(principal.user.id)).toEqual({ since: clock.now(), recoveryCodes: 10 })
    expect([...(await twoFactor.users())]).toEqual([principal.user.id])
  })

  it('keeps the secret sealed', async () => {
    const { secret } = await twoFactor.begin(principal.user)
    const stored = await database.twoFactor.find(principal.user.id)
    expect(stored?.secret).not.toContain(secret)
  })

  it('is of the latest secret alone, and not begun anew while it is on', async () => {
    const first = await twoFactor.begin(principal.user)
    const second = await twoFactor.begin(principal.user)
    await expect(twoFactor.confirm(principal, codeAt(first.secret, clock.now()))).rejects.toMatchObject(WRONG)
    await twoFactor.confirm(principal, codeAt(second.secret, clock.now()))
    await expect(twoFactor.begin(principal.user)).rejects.toMatchObject({ code: 'conflict' })
    await expect(twoFactor.confirm(principal, codeAt(second.secret, clock.now()))).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('signing in', () => {
  it('needs a code, and takes each once', async () => {
    const { code } = await enrol()
    await expect(signedIn()).rejects.toMatchObject({ code: 'otp_required' })
    await expect(signedIn('')).rejects.toMatchObject({ code: 'otp_required' })
    await expect(signedIn(code())).rejects.toMatchObject({ code: 'credentials_invalid' })
    await clock.advance(STEP)
    await signedIn(` ${code().slice(0, 3)} ${code().slice(3)} `)
    await expect(signedIn(code())).rejects.toMatchObject({ code: 'credentials_invalid' })
    await expect(signedIn(code(-1))).rejects.toMatchObject({ code: 'credentials_invalid' })
    await signedIn(code(1))
  })

  it('lets one in of many with the same code at once', async () => {
    const { code } = await enrol()
    await clock.advance(STEP)
    const ends = await Promise.allSettled(Array.from({ length: 6 }, () => signedIn(code())))
    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1)
  })

  it('takes a recovery code once', async () => {
    const { recovery } = await enrol()
    await signedIn(recovery[3])
    await expect(signedIn(recovery[3])).rejects.toMatchObject({ code: 'credentials_invalid' })
    expect((await twoFactor.state(principal.user.id)).recoveryCodes).toBe(9)
  })

  it('does not tell a right code from a wrong one to who has not the password', async () => {
    const { code } = await enrol()
    await clock.advance(STEP)
    const attempt = accounts.login('admin', 'wrong', { ...HTTP, otp: code() })
    await expect(attempt).rejects.toMatchObject({ code: 'credentials_invalid' })
    await signedIn(code())
  })

  it('stops who tries codes, from wherever, for ten minutes', async () => {
    const { code } = await enrol()
    await clock.advance(STEP)
    for (let tries = 0; tries < 10; tries++) await expect(signedIn('000000')).rejects.toMatchObject({ code: 'credentials_invalid' })
    await expect(signedIn(code())).rejects.toMatchObject({ code: 'rate_limited', info: { retryAfter: 600 } })
    await clock.advance(10 * 60_000)
    await signedIn(code())
  })

  it('goes on while the database takes no writes, each code once even so', async () => {
    const { code, recovery } = await enrol()
    await clock.advance(STEP)
    const readonly = await database.openReadonly()
    const degraded = new TwoFactor({ store: readonly.twoFactor, secrets, clock })
    accounts = new Accounts({ ...readonly, key, clock, secondFactor: degraded })
    await signedIn(code())
    await expect(signedIn(code())).rejects.toMatchObject({ code: 'credentials_invalid' })
    await expect(signedIn(recovery[0])).rejects.toMatchObject({ code: 'storage_unavailable' })
    await readonly.close()
  })

  it('refuses codes of a secret that a lost key sealed, but not recovery codes', async () => {
    const { code, recovery } = await enrol()
    await clock.advance(STEP)
    const other = new TwoFactor({ store: database.twoFactor, secrets: new SecretBox(passingKey()), clock })
    accounts = new Accounts({ ...database, key, clock, secondFactor: other })
    await expect(signedIn(code())).rejects.toMatchObject({ code: 'credentials_invalid' })
    await signedIn(recovery[0])
  })
})

describe('dangerous changes', () => {
  it('need a code of the last ten minutes, from whoever has a second factor', async () => {
    expect(await twoFactor.mustStepUp(principal)).toBe(false)
    const { code } = await enrol()
    expect(await twoFactor.mustStepUp(principal)).toBe(false)
    await clock.advance(10 * 60_000)
    expect(await twoFactor.mustStepUp(principal)).toBe(true)
    await expect(twoFactor.stepUp(principal, '000000')).rejects.toMatchObject(WRONG)
    await twoFactor.stepUp(principal, code())
    expect(await twoFactor.mustStepUp(principal)).toBe(false)
    const other = await signedIn(code(1))
    expect(await twoFactor.mustStepUp(other)).toBe(false)
    await clock.advance(10 * 60_000)
    expect([await twoFactor.mustStepUp(principal), await twoFactor.mustStepUp(other)]).toEqual([true, true])
  })
})

describe('turning it off', () => {
  it('needs a code; new recovery codes end the earlier ones', async () => {
    const { code, recovery } = await enrol()
    await clock.advance(STEP)
    await expect(twoFactor.renewRecoveryCodes(principal, '000000')).rejects.toMatchObject(WRONG)
    const [fresh] = await twoFactor.renewRecoveryCodes(principal, code())
    await expect(twoFactor.disable(principal, recovery[0] as string)).rejects.toMatchObject(WRONG)
    await twoFactor.disable(principal, fresh as string)
    await signedIn()
    expect(await twoFactor.mustStepUp(principal)).toBe(false)
    await expect(twoFactor.stepUp(principal, code())).rejects.toMatchObject({ code: 'conflict' })
    await expect(twoFactor.reset(principal.user.id)).rejects.toMatchObject({ code: 'not_found' })
  })
})
