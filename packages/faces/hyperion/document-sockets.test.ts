import { type TestApp, testApp } from '@hyperion/testkit/app'
import { DocumentClient } from '@hyperion/testkit/documents'
import { changeMessages } from '@hyperion/wire/documents'
import { beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

type User = 'admin' | 'technicien' | 'viewer'

let hub: TestApp
let base: string
let shortId: string
let clients: DocumentClient[]

beforeEach(async () => {
  hub = await testApp()
  clients = []
  base = (await hub.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
  const service = await hub.database.services.create({
    name: 'redis-prod',
    description: '',
    ownerTeam: null,
    criticality: 'TIER_1_CRITICAL',
    runbookUrl: null,
    escalationPolicyId: null,
    hosts: [],
    createdAt: hub.clock.now(),
  })
  shortId = (await hub.incidents.create({ title: 'Redis', service: service.id }, null)).incident.shortId
  return async () => {
    for (const { socket } of clients) socket.terminate()
    await hub.close()
  }
})

async function open(user: User, known?: Uint8Array, path = `incidents/${shortId}/document`): Promise<DocumentClient> {
  const client = new DocumentClient(`${base}/ws/${path}/`, { headers: { authorization: `Bearer ${await hub.token(user)}` } }, known)
  clients.push(client)
  return client
}

async function synced(user: User, known?: Uint8Array): Promise<DocumentClient> {
  const client = await open(user, known)
  await client.synced()
  return client
}

const stored = async (): Promise<string> => (await hub.documents.read({ incident: shortId, kind: 'lid', language: 'en' })).markdown

describe('editing together', () => {
  it('brings all copies to the same text, whoever types where', async () => {
    const [ada, bob, eve] = await Promise.all([synced('admin'), synced('technicien'), synced('viewer')])
    expect(ada.text).toContain('## Hypotheses')
    const begun = ada.text.length
    for (let i = 0; i < 20; i += 1) {
      ada.insert(0, `a${i} `)
      bob.insert(bob.text.length, ` b${i}`)
      if (i % 5 === 4) bob.delete(10, 3)
    }
    await Promise.all([ada.saved(), bob.saved()])
    await eve.until(() => eve.text === ada.text && ada.text === bob.text && ada.text.includes('a19') && ada.text.includes('b19'))
    expect(await stored()).toBe(ada.text)
    expect(ada.text.length).toBeGreaterThan(begun + 100)
  })

  it('brings what was typed meanwhile to who was away, and theirs to the others', async () => {
    const [ada, bob] = await Promise.all([synced('admin'), synced('technicien')])
    const known = bob.state()
    bob.socket.terminate()
    ada.insert(0, 'ada was here\n')
    await ada.saved()
    const back = await synced('technicien', known)
    back.insert(back.text.length, '\nbob was offline')
    await back.saved()
    await ada.until(() => ada.text === back.text)
    expect(ada.text).toMatch(/^ada was here\n[\s\S]*\nbob was offline$/)
  })

  it('has what was acknowledged after everybody has gone', async () => {
    const ada = await synced('admin')
    for (let i = 0; i < 300; i += 1) ada.insert(0, `${i} `)
    await ada.saved()
    const { text } = ada
    ada.socket.terminate()
    await expect.poll(async () => (await hub.documents.read({ incident: shortId, kind: 'lid', language: 'en' })).present).toEqual([])
    await hub.documents.stop()
    expect(await stored()).toBe(text)
    const again = await synced('viewer')
    expect(again.text).toBe(text)
  })

  it('shows changes by script at once', async () => {
    const ada = await synced('admin')
    const ref = { incident: shortId, kind: 'lid', language: 'en' } as const
    const { revision } = await hub.documents.read(ref)
    await hub.documents.replace(ref, 'all new', revision, { id: 9, username: 'script' })
    await ada.until(() => ada.text === 'all new')
  })

  it('stays quick with a megabyte of text', async () => {
    const ada = await synced('admin')
    ada.insert(0, 'word '.repeat(220_000))
    await ada.saved()
    const bob = await synced('technicien')
    expect(bob.text).toBe(ada.text)
    bob.insert(500_000, 'in the middle')
    await bob.saved()
    await ada.until(() => ada.text === bob.text)
  })
})

describe('who is there', () => {
  it('is told with the name of the session, not of the browser', async () => {
    const ada = await synced('admin')
    ada.move({ anchor: { tname: 'markdown' }, head: { tname: 'markdown' } })
    const eve = await synced('viewer')
    await eve.until(() => eve.presence.length === 1)
    expect(eve.presence[0]).toMatchObject({ client: ada.doc.clientID, user: { name: 'admin', edits: true } })
    eve.move(null)
    await ada.until(() => ada.presence.length === 1)
    expect(ada.presence[0]).toEqual({
      client: eve.doc.clientID,
      cursor: null,
      user: { id: expect.any(Number), name: 'viewer', edits: false },
    })
    expect((await hub.documents.read({ incident: shortId, kind: 'lid', language: 'en' })).present).toEqual(['admin', 'viewer'])
    eve.socket.close()
    await ada.until(() => ada.presence.length === 2)
    expect(ada.presence[1]).toEqual({ client: eve.doc.clientID, cursor: null, user: null })
  })
})

describe('what is refused', () => {
  it('lets a viewer read only', async () => {
    const eve = await synced('viewer')
    const before = await stored()
    eve.insert(0, 'no ')
    expect(await eve.closed()).toEqual({ code: 4403, reason: 'read only' })
    expect(await stored()).toBe(before)
  })

  it('ends with the session', async () => {
    const token = await hub.token('admin')
    const ada = new DocumentClient(`${base}/ws/incidents/${shortId}/document/`, { headers: { authorization: `Bearer ${token}` } })
    clients.push(ada)
    await ada.synced()
    await hub.app.inject({ method: 'POST', url: '/logout', headers: { authorization: `Bearer ${token}` } })
    const closed = ada.closed()
    await hub.clock.advance(2_000)
    expect(await closed).toEqual({ code: 1008, reason: 'session ended' })
  })

  it('takes no more than a document may have', async () => {
    const ada = await synced('admin')
    ada.insert(0, 'x'.repeat(2_100_000))
    expect(await ada.closed()).toMatchObject({ code: 4413 })
    const bob = await synced('technicien')
    bob.send(new Uint8Array(5 * 1024 * 1024))
    expect(await bob.closed()).toMatchObject({ code: 4413 })
    const cy = await synced('technicien')
    cy.socket.send(new Uint8Array(300 * 1024))
    expect(await cy.closed()).toMatchObject({ code: 1009 })
    expect((await stored()).length).toBeLessThan(2_000)
  })

  it('sends away who sends no message, and leaves the others alone', async () => {
    const ada = await synced('admin')
    for (const nonsense of [
      [9],
      [],
      [1, 0],
      [3, 123],
      [0, 255, 255, 255, 255, 255],
      [...(changeMessages(Uint8Array.of(1, 2, 3, 4), 1)[0] ?? [])],
    ]) {
      const bob = await synced('technicien')
      bob.socket.send(Uint8Array.from(nonsense))
      expect(await bob.closed()).toMatchObject({ code: 4400 })
    }
    const bob = await synced('technicien')
    bob.socket.send('text')
    expect(await bob.closed()).toMatchObject({ code: 4400 })
    ada.insert(0, 'still here')
    await ada.saved()
  })

  it('sends away who asks for what is not there, and who is not signed in', async () => {
    expect(await (await open('admin', undefined, 'incidents/INC-ZZZZZZ/document')).closed()).toMatchObject({ code: 4404 })
    expect(await (await open('admin', undefined, `incidents/${shortId}/postmortem`)).closed()).toMatchObject({ code: 4404 })
    const refused = new WebSocket(`${base}/ws/incidents/${shortId}/document/`)
    const status = await new Promise((resolve) =>
      refused.on('unexpected-response', (_, response) => resolve(response.statusCode)).on('error', () => {}),
    )
    expect(status).toBe(401)
  })

  it('limits how much comes in', async () => {
    const ada = await synced('admin')
    for (let i = 0; i < 700; i += 1) ada.move(null)
    expect(await ada.closed()).toEqual({ code: 1008, reason: 'too many messages' })
  })
})
