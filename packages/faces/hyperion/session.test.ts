import { PASSWORD, testApp } from '@hyperion/testkit/app'
import { expect, it } from 'vitest'

it('signs in by cookie, tells who is there, changes the password and signs out', async () => {
  const hub = await testApp()
  const signIn = await hub.app.inject({ method: 'POST', url: '/api/session', payload: { username: 'newcomer', password: PASSWORD } })
  expect(signIn.statusCode).toBe(200)
  const setCookie = String(signIn.headers['set-cookie'])
  expect(setCookie).toMatch(/^hyperion_session=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/)
  const headers = { cookie: setCookie.split(';')[0] as string }
  const expected = {
    user: { id: expect.any(Number), username: 'newcomer', role: 'viewer', permissions: ['read'] },
    must_change_password: true,
    expires_at: expect.stringMatching(/^\d{4}-.*Z$/),
  }
  expect(signIn.json()).toEqual(expected)
  expect((await hub.app.inject({ url: '/api/session', headers })).json()).toEqual(signIn.json())

  const gated = await hub.app.inject({ url: '/api/system', headers })
  expect(gated.statusCode).toBe(403)
  expect(gated.json().error).toBe('PASSWORD_CHANGE_REQUIRED')

  const next = 'a brand new password'
  const change = (payload: object) => hub.app.inject({ method: 'POST', url: '/api/session/password', headers, payload })
  const wrong = await change({ current_password: 'wrong', new_password: next, confirm_password: next })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.json()).toMatchObject({ error: 'VALIDATION_ERROR', details: { current_password: ['The current password is not correct'] } })
  expect((await change({ current_password: PASSWORD, new_password: next, confirm_password: next })).statusCode).toBe(204)
  expect((await hub.app.inject({ url: '/api/system', headers })).statusCode).toBe(200)

  const out = await hub.app.inject({ method: 'DELETE', url: '/api/session', headers })
  expect(out.statusCode).toBe(204)
  expect(String(out.headers['set-cookie'])).toContain('hyperion_session=;')
  expect((await hub.app.inject({ url: '/api/session', headers })).statusCode).toBe(401)
  await hub.close()
})

it('keeps the cookie off the clear line over https', async () => {
  const hub = await testApp({ trustedProxies: ['127.0.0.1'] })
  const headers = { 'x-forwarded-proto': 'https' }
  const payload = { username: 'admin', password: PASSWORD }
  const signIn = await hub.app.inject({ method: 'POST', url: '/api/session', payload, headers })
  expect(String(signIn.headers['set-cookie'])).toContain('; Secure')
  await hub.close()
})
