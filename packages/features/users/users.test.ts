import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { passingKey } from '../secrets/index.ts'
import { Accounts, type UserDraft, type UserEdit, Users } from './index.ts'

const HTTP = { kind: 'token', address: '192.0.2.1' } as const
const ADA: UserDraft = { username: 'ada', password: 'long enough', role: 'viewer', mustChangePassword: false }

let database: TestDatabase
let accounts: Accounts
let users: Users

beforeEach(async () => {
  database = await openTestDatabase()
  const clock = new TestClock()
  accounts = new Accounts({ ...database, key: passingKey(), clock })
  users = new Users({ users: database.users, accounts, clock })
  await accounts.ensureAdmin(undefined)
  return () => database.close()
})

async function fieldsOf(work: Promise<unknown>): Promise<Readonly<Record<string, readonly string[]>> | undefined> {
  const refusal = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (refusal) expect(refusal).toMatchObject({ code: 'validation_failed' })
  return (refusal as { info: { details: Record<string, string[]> } } | undefined)?.info.details
}

describe('create', () => {
  it('makes a user who can sign in, and shows no hash', async () => {
    const user = await users.create({ ...ADA, mustChangePassword: true })
    expect(user).toMatchObject({ username: 'ada', role: 'viewer', mustChangePassword: true, email: '' })
    expect(user).not.toHaveProperty('passwordHash')
    expect((await accounts.login('ada', 'long enough', HTTP)).user.id).toBe(user.id)
  })

  it.each(['ada', 'jean.dupont', 'Zoë', '李雷', 'user_1+test@example.org', '0-day', 'x'.repeat(150)])(
    'takes the name %j',
    async (username) => {
      expect((await users.create({ ...ADA, username })).username).toBe(username)
    },
  )

  it.each([
    ['', 'username_length'],
    ['x'.repeat(151), 'username_length'],
    [' ada', 'username_characters'],
    ['ada\n', 'username_characters'],
    ['ada\0', 'username_characters'],
    ['.ada', 'username_characters'],
    ['a/b', 'username_characters'],
    ["o'brien", 'username_characters'],
    ['ada\u200b', 'username_characters'],
    ['\u202eada', 'username_characters'],
    ['ada\ud800', 'username_characters'],
    ['ﬁne', 'username_characters'],
    ['Zoe\u0308', 'username_characters'],
  ])('refuses the name %j', async (username, problem) => {
    expect(await fieldsOf(users.create({ ...ADA, username }))).toEqual({ username: [problem] })
  })

  it.each([
    ['short', ['too_short']],
    ['x'.repeat(1025), ['too_long']],
    ['Ada-Lovelace', ['is_username']],
  ])('refuses the password %j', async (password, problems) => {
    expect(await fieldsOf(users.create({ ...ADA, username: 'ada-lovelace', password }))).toEqual({ password: problems })
  })

  it('names every wrong field, and keeps nothing', async () => {
    expect(Object.keys((await fieldsOf(users.create({ ...ADA, username: '?', password: '' }))) ?? {})).toEqual(['username', 'password'])
    expect(await users.list()).toHaveLength(1)
  })

  it('keeps a name once, whatever its case', async () => {
    await users.create(ADA)
    for (const username of ['ada', 'ADA'])
      await expect(users.create({ ...ADA, username })).rejects.toMatchObject({ code: 'username_taken' })
    const twice = await Promise.allSettled([1, 2].map(() => users.create({ ...ADA, username: 'bob' })))
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('takes or refuses any name without breaking', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (username) => {
        await fieldsOf(users.create({ ...ADA, username, password: 'short' }))
      }),
    )
    expect(await users.list()).toHaveLength(1)
  })
})

describe('update', () => {
  const signIn = async () => (await accounts.login('ada', 'long enough', HTTP)).token

  it.each<[string, UserEdit, boolean]>([
    ['a role', { role: 'technicien' }, false],
    ['a password', { password: 'another one' }, false],
    ['the role they have', { role: 'viewer' }, true],
    ['a name', { firstName: 'Ada' }, true],
  ])('with %s: still signed in is %s', async (_, edit, stays) => {
    const { id } = await users.create(ADA)
    const token = await signIn()
    expect(await accounts.authenticate(token)).toBeDefined()
    await users.update(id, edit)
    expect((await accounts.authenticate(token)) !== undefined).toBe(stays)
  })

  it('shows at once, also to who is signed in', async () => {
    const { id } = await users.create(ADA)
    const token = await signIn()
    await accounts.authenticate(token)
    await users.update(id, { email: 'ada@example.org', lastName: 'Lovelace' })
    expect((await accounts.authenticate(token))?.user).toMatchObject({ email: 'ada@example.org', lastName: 'Lovelace' })
  })

  it('ends sign-ins that are in memory alone', async () => {
    const { id } = await users.create(ADA)
    const readonly = await database.openReadonly()
    const clock = new TestClock()
    const degraded = new Accounts({ ...readonly, key: passingKey(), clock })
    const { token } = await degraded.login('ada', 'long enough', HTTP)
    await new Users({ users: database.users, accounts: degraded, clock }).update(id, { role: 'admin' })
    expect(await degraded.authenticate(token)).toBeUndefined()
    await readonly.close()
  })

  it.each<[UserEdit, Readonly<Record<string, readonly string[]>>]>([
    [{ email: 'nobody' }, { email: ['email_form'] }],
    [{ email: 'a b@example.org' }, { email: ['email_form'] }],
    [{ email: `${'x'.repeat(254)}@example.org` }, { email: ['email_form'] }],
    [
      { firstName: 'x'.repeat(151), lastName: '\u0007' },
      { firstName: ['name_length'], lastName: ['name_characters'] },
    ],
    [{ password: 'ADA', role: 'admin' }, { password: ['too_short', 'is_username'] }],
  ])('refuses %j and changes nothing', async (edit, problems) => {
    const user = await users.create(ADA)
    expect(await fieldsOf(users.update(user.id, edit))).toEqual(problems)
    expect(await users.get(user.id)).toEqual(user)
  })

  it('empties what may be empty', async () => {
    const { id } = await users.create(ADA)
    await users.update(id, { email: 'ada@example.org', firstName: 'Ada' })
    expect(await users.update(id, { email: '', firstName: '' })).toMatchObject({ email: '', firstName: '' })
  })
})

describe('delete', () => {
  it('ends every sign-in at once', async () => {
    const { id } = await users.create(ADA)
    const { token } = await accounts.login('ada', 'long enough', HTTP)
    expect(await accounts.authenticate(token)).toBeDefined()
    await users.delete(id)
    expect(await accounts.authenticate(token)).toBeUndefined()
    await expect(accounts.login('ada', 'long enough', HTTP)).rejects.toMatchObject({ code: 'credentials_invalid' })
    for (const work of [users.get(id), users.update(id, {}), users.delete(id)])
      await expect(work).rejects.toMatchObject({ code: 'not_found' })
  })

  it('lets nobody in whose password is being verified meanwhile', async () => {
    const { id } = await users.create(ADA)
    const [login] = await Promise.allSettled([accounts.login('ada', 'long enough', HTTP), users.delete(id)])
    if (login.status === 'fulfilled') expect(await accounts.authenticate(login.value.token)).toBeUndefined()
    else expect(login.reason).toMatchObject({ code: 'credentials_invalid' })
  })

  it('leaves the last administrator', async () => {
    const [admin] = await users.list()
    await expect(users.delete(admin?.id ?? 0)).rejects.toMatchObject({ code: 'last_admin' })
    await expect(users.update(admin?.id ?? 0, { role: 'viewer' })).rejects.toMatchObject({ code: 'last_admin' })
  })
})
