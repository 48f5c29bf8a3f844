import { passingKey, SecretBox } from '@hyperion/features/secrets'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { type PushService, startPushService } from '@hyperion/testkit/push'
import { beforeEach, expect, it } from 'vitest'
import { type BrowserPush, Outgoing } from './index.ts'

let database: TestDatabase
let service: PushService
let push: BrowserPush
let user: number

beforeEach(async () => {
  database = await openTestDatabase()
  service = await startPushService()
  const secrets = new SecretBox(passingKey())
  push = service.push(database, secrets, new Outgoing({ allowPrivate: service.allows ?? [], timeoutMs: 2_000 }))
  const ada = { username: 'ada', passwordHash: 'x', role: 'viewer', mustChangePassword: false, createdAt: 1 } as const
  user = (await database.users.create(ada)).id
  return async () => {
    await service.close()
    await database.close()
  }
})

it('sends to a browser, signed and encrypted, with keys that stay', async () => {
  const key = await push.publicKey()
  const { id, label } = await push.subscribe(user, service.subscription, 'Firefox')
  expect(await push.subscribe(user, service.subscription, 'Firefox')).toMatchObject({ id, label })
  expect(await push.send({ title: 'É 🔥' })).toEqual({ ok: true })
  expect([service.messages, service.mistakes()]).toEqual([[{ title: 'É 🔥' }], []])
  expect(await push.publicKey()).toBe(key)
  const [kept] = await database.push.list()
  expect(kept?.subscription).not.toContain('127.0.0.1')
})

it('forgets a browser that is gone, and keeps the channel', async () => {
  await push.subscribe(user, service.subscription, 'Firefox')
  service.next('gone')
  expect(await push.send({})).toMatchObject({ ok: false, error: 'answered 410', retry: 'never' })
  expect(await push.list(user)).toEqual([])
  expect(await push.send({})).toMatchObject({ ok: false, error: 'no browser has notifications switched on', retry: 'never' })
})

it('has arrived when one browser has taken it', async () => {
  const other = await startPushService()
  await push.subscribe(user, service.subscription, 'Firefox')
  // Not allowed any more: inside the own network.
  const { user: owner, subscription, ...rest } = (await push.list(user))[0] ?? expect.fail()
  await database.push.save({ user: owner, ...rest, endpointHash: 'other', subscription: 'damaged', label: 'Chrome' })
  expect(await push.send({ title: 'x' })).toEqual({ ok: true })
  expect(subscription).not.toBe('damaged')
  await other.close()
})

it.each([
  ['endpoint', { endpoint: 'http://10.0.0.1/x' }],
  ['endpoint', { endpoint: 'no address' }],
  ['p256dh', { keys: { p256dh: 'AAAA', auth: 'AAAAAAAAAAAAAAAAAAAAAA' } }],
  ['auth', { auth: 'AAAA' }],
])('refuses a wrong %s', async (field, wrong) => {
  const { endpoint, keys } = service.subscription
  const given = { endpoint, keys: { ...keys, ...('auth' in wrong && { auth: wrong.auth }) }, ...('auth' in wrong ? {} : wrong) }
  await expect(push.subscribe(user, given as typeof service.subscription, 'x')).rejects.toMatchObject({
    info: { details: { [field]: [expect.any(String)] } },
  })
})

it('is switched off by its user alone', async () => {
  const { id } = await push.subscribe(user, service.subscription, 'Firefox')
  await expect(push.unsubscribe(user + 1, id)).rejects.toMatchObject({ code: 'not_found' })
  await push.unsubscribe(user, id)
  expect(await push.list(user)).toEqual([])
})
