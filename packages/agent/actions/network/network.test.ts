import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseEcho } from './echo.ts'
import { parseInternetSocket, parseUnixSocket } from './socket-tables.ts'
import { parseCounters, parseNeighbours, parseResolution, parseRoutes, parseRoutes6 } from './tables.ts'
import { collectingRun } from './test-run.ts'
import { parseTracepath, parseTraceroute, traceroute } from './traceroute.ts'

const LAB = fileURLToPath(new URL('./test-lab.ts', import.meta.url))

interface Told {
  readonly rows: readonly Record<string, unknown>[]
  readonly result: Record<string, unknown> | null
  readonly failure: string | null
}

describe('probes through a router, in namespaces of their own', () => {
  let told: Record<'near' | 'nobody' | 'unreachable' | 'traceroute' | 'tracepath' | 'pingway' | 'knocked' | 'impossible', Told>
  let overview: {
    readonly interfaces: readonly Record<string, unknown>[]
    readonly routes: readonly object[]
    readonly neighbours: readonly object[]
  }

  beforeAll(() => {
    const map = process.getuid?.() === 0 ? [] : ['--map-root-user']
    const output = execFileSync('unshare', [...map, '--net', '--mount', process.execPath, LAB], { encoding: 'utf8' })
    const { overview: state, ...rest } = JSON.parse(output)
    told = rest
    overview = state
  })

  it('count the routers that a reply passed, and tell who does not answer from who cannot be reached', () => {
    expect(told.near.rows).toMatchObject([
      { sequence: 1, from: '10.9.2.2', ttl: 63, problem: null },
      { sequence: 2, from: '10.9.2.2', ttl: 63, problem: null },
    ])
    expect(told.near.result).toMatchObject({ sent: 2, received: 2, method: 'icmp', note: null })
    expect(told.nobody).toMatchObject({ rows: [{ ms: null, problem: 'no answer' }], result: { received: 0, averageMs: null } })
    expect(told.unreachable.rows).toMatchObject([{ ms: null, problem: 'no route to host' }])
  })

  it('name every router on the way, with whatever the host has for it', () => {
    for (const method of ['traceroute', 'tracepath', 'ping'] as const) {
      const { rows, result } = told[method === 'ping' ? 'pingway' : method]
      expect(result, method).toMatchObject({ method, hops: 2, reached: true })
      expect(rows.map(({ hop, address }) => [hop, address])).toEqual([
        [1, '10.9.1.2'],
        [2, '10.9.2.2'],
      ])
    }
    expect(told.impossible.failure).toMatch(/no traceroute, tracepath or ping/)
  })

  it('knock by TCP where there is no ping, and say so', () => {
    expect(told.knocked).toMatchObject({
      rows: [{ from: '10.9.2.2', problem: null }],
      result: { method: 'tcp', received: 1, note: expect.stringMatching(/no ping on this host/) },
    })
  })

  it('go over interfaces, routes and neighbours that are told as they are', () => {
    expect(overview.interfaces).toMatchObject([
      {
        name: 'near',
        up: true,
        state: 'up',
        mtu: 1400,
        addresses: expect.arrayContaining([{ address: '10.9.1.1', prefix: 24, family: 'ipv4' }]),
      },
      { name: 'lo', virtual: true },
    ])
    expect(overview.routes).toEqual(
      expect.arrayContaining([
        { family: 'ipv4', destination: '0.0.0.0/0', gateway: '10.9.1.2', interface: 'near', metric: 0, kind: 'unicast' },
        { family: 'ipv4', destination: '10.77.0.0/16', gateway: null, interface: '', metric: 0, kind: 'unreachable' },
      ]),
    )
    expect(overview.neighbours).toEqual(
      expect.arrayContaining([
        { address: '10.9.1.2', mac: expect.stringMatching(/^([\dA-F]{2}:){5}[\dA-F]{2}$/), interface: 'near', complete: true },
        { address: '10.9.1.77', mac: null, interface: 'near', complete: false },
      ]),
    )
  })
})

it('ends a probe at once when it is cancelled', async () => {
  const cancelled = new AbortController()
  const under = collectingRun((run) => traceroute({ target: '127.0.0.1' }, run), cancelled.signal)
  cancelled.abort(new Error('enough'))
  expect(await under).toMatchObject({ rows: [], failure: 'Error: enough' })
})

describe('what programs print', () => {
  it.each([
    ['64 bytes from 192.0.2.1: icmp_seq=1 ttl=57 time=12.3 ms', { kind: 'reply', from: '192.0.2.1', ms: 12.3, ttl: 57 }],
    ['64 bytes from 2001:db8::1: icmp_seq=1 ttl=64 time<1 ms', { kind: 'reply', from: '2001:db8::1', ms: 1, ttl: 64 }],
    ['64 bytes from 192.0.2.1: seq=0 ttl=64 time=0.091 ms', { kind: 'reply', from: '192.0.2.1', ms: 0.091, ttl: 64 }],
    ['From 192.0.2.9 icmp_seq=1 Time to live exceeded', { kind: 'exceeded', from: '192.0.2.9' }],
    ['From 2001:db8::9 icmp_seq=1 Time exceeded: Hop limit', { kind: 'exceeded', from: '2001:db8::9' }],
    [
      'From 192.0.2.9 icmp_seq=1 Destination Host Unreachable',
      { kind: 'unreachable', from: '192.0.2.9', problem: 'destination host unreachable' },
    ],
    ['PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.', null],
  ])('by ping: %s', (line, echo) => expect(parseEcho(line)).toEqual(echo))

  it('by traceroute: several routers of one distance, silent ones and filters', () => {
    const row = { hop: 3, problem: null }
    expect(parseTraceroute(' 3  192.0.2.1  1.1 ms 192.0.2.2  2.2 ms *')).toEqual([
      { ...row, address: '192.0.2.1', times: [1.1] },
      { ...row, address: '192.0.2.2', times: [2.2] },
    ])
    expect(parseTraceroute(' 3  * * *')).toEqual([{ ...row, address: null, times: [] }])
    expect(parseTraceroute(' 3  192.0.2.1  1.1 ms !X')).toEqual([
      { hop: 3, address: '192.0.2.1', times: [1.1], problem: 'prohibited by a filter' },
    ])
    expect(parseTraceroute('traceroute to 192.0.2.1 (192.0.2.1), 30 hops max, 60 byte packets')).toEqual([])
  })

  it('by tracepath', () => {
    expect(parseTracepath(' 1?: [LOCALHOST]                      pmtu 1500')).toBeNull()
    expect(parseTracepath(' 2:  no reply')).toEqual({ hop: 2, address: null, times: [], problem: null })
    expect(parseTracepath(' 3:  192.0.2.1     4.567ms asymm  4 ')).toEqual({ hop: 3, address: '192.0.2.1', times: [4.567], problem: null })
  })
})

describe('tables of the kernel', () => {
  it('of sockets, IPv6 and addresses of IPv4 within it too', () => {
    const listening =
      '   0: 00000000000000000000000000000000:0016 00000000000000000000000000000000:0000 0A 00000000:00000003 00:00000000 00000000  1000        0 4242 1 0000000000000000 100 0 0 10 0'
    expect(parseInternetSocket(listening, 'tcp6')).toEqual({
      protocol: 'tcp6',
      state: 'listening',
      localAddress: '::',
      localPort: 22,
      remoteAddress: null,
      remotePort: null,
      receiveQueue: 3,
      sendQueue: 0,
      uid: 1000,
      inode: 4242,
    })
    const mapped =
      '   1: 0000000000000000FFFF00000100007F:1F90 B80D0120000000000000000001000000:D431 01 00000010:00000000 00:00000000 00000000 0 0 7'
    expect(parseInternetSocket(mapped, 'tcp6')).toMatchObject({
      localAddress: '::ffff:127.0.0.1',
      remoteAddress: '2001:db8::1',
      remotePort: 54321,
      sendQueue: 16,
    })
    expect(parseInternetSocket('  sl  local_address rem_address   st tx_queue', 'tcp')).toBeNull()
  })

  it('of unix sockets, whose paths may hold spaces', () => {
    expect(parseUnixSocket('0000000000000000: 00000002 00000000 00010000 0001 01 31337 /run/a b.sock')).toMatchObject({
      state: 'listening',
      localAddress: '/run/a b.sock',
      inode: 31337,
    })
    expect(parseUnixSocket('0000000000000000: 00000003 00000000 00000000 0001 03 31338')).toMatchObject({
      state: 'established',
      localAddress: '',
    })
    expect(parseUnixSocket('Num       RefCount Protocol Flags    Type St Inode Path')).toBeNull()
  })

  it('of routes, without the kernel’s own', () => {
    const line = (flags: string) =>
      `20010db8000000000000000000000000 20 00000000000000000000000000000000 00 fe800000000000000000000000000001 00000400 00000001 00000000 ${flags}     eth0`
    expect(parseRoutes6(`${line('00000003')}\n${line('80200001')}\n`)).toEqual([
      { family: 'ipv6', destination: '2001:db8::/32', gateway: 'fe80::1', interface: 'eth0', metric: 1024, kind: 'unicast' },
    ])
    expect(parseRoutes('Iface Destination Gateway Flags\nrubbish\n')).toEqual([])
    expect(parseNeighbours('IP address       HW type\n')).toEqual([])
  })

  it('of resolvers and counters', () => {
    expect(
      parseResolution('# mine\nnameserver 192.0.2.53 # first\ndomain old\nsearch a.example b.example\noptions edns0 trust-ad\n'),
    ).toEqual({
      servers: ['192.0.2.53'],
      search: ['a.example', 'b.example'],
      options: ['edns0', 'trust-ad'],
    })
    expect(parseCounters('eth0:0: 1 2 3 4 0 0 0 0 5 6 7 8 0 0 0 0\n').get('eth0:0')).toEqual({
      rxBytes: 1,
      rxPackets: 2,
      rxErrors: 3,
      rxDropped: 4,
      txBytes: 5,
      txPackets: 6,
      txErrors: 7,
      txDropped: 8,
    })
  })
})
