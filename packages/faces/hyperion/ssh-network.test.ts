import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { sshHost, type TestApp, testApp } from '@hyperion/testkit/app'
import { otherMachine } from '@hyperion/testkit/reach'
import { Sshd } from '@hyperion/testkit/sshd'
import { testCertificate } from '@hyperion/testkit/tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

describe('the network of a host over SSH', () => {
  let sshd: Sshd
  let hub: TestApp
  let there: Awaited<ReturnType<typeof sshHost>>
  let server: Server
  let port = 0

  beforeAll(async () => {
    sshd = await Sshd.start()
    hub = await testApp()
    there = await sshHost(hub, sshd)
    server = createServer((socket) => {
      socket.on('error', () => {})
      // Whoever asks as DNS does is answered: an address, and a name that points back to the question.
      socket.once('data', (asked: Buffer) => {
        const answer = Buffer.concat([asked.subarray(2), Buffer.from('c00c00010001000000780004c0000207', 'hex')])
        answer.writeUInt16BE(0x8180, 2)
        answer.writeUInt16BE(1, 6)
        socket.end(Buffer.concat([Buffer.from([answer.length >> 8, answer.length & 0xff]), answer]))
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as { port: number }).port
  })
  afterAll(async () => {
    server.close()
    await hub.close()
    await sshd.stop()
  })

  it('is told by the kernel’s files', async () => {
    const { result } = await there.read('network.overview', {})
    const lo = result.interfaces.find(({ name }) => name === 'lo')
    expect(lo?.addresses).toContainEqual({ address: '127.0.0.1', prefix: 8, family: 'ipv4' })
    expect(lo).toMatchObject({ virtual: true, mtu: expect.any(Number), rxBytes: expect.any(Number) })
  })

  it('lists sockets, and says that it does not see whose all are', async () => {
    const { rows, result } = await there.read('network.sockets', { which: 'listening', protocol: 'tcp', port })
    expect(rows).toMatchObject([{ localAddress: '127.0.0.1', localPort: port, state: 'listening', pid: null, process: null }])
    expect(result).toMatchObject({ total: 1, truncated: false, unknownProcesses: 1, seesAll: false })
  })

  it('knocks from the host', async () => {
    const { rows, result } = await there.read('network.tcp', { target: '127.0.0.1', port, count: 1 })
    expect(rows).toMatchObject([{ from: '127.0.0.1', problem: null }])
    expect(result).toMatchObject({ address: '127.0.0.1', sent: 1, received: 1 })
    expect((await there.read('network.tcp', { target: 'localhost', family: 'ipv4', port: 1, count: 1 })).rows).toMatchObject([
      { from: null, problem: 'refused' },
    ])
    await expect(there.read('network.tcp', { target: 'no-such-host.invalid', port: 1 })).rejects.toMatchObject({
      info: { details: { reason: ['missing'] } },
    })
    const pinged = await there.read('network.ping', { target: '127.0.0.1', count: 1, port })
    expect(pinged.result).toMatchObject({ received: 1 })
  })

  it('asks for names over TCP', async () => {
    const { result } = await there.read('network.dns', { name: 'db.example', type: 'A', server: '127.0.0.1', port })
    expect(result).toMatchObject({ servers: [`127.0.0.1:${port}`], status: 'ok', answers: [{ value: '192.0.2.7', ttl: 120 }] })
    const silent = await there.read('network.dns', { name: 'db.example', type: 'A', server: '127.0.0.1', port: 1 })
    expect(silent.result).toMatchObject({ status: 'unreachable', answers: [] })
  })

  it('tells the way to itself', async () => {
    const { rows, result } = await there.read('network.traceroute', { target: '127.0.0.1', hops: 5 })
    expect(rows).toMatchObject([{ hop: 1, address: '127.0.0.1' }])
    expect(result).toMatchObject({ address: '127.0.0.1', hops: 1, reached: true })
  })

  it('tells the way over a router, and where it ends', async () => {
    const router = otherMachine()
    const last = router.machineBehind()
    try {
      const { rows, result } = await there.read('network.traceroute', { target: last.there, hops: 5 })
      expect(rows.map(({ hop, address }) => [hop, address])).toEqual([
        [1, router.there],
        [2, last.there],
      ])
      expect(result).toMatchObject({ address: last.there, hops: 2, reached: true })
      last.goSilent()
      const silent = await there.read('network.traceroute', { target: last.there, hops: 3 })
      expect(silent.rows[0]).toMatchObject({ hop: 1, address: router.there })
      expect(silent.result.reached).toBe(false)
    } finally {
      last.remove()
      router.remove()
    }
  })

  it('shakes hands through the host', async () => {
    const { cert, key } = testCertificate('hub')
    const secure = createTlsServer({ cert, key }).listen(0, '127.0.0.1')
    await once(secure, 'listening')
    const { result } = await there.read('network.tls', { target: '127.0.0.1', port: (secure.address() as { port: number }).port })
    expect(result).toMatchObject({ address: '127.0.0.1', protocol: 'TLSv1.3', trusted: false, chain: [{ selfSigned: true }] })
    secure.close()
    await expect(there.read('network.tls', { target: '127.0.0.1', port: sshd.port })).rejects.toMatchObject({
      info: { details: { reason: ['failed'] } },
    })
  })

  it('says when its server lets no connections through', async () => {
    const strict = await Sshd.start()
    await strict.allowForwarding(false)
    const other = await sshHost(hub, strict)
    const { rows } = await other.read('network.tcp', { target: '127.0.0.1', port, count: 1 })
    expect(rows).toMatchObject([{ ms: null, problem: expect.stringMatching(/AllowTcpForwarding/) }])
    await strict.stop()
  })
})
