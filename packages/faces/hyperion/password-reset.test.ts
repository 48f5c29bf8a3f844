import type { Mail, Mailer } from '@hyperion/ports/mail'
import { APP_URL, PASSWORD, type TestApp, testApp } from '@hyperion/testkit/app'
import { beforeEach, describe, expect, it } from 'vitest'

const MINUTE = 60_000
const NEXT = 'a brand new password'

let hub: TestApp
let mails: Mail[]
const mailer: Mailer = {
  send: async (mail) => {
    mails.push(mail)
    return { ok: true, messageId: 'x@y' }
  },
}

beforeEach(async () => {
  mails = []
  hub = await testApp({ mailer })
  await setEmail('viewer', 'viewer@example.org')
  return () => hub.close()
})

async function setEmail(username: string, email: string): Promise<void> {
  const user = await hub.database.users.byUsername(username)
  await hub.database.users.update(user?.id ?? 0, { email })
}

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  hub.app.inject({ method: 'POST', url, payload, headers })

async function asked(account: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string; mails: number }> {
  const before = mails.length
  const answer = await post('/api/password-reset', { account }, headers)
  await hub.passwordResets?.settled()
  return { status: answer.statusCode, body: answer.body, mails: mails.length - before }
}

const tokenOf = (mail: Mail | undefined): string => /\/app\/reset\?token=([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? ''
const confirm = (token: string, new_password = NEXT, headers = {}) => post('/api/password-reset/confirm', { token, new_password }, headers)
const signIn = async (password: string) => (await post('/api/session', { username: 'viewer', password })).statusCode

describe('asking for a link', () => {
  it('answers the same for those who are there and those who are not', async () => {
    await setEmail('technicien', 'no mail address')
    const answers = [
      await asked('viewer'),
      await asked('nobody'),
      await asked('admin'),
      await asked('technicien'),
      await asked('x@y.example'),
      await asked(' '),
      await asked('\0'),
    ]
    expect(answers.map(({ mails: sent }) => sent)).toEqual([1, 0, 0, 0, 0, 0, 0])
    for (const { status, body } of answers) expect([status, body]).toEqual([202, ''])
  })

  it('mails the user alone, by name or address, in the language of the browser', async () => {
    await asked('VIEWER@example.org', { 'accept-language': 'fr-FR' })
    expect(mails).toEqual([
      {
        to: ['viewer@example.org'],
        subject: 'Choisir un nouveau mot de passe pour Hyperion',
        text: expect.stringContaining(`${APP_URL}/app/reset?token=`),
        html: expect.stringContaining(`href="${APP_URL}/app/reset?token=`),
        headers: { 'Auto-Submitted': 'auto-generated' },
      },
    ])
  })

  it('does not let the request choose where the link leads', async () => {
    await asked('viewer', { host: 'evil.example', 'x-forwarded-host': 'evil.example', origin: 'https://evil.example' })
    expect(JSON.stringify(mails)).not.toContain('evil')
  })

  it('fills nobody’s mailbox', async () => {
    expect([(await asked('viewer')).mails, (await asked('viewer')).mails]).toEqual([1, 0])
    await hub.clock.advance(2 * MINUTE)
    expect((await asked('viewer')).mails).toBe(1)
    expect((await confirm(tokenOf(mails[0]))).statusCode).toBe(422)
    expect((await confirm(tokenOf(mails[1]))).statusCode).toBe(204)
  })

  it('is limited, apart from signing in', async () => {
    await hub.close()
    hub = await testApp({ mailer, rateLimit: true })
    const statuses: number[] = []
    for (let tries = 0; tries < 6; tries++) statuses.push((await asked('nobody')).status)
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429])
    expect(await signIn(PASSWORD)).toBe(200)
  })

  it('is offered only where the hub can send mail', async () => {
    const options = async () => (await hub.app.inject({ url: '/api/session/options' })).json()
    expect(await options()).toMatchObject({ password_reset: true })
    await hub.close()
    hub = await testApp()
    expect(await options()).toMatchObject({ password_reset: false })
    expect((await asked('viewer')).status).toBe(404)
    expect((await confirm('x')).statusCode).toBe(404)
  })
})

describe('the link', () => {
  it('sets a password once and ends every sign-in', async () => {
    const headers = { cookie: await hub.cookie('viewer') }
    const bearer = { authorization: `Bearer ${await hub.token('viewer')}` }
    await asked('viewer')
    const token = tokenOf(mails[0])
    const session = async () => [
      (await hub.app.inject({ url: '/api/session', headers })).statusCode,
      (await hub.app.inject({ url: '/me', headers: bearer })).statusCode,
    ]
    expect(await session()).toEqual([200, 200])
    expect((await confirm(token)).statusCode).toBe(204)
    expect(await session()).toEqual([401, 401])
    expect([await signIn(PASSWORD), await signIn(NEXT)]).toEqual([401, 200])
    const again = await confirm(token, 'another new one', { 'accept-language': 'fr' })
    expect([again.statusCode, again.json().details]).toEqual([
      422,
      { token: ['Ce lien a déjà servi ou est trop ancien : demandez-en un nouveau'] },
    ])
    const noted = (await hub.audit.list({ limit: 20 })).filter(({ action }) => action.startsWith('password.reset'))
    expect(noted.map(({ action, actor, outcome }) => [action, actor.name, outcome]).reverse()).toEqual([
      ['password.reset_request', 'viewer', 'success'],
      ['password.reset', 'viewer', 'success'],
      ['password.reset', '', 'failure'],
    ])
    expect(JSON.stringify(await hub.audit.list({ limit: 50 }))).not.toContain(token)
  })

  it('does nothing by being followed, as mail scanners do', async () => {
    await asked('viewer')
    const token = tokenOf(mails[0])
    for (const method of ['GET', 'HEAD'] as const) {
      for (const url of [`/app/reset?token=${token}`, `/api/password-reset/confirm?token=${token}`]) await hub.app.inject({ method, url })
    }
    expect((await confirm(token)).statusCode).toBe(204)
  })

  it('stays good after a password that is not accepted, for half an hour', async () => {
    await asked('viewer')
    const token = tokenOf(mails[0])
    for (const weak of ['short', 'viewer', 'x'.repeat(1025)]) {
      const refused = await confirm(token, weak)
      expect([refused.statusCode, Object.keys(refused.json().details)]).toEqual([422, ['new_password']])
    }
    await hub.clock.advance(30 * MINUTE - 1)
    expect((await confirm(token)).statusCode).toBe(204)
    await asked('viewer')
    await hub.clock.advance(30 * MINUTE)
    expect((await confirm(tokenOf(mails[1]))).statusCode).toBe(422)
  })

  it('lets one of two set the password at once, and takes no other field', async () => {
    await asked('viewer')
    const token = tokenOf(mails[0])
    const ends = await Promise.all([confirm(token), confirm(token, 'the other password')])
    expect(ends.map(({ statusCode }) => statusCode).sort()).toEqual([204, 422])
    for (const more of [{ role: 'admin' }, { user_id: 1 }, { username: 'admin' }]) {
      const answer = await post('/api/password-reset/confirm', { token, new_password: NEXT, ...more })
      expect([answer.statusCode, Object.keys(answer.json().details)]).toEqual([422, Object.keys(more)])
    }
    for (const token of ['x', 'x'.repeat(43), '\0'.repeat(43)]) expect((await confirm(token)).statusCode).toBe(422)
  })

  it('does not get around the second factor', async () => {
    const viewer = await hub.database.users.byUsername('viewer')
    await hub.database.twoFactor.begin(viewer?.id ?? 0, 'sealed', 0)
    await hub.database.twoFactor.confirm(viewer?.id ?? 0, { secret: 'sealed', step: 1, at: 1 }, [])
    await asked('viewer')
    await confirm(tokenOf(mails[0]))
    const answer = await post('/api/session', { username: 'viewer', password: NEXT })
    expect([answer.statusCode, answer.json().otp_required]).toEqual([401, true])
  })
})

describe('one’s own profile', () => {
  it('shows and changes the mail address, with the password', async () => {
    const headers = { cookie: await hub.cookie('viewer') }
    const put = (payload: object) => hub.app.inject({ method: 'PUT', url: '/api/profile', headers, payload })
    const profile = { username: 'viewer', role: 'viewer', email: 'viewer@example.org', first_name: '', last_name: '', password: true }
    expect((await hub.app.inject({ url: '/api/profile', headers })).json()).toEqual(profile)
    const wrong = await put({ password: 'wrong', email: 'new@example.org' })
    expect([wrong.statusCode, wrong.json().details]).toEqual([422, { password: ['The password is not correct'] }])
    expect((await put({ password: PASSWORD, email: 'no address' })).json().details).toEqual({ email: ['This is not a mail address'] })
    expect((await put({ password: PASSWORD, role: 'admin' })).json().details).toEqual({ role: ['This field is not known'] })
    expect((await put({ password: PASSWORD, email: 'new@example.org' })).json()).toEqual({ ...profile, email: 'new@example.org' })
  })
})
