import { DNS_STATES, FAMILIES, PROTOCOLS, RECORD_TYPES, SOCKET_SETS, SOCKET_STATES } from '@hyperion/wire/actions'
import { type TSchema, Type } from 'typebox'
import { oneOf, strict } from './schemas.ts'

const orNull = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()])
const Text = (example: string, description?: string): TSchema =>
  Type.String({ examples: [example], ...(description !== undefined && { description }) })
const Instant = Type.Number({ description: 'Epoch milliseconds.' })
const Count = Type.Integer({ minimum: 0 })
const Ms = Type.Number({ description: 'Milliseconds.' })

export const NetworkSchema = Type.Object({
  at: Instant,
  hostname: Text('web-1'),
  interfaces: Type.Array(
    Type.Object({
      name: Text('eth0'),
      state: Text('up', 'As the kernel tells it.'),
      up: Type.Boolean(),
      virtual: Type.Boolean(),
      mac: orNull(Text('52:54:00:12:34:56')),
      mtu: orNull(Type.Integer()),
      speed: orNull(Type.Number({ description: 'Bits per second.' })),
      addresses: Type.Array(
        Type.Object({ address: Text('192.0.2.10'), prefix: orNull(Type.Integer({ examples: [24] })), family: oneOf(FAMILIES) }),
      ),
      rx_bytes: Count,
      tx_bytes: Count,
      rx_packets: Count,
      tx_packets: Count,
      rx_errors: Count,
      tx_errors: Count,
      rx_dropped: Count,
      tx_dropped: Count,
    }),
    { description: 'Counters are since the interface came up.' },
  ),
  routes: Type.Array(
    Type.Object({
      family: oneOf(FAMILIES),
      destination: Text('0.0.0.0/0'),
      gateway: orNull(Text('192.0.2.1')),
      interface: Text('eth0'),
      metric: Count,
      kind: oneOf(['unicast', 'unreachable']),
    }),
    { description: 'The main table.' },
  ),
  neighbours: Type.Array(
    Type.Object({ address: Text('192.0.2.1'), mac: orNull(Text('52:54:00:AB:CD:EF')), interface: Text('eth0'), complete: Type.Boolean() }),
    { description: 'IPv4 alone (ARP).' },
  ),
  dns: Type.Object({
    servers: Type.Array(Text('127.0.0.53')),
    search: Type.Array(Text('example.com')),
    options: Type.Array(Text('edns0')),
    upstream: Type.Array(Text('192.0.2.53'), { description: 'Whom systemd-resolved asks; empty where it does not run.' }),
  }),
  truncated: Type.Boolean({ description: 'There is more of something than is told.' }),
})

export const SocketsSchema = Type.Object({
  at: Instant,
  total: Type.Integer({ description: 'That match, told or not.' }),
  truncated: Type.Boolean(),
  unknown_processes: Type.Integer({ description: 'Of those told, how many are held by a process that could not be found out.' }),
  sees_all: Type.Boolean({ description: 'Whether the agent’s account may see all processes’ sockets.' }),
  sockets: Type.Array(
    Type.Object({
      protocol: oneOf(PROTOCOLS),
      state: oneOf(SOCKET_STATES),
      local_address: Text('0.0.0.0', 'Of a unix socket, its path; empty for one without.'),
      local_port: orNull(Type.Integer({ examples: [443] })),
      remote_address: orNull(Text('198.51.100.7')),
      remote_port: orNull(Type.Integer()),
      receive_queue: orNull(Type.Integer({ description: 'Bytes; of a listening TCP socket, connections that wait to be taken.' })),
      send_queue: orNull(Type.Integer({ description: 'Bytes.' })),
      user: orNull(Text('www-data')),
      inode: Count,
      pid: orNull(Type.Integer({ examples: [812] })),
      process: orNull(Text('nginx')),
      others: Type.Integer({ description: 'Further processes that hold it.' }),
    }),
  ),
})

const Port = Type.Integer({ minimum: 1, maximum: 65_535 })

export const SocketsQuery = Type.Object(
  {
    which: Type.Optional(oneOf(SOCKET_SETS, { default: 'all' })),
    protocol: Type.Optional(oneOf(PROTOCOLS, { description: 'All but `unix` when left out.' })),
    port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535, description: 'On either side.' })),
    pid: Type.Optional(Type.Integer({ minimum: 1, maximum: 4_194_304 })),
  },
  strict,
)
export interface SocketsQuery {
  readonly which?: (typeof SOCKET_SETS)[number]
  readonly protocol?: (typeof PROTOCOLS)[number]
  readonly port?: number
  readonly pid?: number
}

const Machine = Type.String({ minLength: 1, maxLength: 255, description: 'A name or an address.', examples: ['example.com'] })
const target = { target: Machine, family: Type.Optional(oneOf(FAMILIES)) }
const count = Type.Optional(Type.Integer({ minimum: 1, maximum: 20, description: 'Tries, half a second apart.' }))

interface Target {
  readonly target: string
  readonly family?: (typeof FAMILIES)[number]
}

export const PingBody = Type.Object({ ...target, count, port: Type.Optional(Port) }, strict)
export interface PingBody extends Target {
  readonly count?: number
  readonly port?: number
}
export const TcpBody = Type.Object({ ...target, port: Port, count }, strict)
export interface TcpBody extends Target {
  readonly port: number
  readonly count?: number
}
export const TracerouteBody = Type.Object({ ...target, hops: Type.Optional(Type.Integer({ minimum: 1, maximum: 64 })) }, strict)
export interface TracerouteBody extends Target {
  readonly hops?: number
}
export const TlsBody = Type.Object({ ...target, port: Type.Optional(Port), server_name: Type.Optional(Machine) }, strict)
export interface TlsBody extends Target {
  readonly port?: number
  readonly server_name?: string
}
export const DnsBody = Type.Object(
  { name: Machine, type: oneOf(RECORD_TYPES, { examples: ['A'] }), server: Type.Optional(Machine), port: Type.Optional(Port) },
  strict,
)
export interface DnsBody {
  readonly name: string
  readonly type: (typeof RECORD_TYPES)[number]
  readonly server?: string
  readonly port?: number
}

const tally = {
  address: Text('192.0.2.10', 'What the host resolved the name to.'),
  sent: Count,
  received: Count,
  min_ms: orNull(Ms),
  average_ms: orNull(Ms),
  max_ms: orNull(Ms),
}
const replies = Type.Array(
  Type.Object({
    sequence: Type.Integer(),
    at: Instant,
    from: orNull(Text('192.0.2.10')),
    ms: orNull(Ms),
    ttl: orNull(Type.Integer()),
    problem: orNull(Text('no answer')),
  }),
)

export const PingSchema = Type.Object({
  ...tally,
  method: oneOf(['icmp', 'tcp'], { description: '`tcp` where the host has no ping that the agent’s account may use.' }),
  note: orNull(Type.String()),
  replies,
})
export const TcpSchema = Type.Object({ ...tally, replies })
export const TracerouteSchema = Type.Object({
  address: Text('192.0.2.10'),
  method: oneOf(['traceroute', 'tracepath', 'ping']),
  reached: Type.Boolean(),
  hops: Type.Array(
    Type.Object({ hop: Type.Integer(), address: orNull(Text('192.0.2.1')), times: Type.Array(Ms), problem: orNull(Type.String()) }),
  ),
})
export const TlsSchema = Type.Object({
  address: Text('192.0.2.10'),
  connect_ms: Ms,
  handshake_ms: Ms,
  protocol: Text('TLSv1.3'),
  cipher: Text('TLS_AES_256_GCM_SHA384'),
  trusted: Type.Boolean({ description: 'Whether programs of this host trust whoever issued it.' }),
  problem: orNull(Text('CERT_HAS_EXPIRED')),
  name_matches: Type.Boolean(),
  chain: Type.Array(
    Type.Object({
      subject: Text('CN=example.com'),
      issuer: Text('CN=R11, O=Let’s Encrypt, C=US'),
      names: Type.Array(Text('example.com')),
      valid_from: Instant,
      valid_to: Instant,
      serial: Type.String(),
      fingerprint: Type.String({ description: 'SHA-256.' }),
      key: Text('EC prime256v1'),
      self_signed: Type.Boolean(),
    }),
    { description: 'From the server’s own up.' },
  ),
})
export const DnsSchema = Type.Object({
  servers: Type.Array(Text('192.0.2.53')),
  ms: Ms,
  status: oneOf(DNS_STATES),
  answers: Type.Array(Type.Object({ value: Text('192.0.2.10'), ttl: orNull(Type.Integer({ description: 'Seconds.' })) })),
})
