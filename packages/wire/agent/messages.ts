/**
 * What an agent and the hub say to each other on `/ws/agent`: one WebSocket that the agent opens. Text messages are
 * JSON, one of the types below; binary messages from the agent carry reports (see batch.ts).
 *
 *     agent  hello        who I am, what I speak, a nonce
 *     hub    challenge    who I am, signed over both nonces; a nonce of mine
 *     agent  proof        signed over both nonces and both keys; the enrolment token the first time
 *     hub    welcome      from here on reports flow
 */
import { type ContainerList, type HostInventory, type StrainLevels, UNIT_STATES, type UnitInfo } from '@hyperion/domain/hosts'
import { ACTION_FROM_AGENT, ACTION_FROM_HUB, type ActionFromAgent, type ActionFromHub } from '../actions/messages.ts'
import {
  arrayOf,
  fields,
  flag,
  type Infer,
  instant,
  integer,
  maybe,
  oneOf,
  orElse,
  orNull,
  percent,
  text,
  WireError,
} from '../checks/index.ts'

/** The newest and the oldest version of this protocol that this software speaks. */
export const PROTOCOL = { current: 1, oldest: 1 } as const

/** What an agent of this version can do; one that lacks some is let in, and what it lacks is shown. */
export const AGENT_FEATURES = ['actions', 'containers', 'inventory', 'interval', 'live', 'processes', 'status', 'time', 'units'] as const

export const AGENT_LIMITS = {
  /** Bytes of any message from an agent. */
  messageBytes: 512 * 1024,
  /** Bytes of any message before the agent has proved who it is. */
  strangerBytes: 4096,
  /** Bytes of reports that an agent sends ahead of their acknowledgement. */
  windowBytes: 512 * 1024,
  /** How far in the future a report may be dated, by the hub's clock. */
  futureMs: 60_000,
  /** How old a report may be: what claims more comes from a clock that was never set. */
  pastMs: 366 * 86_400_000,
  /** Containers of one host. */
  containers: 512,
  /** Units of a host, and bytes of all of them. */
  units: 1000,
  unitBytes: 384 * 1024,
} as const

/** Why the hub ends a connection; an agent that may not come back as it is says so and tries seldom. */
export const AGENT_CLOSE = {
  stopping: 1001,
  tooLarge: 1009,
  malformed: 4400,
  notProved: 4401,
  revoked: 4403,
  enrolmentRefused: 4404,
  timeout: 4408,
  duplicate: 4409,
  tooOld: 4426,
  tooMany: 4429,
  replaced: 4490,
} as const

export interface Hello {
  readonly type: 'hello'
  /** The newest version that the agent speaks. */
  readonly protocol: number
  readonly version: string
  readonly features: readonly string[]
  /** Public keys and nonces are 32 bytes, base64url. */
  readonly key: string
  readonly nonce: string
  /** Made anew by every process: tells a reconnection from a second agent with the same key. */
  readonly process: string
  readonly hostname: string
}

export interface Proof {
  readonly type: 'proof'
  readonly signature: string
  readonly token: string | null
}

export interface InventoryMessage {
  readonly type: 'inventory'
  readonly inventory: HostInventory
}

/** How the agent's buffer is, after every change of it that lasts. */
export interface StatusMessage {
  readonly type: 'status'
  readonly status: AgentStatus
}

export interface AgentStatus {
  /** Reports that the hub has not acknowledged, and their bytes. */
  readonly buffered: number
  readonly bufferedBytes: number
  /** Reports that a full buffer lost, and that the hub refused, since the agent was installed. */
  readonly dropped: number
  readonly refused: number
  /** Why the buffer cannot be written to disk. */
  readonly trouble: string | null
}

/** All containers of the host, whenever one of them is another than before. */
export interface ContainersMessage {
  readonly type: 'containers'
  readonly list: ContainerList
}

/** Every unit of the host, when it connects and when one changes. */
export interface UnitsMessage {
  readonly type: 'units'
  readonly units: readonly UnitInfo[]
}

/** Answers a {@link TimeQuestion}. */
export interface TimeAnswer {
  readonly type: 'time'
  readonly asked: number
  readonly now: number
}

export type FromAgent = Hello | Proof | InventoryMessage | StatusMessage | ContainersMessage | UnitsMessage | TimeAnswer | ActionFromAgent

export interface Challenge {
  readonly type: 'challenge'
  /** The version to go on with. */
  readonly protocol: number
  readonly key: string
  readonly nonce: string
  readonly signature: string
}

export interface Welcome {
  readonly type: 'welcome'
  readonly host: number
  readonly intervalMs: number
  /** What the hub knows and this agent does not. */
  readonly lacks: readonly string[]
  /** What the hub knows; an older one says nothing of it, and is sent nothing that came later. */
  readonly features: readonly string[]
  readonly strain: Strain
}

/** From where a host counts as strained; null from a hub that keeps no snapshots of processes. */
export type Strain = StrainLevels | null

export interface Acknowledgement {
  readonly type: 'ack'
  /** Every report up to this number is durable or refused. */
  readonly seq: number
  readonly refused: readonly Refusal[]
}

export interface Refusal {
  readonly seq: number
  readonly reason: string
}

export interface Configure {
  readonly type: 'configure'
  readonly intervalMs: number
  readonly strain: Strain
}

/** Somebody watches: send a sample every second, or no longer. */
export interface LiveSwitch {
  readonly type: 'live'
  readonly on: boolean
}

export interface TimeQuestion {
  readonly type: 'time'
  /** Epoch ms by the hub's clock. */
  readonly asked: number
}

export type FromHub = Challenge | Welcome | Acknowledgement | Configure | LiveSwitch | TimeQuestion | ActionFromHub

const key = text(43, /^[A-Za-z0-9_-]{43}$/)
const signature = text(86, /^[A-Za-z0-9_-]{86}$/)
const name = text(255)

const inventory = fields({
  info: fields({
    hostname: name,
    os: fields({ name, version: name, architecture: name, kernel: name }),
    cpu: fields({ model: orNull(name), cores: integer(0) }),
    memoryBytes: integer(0),
    bootedAt: instant,
  }),
  interfaces: arrayOf(
    512,
    fields({
      name,
      ipv4: arrayOf(64, text(64)),
      ipv6: arrayOf(64, text(64)),
      mac: orNull(text(64)),
      speed: orNull(integer(0)),
      up: flag,
      virtual: flag,
    }),
  ),
  mounts: arrayOf(1024, fields({ mount: text(4096), device: text(4096), type: text(64), stuck: flag })),
  cloud: orNull(fields({ provider: text(64), region: orNull(text(64)), instanceType: orNull(text(64)) })),
  packages: maybe(fields({ at: text(32), count: integer(1), changes: arrayOf(32, text(200)) })),
})

const containers = fields({
  engines: arrayOf(64, text(64)),
  containers: arrayOf(
    AGENT_LIMITS.containers,
    fields({
      engine: text(64),
      id: text(64, /^[0-9a-f]{12,64}$/),
      name: text(255, /^[^\p{Cc}\p{Cs}]+$/u),
      image: text(255),
      state: oneOf(['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead', 'unknown']),
      exitCode: orNull(integer(-1e9)),
      health: orNull(oneOf(['healthy', 'unhealthy', 'starting'])),
      createdAt: instant,
      startedAt: orNull(instant),
    }),
  ),
  troubles: arrayOf(64, text(255)),
})

const unit = fields({
  name,
  description: name,
  state: oneOf(UNIT_STATES),
  since: orNull(instant),
  enabled: orNull(flag),
  failures: maybe(integer(0)),
  program: maybe(fields({ file: text(300), changedAt: instant })),
})

const strain = orElse(null, orNull(fields({ cpu: percent, memory: percent })))

const FROM_AGENT = {
  hello: fields({
    protocol: integer(1),
    version: text(64),
    features: arrayOf(64, text(64)),
    key,
    nonce: key,
    process: text(64),
    hostname: text(255, /^[^\p{C}]+$/u),
  }),
  proof: fields({ signature, token: orNull(text(256)) }),
  inventory: fields({ inventory }),
  status: fields({
    status: fields({
      buffered: integer(0),
      bufferedBytes: integer(0),
      dropped: integer(0),
      refused: integer(0),
      trouble: orNull(text(255)),
    }),
  }),
  containers: fields({ list: containers }),
  units: fields({ units: arrayOf(AGENT_LIMITS.units, unit) }),
  time: fields({ asked: instant, now: instant }),
  ...ACTION_FROM_AGENT,
}

const FROM_HUB = {
  challenge: fields({ protocol: integer(1), key, nonce: key, signature }),
  welcome: fields({
    host: integer(1),
    intervalMs: integer(1000),
    lacks: arrayOf(64, text(64)),
    features: orElse([], arrayOf(64, text(64))),
    strain,
  }),
  ack: fields({ seq: integer(0), refused: arrayOf(4096, fields({ seq: integer(0), reason: text(255) })) }),
  configure: fields({ intervalMs: integer(1000), strain }),
  live: fields({ on: flag }),
  time: fields({ asked: instant }),
  ...ACTION_FROM_HUB,
}

/** What a host tells of itself, if it keeps within bounds; throws {@link WireError} naming the field that does not. */
export function checkInventory(told: HostInventory): HostInventory {
  return inventory(told, 'inventory')
}

/** Reads a text message of an agent; throws {@link WireError} naming the field that is wrong. */
export function parseFromAgent(message: string): FromAgent {
  return parse(message, FROM_AGENT) satisfies FromAgent
}

/** Reads a text message of the hub; throws {@link WireError} naming the field that is wrong. */
export function parseFromHub(message: string): FromHub {
  return parse(message, FROM_HUB) satisfies FromHub
}

type Messages<T extends Record<string, (value: unknown, path: string) => object>> = {
  [K in keyof T]: { readonly type: K } & Infer<T[K]>
}[keyof T]

function parse<T extends Record<string, (value: unknown, path: string) => object>>(message: string, types: T): Messages<T> {
  let value: unknown
  try {
    value = JSON.parse(message)
  } catch {
    throw new WireError('not JSON')
  }
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined
  if (typeof type !== 'string' || !Object.hasOwn(types, type)) throw new WireError('unknown type of message')
  const check = types[type] as T[keyof T]
  return { type, ...check(value, type) } as Messages<T>
}
