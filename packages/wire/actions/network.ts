import { arrayOf, between, fields, figure, flag, instant, integer, machine, maybe, oneOf, orNull, text } from '../checks/index.ts'
import { operation } from './operation.ts'

/** Of `network.overview`: what is beyond is left out, and said to be. */
export const NETWORK_LIMITS = {
  interfaces: 256,
  addresses: 8,
  routes: 500,
  neighbours: 500,
  servers: 16,
  sockets: 50_000,
  answers: 200,
  certificates: 10,
  names: 100,
} as const

export const PROTOCOLS = ['tcp', 'tcp6', 'udp', 'udp6', 'unix'] as const
export const SOCKET_STATES = [
  'listening',
  'established',
  'syn_sent',
  'syn_received',
  'fin_wait_1',
  'fin_wait_2',
  'time_wait',
  'close_wait',
  'last_ack',
  'closing',
  'closed',
  'unconnected',
] as const
export const SOCKET_SETS = ['all', 'listening', 'connected'] as const
export const FAMILIES = ['ipv4', 'ipv6'] as const
export const RECORD_TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'TXT', 'NS', 'SOA', 'PTR', 'SRV', 'CAA'] as const
export const DNS_STATES = ['ok', 'no_domain', 'no_data', 'refused', 'server_failure', 'timeout', 'unreachable', 'failed'] as const

const NAME = text(255)
const ADDRESS = text(64)
const FAMILY = oneOf(FAMILIES)
const PORT = between(1, 65_535)
const MS = figure

const networkInterface = fields({
  name: NAME,
  /** As the kernel tells it: `up`, `down`, `unknown`, `dormant` … */
  state: text(32),
  up: flag,
  virtual: flag,
  mac: orNull(text(64)),
  mtu: orNull(integer(0)),
  /** Bits per second. */
  speed: orNull(figure),
  addresses: arrayOf(NETWORK_LIMITS.addresses, fields({ address: ADDRESS, prefix: orNull(between(0, 128)), family: FAMILY })),
  /** Since it came up. */
  rxBytes: integer(0),
  txBytes: integer(0),
  rxPackets: integer(0),
  txPackets: integer(0),
  rxErrors: integer(0),
  txErrors: integer(0),
  rxDropped: integer(0),
  txDropped: integer(0),
})

const route = fields({
  family: FAMILY,
  /** `0.0.0.0/0` and `::/0` are the ways to everywhere else. */
  destination: text(64),
  /** Null for what is reached directly. */
  gateway: orNull(ADDRESS),
  interface: NAME,
  metric: integer(0),
  kind: oneOf(['unicast', 'unreachable']),
})

const neighbour = fields({ address: ADDRESS, mac: orNull(text(64)), interface: NAME, complete: flag })

const dns = fields({
  /** Who is asked, in this order; a stub of the machine's own may stand in front of others. */
  servers: arrayOf(NETWORK_LIMITS.servers, ADDRESS),
  search: arrayOf(NETWORK_LIMITS.servers, NAME),
  options: arrayOf(NETWORK_LIMITS.servers, NAME),
  /** Whom systemd-resolved asks; empty where it does not run. */
  upstream: arrayOf(NETWORK_LIMITS.servers, ADDRESS),
})

const target = { target: machine, family: maybe(FAMILY) }

/** What came of several tries. Times are milliseconds, null when none was answered. */
const tally = {
  address: ADDRESS,
  sent: integer(0),
  received: integer(0),
  minMs: orNull(MS),
  averageMs: orNull(MS),
  maxMs: orNull(MS),
}

/** One try, as soon as it is over. */
const reply = fields({
  sequence: integer(1),
  at: instant,
  from: orNull(ADDRESS),
  ms: orNull(MS),
  ttl: orNull(integer(0)),
  problem: orNull(text(255)),
})

const certificate = fields({
  subject: text(1000),
  issuer: text(1000),
  /** What it is for. */
  names: arrayOf(NETWORK_LIMITS.names, text(255)),
  validFrom: instant,
  validTo: instant,
  serial: text(128),
  /** SHA-256, hexadecimal, apart by colons. */
  fingerprint: text(128),
  /** `RSA 2048`, `EC prime256v1`; empty when unknown. */
  key: text(64),
  selfSigned: flag,
})

const shown = (params: { readonly target: string; readonly port?: number | undefined }): string =>
  params.port === undefined
    ? params.target
    : params.target.includes(':')
      ? `[${params.target}]:${params.port}`
      : `${params.target}:${params.port}`

/** Sends packets in the name of the host to where it is told: `operate`, though nothing is changed. */
const probe = { tier: 'operate', permission: 'execute', change: false, timeoutMs: 30_000 } as const

export const networkOperations = {
  'network.overview': operation(
    {
      params: fields({}),
      result: fields({
        at: instant,
        hostname: NAME,
        interfaces: arrayOf(NETWORK_LIMITS.interfaces, networkInterface),
        routes: arrayOf(NETWORK_LIMITS.routes, route),
        neighbours: arrayOf(NETWORK_LIMITS.neighbours, neighbour),
        dns,
        /** There is more of something than is told. */
        truncated: flag,
      }),
    },
    { tier: 'observe', permission: 'read', change: false, timeoutMs: 10_000, target: () => '' },
  ),
  'network.sockets': operation(
    {
      params: fields({
        which: maybe(oneOf(SOCKET_SETS)),
        /** Of several: each for itself. Left out, all but `unix`. */
        protocol: maybe(oneOf(PROTOCOLS)),
        /** On either side. */
        port: maybe(PORT),
        pid: maybe(between(1, 4_194_304)),
      }),
      result: fields({
        at: instant,
        /** That match, told or not. */
        total: integer(0),
        truncated: flag,
        /** Of those told, how many are somebody's whom this account may not look at, or nobody's. */
        unknownProcesses: integer(0),
        /** Whether the account may see whose sockets they are. */
        seesAll: flag,
      }),
      row: fields({
        protocol: oneOf(PROTOCOLS),
        state: oneOf(SOCKET_STATES),
        /** Of a unix socket, its path; empty for one without. */
        localAddress: text(255),
        localPort: orNull(between(0, 65_535)),
        remoteAddress: orNull(text(255)),
        remotePort: orNull(between(0, 65_535)),
        /** Bytes that wait to be read; of a listening TCP socket, connections that wait to be taken. */
        receiveQueue: orNull(integer(0)),
        /** Bytes that wait to be sent, or for their receipt. */
        sendQueue: orNull(integer(0)),
        user: orNull(NAME),
        inode: integer(0),
        pid: orNull(between(1, 4_194_304)),
        process: orNull(NAME),
        /** Further processes that hold it. */
        others: integer(0),
      }),
    },
    { tier: 'observe', permission: 'read', change: false, timeoutMs: 30_000, target: () => '' },
  ),
  'network.ping': operation(
    {
      params: fields({ ...target, count: maybe(between(1, 100)), port: maybe(PORT) }),
      result: fields({ ...tally, method: oneOf(['icmp', 'tcp']), note: orNull(text(255)) }),
      row: reply,
    },
    { ...probe, target: shown },
  ),
  'network.traceroute': operation(
    {
      params: fields({ ...target, hops: maybe(between(1, 64)) }),
      result: fields({
        address: ADDRESS,
        /** The program that told it. */
        method: oneOf(['traceroute', 'tracepath', 'ping']),
        hops: integer(0),
        reached: flag,
      }),
      row: fields({
        hop: between(1, 64),
        /** Null for one that does not answer; several of one distance are several rows. */
        address: orNull(ADDRESS),
        /** Milliseconds of each answer. */
        times: arrayOf(16, MS),
        problem: orNull(text(255)),
      }),
    },
    { ...probe, target: shown },
  ),
  'network.tcp': operation(
    {
      params: fields({ ...target, port: PORT, count: maybe(between(1, 100)) }),
      result: fields(tally),
      row: reply,
    },
    { ...probe, target: shown },
  ),
  'network.tls': operation(
    {
      params: fields({ ...target, port: maybe(PORT), serverName: maybe(machine) }),
      result: fields({
        address: ADDRESS,
        /** Milliseconds until the connection stood, and from there until it was encrypted. */
        connectMs: MS,
        handshakeMs: MS,
        protocol: text(32),
        cipher: text(128),
        /** Whether this host would trust it, and if not why. */
        trusted: flag,
        problem: orNull(text(255)),
        /** Whether it is for the name that was asked for. */
        nameMatches: flag,
        /** From the server's own up. */
        chain: arrayOf(NETWORK_LIMITS.certificates, certificate),
      }),
    },
    { ...probe, target: shown },
  ),
  'network.dns': operation(
    {
      params: fields({ name: machine, type: oneOf(RECORD_TYPES), server: maybe(machine), port: maybe(PORT) }),
      result: fields({
        /** Who was asked: those of the host unless told. */
        servers: arrayOf(NETWORK_LIMITS.servers, text(80)),
        ms: MS,
        status: oneOf(DNS_STATES),
        answers: arrayOf(NETWORK_LIMITS.answers, fields({ value: text(4096), ttl: orNull(integer(0)) })),
      }),
    },
    { ...probe, target: ({ name, type, server }) => `${type} ${name}${server === undefined ? '' : ` @${server}`}` },
  ),
}
