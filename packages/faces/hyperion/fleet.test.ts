import { once } from 'node:events'
import { AgentHub, type FakeAgent, frameAt, frameOf } from '@hyperion/testkit/agent'
import { alertEvent } from '@hyperion/testkit/alerts'
import { type FleetAnswer, type FleetAnswerRow, type LiveFleet, sparkValues } from '@hyperion/wire/fleet'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

/** Each try lets a second pass. */

let hub: AgentHub
let sockets: WebSocket[]
beforeEach(async () => {
  hub = await AgentHub.start()
  sockets = []
})
afterEach(async () => {
  for (const socket of sockets) socket.terminate()
  await hub.close()
})

const pass = (seconds: number) => hub.app.clock.advance(seconds * 1000)

async function fleet(query = ''): Promise<FleetAnswer> {
  return (await hub.call('GET', `/api/fleet${query}`)).json()
}

async function row(id = 2): Promise<FleetAnswerRow | undefined> {
  await pass(1)
  return (await fleet()).rows.find((each) => each.id === id)
}

/** An agent whose report, its first, is in. */
async function reporting(hostname = 'web-01'): Promise<FakeAgent> {
  const agent = await hub.enrol({ hello: { hostname } })
  agent.reports(1, [frameOf({ at: hub.app.clock.now() - 1000, cpu: 12.34, memory: 40, disk: 70 })])
  await expect.poll(() => row()).toMatchObject({ cpu: 12.3 })
  return agent
}

/** A socket of the web app, and the messages about all hosts that it gets. */
async function follower(): Promise<{ socket: WebSocket; updates: LiveFleet['data'][] }> {
  const socket = new WebSocket(`${hub.address}/ws/live/`, { headers: { authorization: `Bearer ${await hub.app.token('viewer')}` } })
  sockets.push(socket)
  const updates: LiveFleet['data'][] = []
  socket.on('message', (data) => {
    const message = JSON.parse(String(data))
    if (message.type === 'fleet') updates.push(message.data)
  })
  await once(socket, 'open')
  return { socket, updates }
}

async function ask(socket: WebSocket, message: unknown): Promise<void> {
  socket.send(JSON.stringify(message))
  socket.ping()
  await once(socket, 'pong')
}

describe('GET /api/fleet', () => {
  it('has the hub’s own machine from the start', async () => {
    const { rows, complete, gone } = await fleet()
    expect({ complete, gone }).toEqual({ complete: true, gone: [] })
    expect(rows).toMatchObject([{ id: 1, name: 'atlas', kind: 'hub', tags: [], state: 'healthy' }])
  })

  it('has the latest figures of a host', async () => {
    await reporting()
    const found = await row()
    expect(found).toMatchObject({
      name: 'web-01',
      kind: 'agent',
      state: 'healthy',
      cpu: 12.3,
      memory: 40,
      disk: 70,
      mount: '/',
      load: 1.25,
    })
    expect(found?.seen).toBeTypeOf('number')
    expect(sparkValues(found?.spark ?? '').filter((value) => value !== null).length).toBeGreaterThan(0)
    expect(JSON.stringify(found).length).toBeLessThan(300)
  })

  it('tells only what changed since an earlier answer', async () => {
    const agent = await reporting()
    await row()
    const { version } = await fleet()
    expect(await fleet(`?since=${version}`)).toMatchObject({ complete: false, rows: [], gone: [] })
    agent.reports(2, [frameAt(hub.app.clock.now())])
    await expect.poll(() => hub.evaluated.length).toBe(2)
    await pass(1)
    expect((await fleet(`?since=${version}`)).rows.map(({ id }) => id)).toEqual([2])
    expect(await fleet('?since=5')).toMatchObject({ complete: true })
    expect(await fleet(`?since=${version + 1000}`)).toMatchObject({ complete: false, rows: [] })
  })

  it('follows names, tags and deletions', async () => {
    await reporting()
    const { version } = await fleet()
    await hub.call('PUT', '/api/hosts/2/tags', { tags: ['web', 'paris'] })
    await hub.call('PUT', '/api/hosts/2', { name: 'front' })
    await expect.poll(() => row()).toMatchObject({ name: 'front', tags: ['paris', 'web'] })
    await hub.call('DELETE', '/api/hosts/2?confirm=front')
    await expect.poll(() => row()).toBeUndefined()
    expect(await fleet(`?since=${version}`)).toMatchObject({ complete: false, gone: [2] })
  })

  it('says what fires, unless it is silenced, and of a host silenced as a whole that it is in maintenance', async () => {
    await reporting()
    for (const [rule, level] of [
      ['disk', 'warning'],
      ['memory', 'critical'],
    ] as const) {
      const event = alertEvent({ host: 2, rule, level, title: rule, at: hub.app.clock.now() })
      const state = { phase: 'firing', level, since: event.startedAt, criticalSince: null, calmSince: null } as const
      await hub.app.database.alerts.commit({ host: 2, rule, instance: '', state, event })
    }
    hub.app.bus.publish('notification', { at: 1, level: 'error', message: 'something fired' })
    await expect.poll(() => row()).toMatchObject({ state: 'critical', alert: { level: 'critical', rule: 'memory', count: 2 } })
    const to = new Date(hub.app.clock.now() + 3_600_000).toISOString()
    await hub.call('POST', '/api/silences', { hosts: [2], rules: ['memory'], to })
    await expect.poll(() => row()).toMatchObject({ state: 'warning', alert: { level: 'warning', rule: 'disk', count: 1 } })
    await hub.call('POST', '/api/silences', { hosts: [2], to })
    await expect.poll(() => row()).toMatchObject({ state: 'maintenance' })
    expect(await row(1)).toMatchObject({ state: 'healthy' })
  })

  it.each(['abc', '-1', '1.5', '9e99'])('refuses since=%s', async (since) => {
    const answer = await hub.call('GET', `/api/fleet?since=${since}`)
    expect(answer.statusCode).toBe(422)
    expect(answer.json().details).toHaveProperty('since')
  })
})

describe('/ws/live/', () => {
  it('tells those who asked what changed, once a second and in one message', async () => {
    const agent = await reporting()
    await row()
    const [first, second, other] = [await follower(), await follower(), await follower()]
    await ask(first.socket, { type: 'fleet', on: true })
    await ask(second.socket, { type: 'fleet', on: true })
    agent.reports(2, [frameAt(hub.app.clock.now() - 1), frameAt(hub.app.clock.now())])
    await expect.poll(() => hub.evaluated.length).toBe(3)
    await pass(1)
    await expect.poll(() => first.updates.length).toBe(1)
    await expect.poll(() => second.updates.length).toBe(1)
    expect(first.updates).toEqual(second.updates)
    expect(first.updates[0]?.rows).toMatchObject([{ id: 2, cpu: 42.5, memory: 62.5 }])
    expect(first.updates[0]?.rows[0]).not.toHaveProperty('name')
    expect(first.updates[0]?.version).toBe((await fleet()).version)
    await ask(first.socket, { type: 'fleet', on: false })
    agent.reports(4, [frameAt(hub.app.clock.now())])
    await expect.poll(() => hub.evaluated.length).toBe(4)
    await pass(1)
    await expect.poll(() => second.updates.length).toBe(2)
    expect(first.updates).toHaveLength(1)
    expect(other.updates).toEqual([])
  })

  it('goes on after requests that are none', async () => {
    await reporting()
    await row()
    const { socket, updates } = await follower()
    for (const message of [{ type: 'fleet' }, { type: 'fleet', on: 1 }, { type: 'fleet', on: null }, [], null, 'fleet'])
      await ask(socket, message)
    await hub.call('PUT', '/api/hosts/2/tags', { tags: ['a'] })
    await expect.poll(() => row()).toMatchObject({ tags: ['a'] })
    expect(updates).toEqual([])
    await ask(socket, { type: 'fleet', on: true })
    await hub.call('PUT', '/api/hosts/2/tags', { tags: ['b'] })
    await expect.poll(() => row()).toMatchObject({ tags: ['b'] })
    await expect.poll(() => updates.flatMap(({ rows }) => rows)).toMatchObject([{ id: 2, name: 'web-01', tags: ['b'] }])
  })
})
