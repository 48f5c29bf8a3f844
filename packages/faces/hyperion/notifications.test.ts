import { alertEvent } from '@hyperion/testkit/alerts'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { startPushService } from '@hyperion/testkit/push'
import { beforeEach, expect, it, onTestFinished } from 'vitest'

let hub: TestApp

beforeEach(async () => {
  hub = await testApp()
  return () => hub.close()
})

async function ask(cookie: string, method: 'GET' | 'PUT', url: string, payload?: object) {
  const answer = await hub.app.inject({ method, url, headers: { cookie, host: 'hub', origin: 'http://hub' }, ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
}

it('tells everybody what happened, and each how much of it is new', async () => {
  const [viewer, admin] = [await hub.cookie('viewer'), await hub.cookie('admin')]
  const at = hub.clock.now()
  const event = alertEvent({ host: hub.hubHostId, level: 'critical', startedAt: at, at })
  await hub.database.alerts.commit({ host: event.host, rule: 'disk', instance: '', state: { phase: 'ok' }, event })
  hub.bus.publish('notification', { at, level: 'error', message: 'Channel ops: answered 404' })
  const list = () => ask(viewer, 'GET', '/api/notifications')
  await expect.poll(async () => (await list()).body.unread).toBe(2)
  const [failure, alert] = (await list()).body.notifications
  expect(failure).toEqual({
    id: failure.id,
    timestamp: new Date(at).toISOString(),
    level: 'error',
    message: 'Channel ops: answered 404',
    alert: null,
  })
  const about = { kind: 'fired', level: 'critical', host: event.host, host_name: 'atlas', title: 'Disk', instance: '' }
  expect(alert).toMatchObject({ level: 'error', message: 'atlas: Disk usage is at 85.5%', alert: about })

  expect(await ask(viewer, 'GET', `/api/notifications?limit=1`)).toMatchObject({ body: { notifications: [failure], next: failure.id } })
  expect(await ask(viewer, 'GET', `/api/notifications?before=${failure.id}`)).toMatchObject({
    body: { notifications: [alert], next: null },
  })
  expect((await ask(viewer, 'PUT', '/api/notifications/read', { up_to: alert.id })).status).toBe(204)
  expect((await list()).body.unread).toBe(1)
  expect((await ask(admin, 'GET', '/api/notifications')).body.unread).toBe(2)
})

it.each([{}, { up_to: 0 }, { up_to: 1.5 }, { up_to: 1, user: 2 }])('refuses %j', async (body) => {
  expect((await ask(await hub.cookie('viewer'), 'PUT', '/api/notifications/read', body)).status).toBe(422)
})

it('keeps the browsers of each user apart', async () => {
  const service = await startPushService()
  const allowed = await testApp({ allowPrivate: [...(service.allows ?? [])] })
  onTestFinished(async () => {
    await allowed.close()
    await service.close()
  })
  const [viewer, admin] = [await allowed.cookie('viewer'), await allowed.cookie('admin')]
  const call = async (cookie: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) => {
    const headers = { cookie, host: 'hub', origin: 'http://hub' }
    const answer = await allowed.app.inject({ method, url, headers, ...(payload && { payload }) })
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
  }
  const added = await call(viewer, 'POST', '/api/push', { ...service.subscription, label: 'Firefox, Linux' })
  expect(added).toMatchObject({ status: 201, body: { label: 'Firefox, Linux' } })
  const { body } = await call(viewer, 'GET', '/api/push')
  expect(body).toEqual({ public_key: expect.stringMatching(/^[\w-]{87}$/), browsers: [added.body] })
  expect((await call(admin, 'GET', '/api/push')).body.browsers).toEqual([])
  const inside = { ...service.subscription, endpoint: 'http://10.0.0.1/', label: 'x' }
  expect(await call(viewer, 'POST', '/api/push', inside)).toMatchObject({
    status: 422,
    body: { details: { endpoint: [expect.any(String)] } },
  })
  expect((await call(admin, 'DELETE', `/api/push/${added.body.id}`)).status).toBe(404)
  expect((await call(viewer, 'DELETE', `/api/push/${added.body.id}`)).status).toBe(204)
})
