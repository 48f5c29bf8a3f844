import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { realHost, type TestApp, testApp } from '@hyperion/testkit/app'
import { testCertificate } from '@hyperion/testkit/tls'
import type { OperationMessage, SocketView } from '@hyperion/wire/web'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

/** Answers `known.example` with an address, and all else with a name error. */
async function nameServer(): Promise<UdpSocket> {
  const socket = createSocket('udp4')
  socket.on('message', (query, { port, address }) => {
    const known = query.includes('known')
    const answer = Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7])
    const head = Buffer.from(query.subarray(0, 12))
    head.writeUInt16BE(known ? 0x8180 : 0x8183, 2)
    head.writeUInt16BE(known ? 1 : 0, 6)
    head.writeUInt16BE(0, 10)
    const end = query.indexOf(0, 12) + 5
    socket.send(Buffer.concat([head, query.subarray(12, end), ...(known ? [answer] : [])]), port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return socket
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

describe('the network of the hub’s own machine', () => {
  let host: Awaited<ReturnType<typeof realHost>>
  let hub: TestApp
  let timid: TestApp
  const server = createServer()
  const secure = createTlsServer(testCertificate('misnamed'))
  let names: UdpSocket

  beforeAll(async () => {
    host = await realHost()
    hub = await testApp({ host, tier: 'operate' })
    timid = await testApp({ host })
    await hub.app.listen({ port: 0, host: '127.0.0.1' })
    names = await nameServer()
    for (const each of [server, secure]) {
      each.listen(0, '127.0.0.1')
      await once(each, 'listening')
    }
  })
  afterAll(async () => {
    await Promise.all([hub.close(), timid.close()])
    names.close()
    server.close()
    secure.close()
    await host.stop()
  })

  async function ask(method: 'GET' | 'POST', path: string, payload?: object, of = hub, as: 'admin' | 'viewer' = 'admin') {
    const headers = { authorization: `Bearer ${await of.token(as)}` }
    return of.app.inject({ method, url: `/api/hosts/${of.hubHostId}/${path}`, headers, ...(payload && { payload }) })
  }
  const probe = (kind: string, payload: object, of = hub, as: 'admin' | 'viewer' = 'admin') =>
    ask('POST', `probes/${kind}`, payload, of, as)

  it('is told to viewers, also by a host that lets nothing be done', async () => {
    const told = await ask('GET', 'network', undefined, timid, 'viewer')
    expect(told.statusCode).toBe(200)
    expect(told.json()).toMatchObject({
      hostname: host.info.hostname,
      interfaces: expect.arrayContaining([
        expect.objectContaining({
          name: 'lo',
          mtu: 65536,
          addresses: expect.arrayContaining([{ address: '127.0.0.1', prefix: 8, family: 'ipv4' }]),
        }),
      ]),
      truncated: false,
    })
  })

  it('tells sockets with their processes, those that listen and those that are connected', async () => {
    const port = portOf(server)
    const client = connect(port, '127.0.0.1')
    const [peer] = await once(server, 'connection')
    try {
      const all = (await ask('GET', `sockets?port=${port}`, undefined, timid, 'viewer')).json()
      expect(all).toMatchObject({ total: 3, truncated: false, unknown_processes: 0 })
      const own = { protocol: 'tcp', pid: process.pid, process: expect.any(String), user: expect.any(String) }
      expect(all.sockets[0]).toMatchObject({ ...own, state: 'listening', local_address: '127.0.0.1', local_port: port, remote_port: null })
      expect(all.sockets.slice(1)).toEqual(
        expect.arrayContaining([expect.objectContaining({ ...own, state: 'established', remote_port: client.localPort })]),
      )
      const listening = (await ask('GET', `sockets?which=listening&pid=${process.pid}`)).json().sockets as SocketView[]
      expect(listening.map((each) => each.local_port)).toContain(port)
      expect(listening.map((each) => each.protocol)).toContain('udp')
      expect(listening.every(({ pid, state }) => pid === process.pid && ['listening', 'unconnected'].includes(state))).toBe(true)
      const connections = (await ask('GET', `sockets?which=connected&port=${port}`)).json().sockets as SocketView[]
      expect(connections.map(({ state }) => state)).toEqual(['established', 'established'])
      expect((await ask('GET', 'sockets?protocol=unix')).json().sockets[0]).toMatchObject({ protocol: 'unix', local_port: null })
    } finally {
      client.destroy()
      peer.destroy()
    }
  })

  it('lets a port be tried, and tells a refusal from an answer', async () => {
    const open = await probe('tcp', { target: 'localhost', family: 'ipv4', port: portOf(server), count: 1 })
    expect(open.json()).toMatchObject({ address: '127.0.0.1', sent: 1, received: 1, replies: [{ from: '127.0.0.1', problem: null }] })
    const closed = await probe('tcp', { target: '127.0.0.1', port: 1, count: 1 })
    expect(closed.json()).toMatchObject({ received: 0, average_ms: null, replies: [{ ms: null, problem: 'refused' }] })
  })

  it('tells what a TLS server shows, whatever is wrong with it', async () => {
    const told = await probe('tls', { target: '127.0.0.1', port: portOf(secure), server_name: 'elsewhere.example' })
    expect(told.json()).toMatchObject({
      protocol: 'TLSv1.3',
      trusted: false,
      problem: expect.stringMatching(/SELF_SIGNED/),
      name_matches: true,
      chain: [
        {
          subject: 'CN=misnamed.example',
          names: ['elsewhere.example'],
          valid_to: Date.UTC(2126, 9, 31, 0, 11, 13),
          self_signed: true,
          key: 'EC prime256v1',
        },
      ],
    })
    expect((await probe('tls', { target: '127.0.0.1', port: portOf(secure), server_name: 'new.example' })).json().name_matches).toBe(false)
    const plain = createServer((socket) => socket.end('SSH-2.0-nothing\r\n')).listen(0, '127.0.0.1')
    await once(plain, 'listening')
    const refused = await probe('tls', { target: '127.0.0.1', port: portOf(plain) })
    plain.close()
    expect([refused.statusCode, refused.json().error]).toEqual([502, 'ACTION_FAILED'])
    expect((await probe('tls', { target: '127.0.0.1', port: 1 })).json().message).toBe('no connection to 127.0.0.1 port 1: refused')
  })

  it('asks the resolver that is named', async () => {
    const { port } = names.address()
    const at = { server: '127.0.0.1', port }
    expect((await probe('dns', { name: 'known.example', type: 'A', ...at })).json()).toMatchObject({
      servers: [`127.0.0.1:${port}`],
      status: 'ok',
      answers: [{ value: '192.0.2.7', ttl: 60 }],
    })
    expect((await probe('dns', { name: 'nobody.example', type: 'MX', ...at })).json()).toMatchObject({ status: 'no_domain', answers: [] })
    expect((await probe('dns', { name: 'known.example', type: 'A', server: '127.0.0.1', port: 1 })).json().status).toMatch(
      /unreachable|timeout/,
    )
  })

  it('answers a ping of itself', async () => {
    const told = await probe('ping', { target: '127.0.0.1', count: 2 })
    expect(told.json()).toMatchObject({
      method: 'icmp',
      sent: 2,
      received: 2,
      replies: [{ sequence: 1, from: '127.0.0.1' }, { sequence: 2 }],
    })
    expect((await probe('traceroute', { target: '127.0.0.1' })).json()).toMatchObject({
      reached: true,
      hops: [{ hop: 1, address: '127.0.0.1' }],
    })
  })

  it('refuses probes above its tier, by viewers, and to what is no machine', async () => {
    const body = { target: '127.0.0.1', port: 1, count: 1 }
    expect((await probe('tcp', body, timid)).json()).toMatchObject({ error: 'ACTION_REFUSED', details: { reason: ['tier'] } })
    expect((await probe('tcp', body, hub, 'viewer')).statusCode).toBe(403)
    for (const target of ['-c', '--help', 'a b', 'a;id', '$(id)', '../x', 'a\nb', '', 'x'.repeat(256), 'é.example', '10.0.0.1/8', '-4']) {
      for (const kind of ['ping', 'traceroute', 'tls']) {
        const refused = await probe(kind, { target })
        expect([target, kind, refused.statusCode]).toEqual([target, kind, 422])
      }
      expect((await probe('dns', { name: 'a.example', type: 'A', server: target })).statusCode).toBe(422)
    }
    expect((await probe('ping', { target: '127.0.0.1', family: 'ipv6' })).statusCode).toBe(422)
    expect((await probe('ping', { target: 'no-such-name.invalid' })).statusCode).toBeOneOf([404, 502])
    expect((await probe('tcp', { target: '127.0.0.1', port: 65_536 })).statusCode).toBe(422)
  })

  it('leaves in the audit log who sent packets where', async () => {
    await probe('tcp', { target: '127.0.0.1', port: 9, count: 1 })
    const { entries } = await hub.app
      .inject({ url: '/api/audit?action=host.read', headers: { authorization: `Bearer ${await hub.token('admin')}` } })
      .then((answer) => answer.json() as { entries: { details: object }[] })
    expect(JSON.stringify(entries)).toContain('127.0.0.1:9')
  })

  it('tells replies as they come, until it is cancelled', async () => {
    const address = hub.app.listeningOrigin.replace('http', 'ws')
    const socket = new WebSocket(`${address}/ws/operations/`, { headers: { authorization: `Bearer ${await hub.token('admin')}` } })
    await once(socket, 'open')
    const rows: object[] = []
    const ended = new Promise<OperationMessage>((resolve) =>
      socket.on('message', (data) => {
        const message = JSON.parse(String(data)) as OperationMessage
        if (message.type === 'rows') {
          rows.push(...message.rows)
          if (rows.length === 2) socket.send(JSON.stringify({ type: 'cancel', ref: 1 }))
        }
        if (message.type === 'ended' || message.type === 'error') resolve(message)
      }),
    )
    const params = { target: '127.0.0.1', count: 100 }
    socket.send(JSON.stringify({ type: 'start', ref: 1, host: hub.hubHostId, operation: 'network.ping', params }))
    expect(await ended).toMatchObject({ type: 'ended', state: 'cancelled' })
    expect(rows.length).toBeLessThan(5)
    socket.terminate()
  })
})
