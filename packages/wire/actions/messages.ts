/**
 * How the hub has something done on a host, within the connection of an agent:
 *
 *     hub    ticket    give me a ticket
 *     agent  ticket    a number drawn at random, good for one order within seconds
 *     hub    order     what is to be done, signed; the ticket is in it, and the key of the agent
 *     agent  event …   started, output, progress, ended
 *     hub    control … input, more, cancel: signed too, numbered, each number once
 *
 * A ticket makes an order fresh without anybody's clock: it can be neither replayed nor kept back, and not be carried out by another host.
 */
import { ACTION_FAILURES, TIERS } from '@hyperion/domain/actions'
import { arrayOf, between, type Check, fields, flag, type Infer, integer, maybe, oneOf, orNull, text, WireError } from '../checks/index.ts'

export const ACTION_LIMITS = {
  /** How long a ticket is good for, by the host's own clock. */
  ticketMs: 10_000,
  /** Tickets that wait to be used. */
  tickets: 64,
  /** Text of an order or control, in characters. */
  orderChars: 60_000,
  /** Bytes of input in one control, before base64. */
  inputBytes: 32 * 1024,
  /** Bytes or characters of output in one event, before base64. */
  outputBytes: 32 * 1024,
  /** Output that the hub has not asked more for, in bytes. */
  windowBytes: 256 * 1024,
  /** Orders that a host carries out at once. */
  running: 64,
  /** Rows in one event. */
  rows: 512,
} as const

const ID = text(36, /^[0-9a-f-]{36}$/)
const SIGNATURE = text(86, /^[A-Za-z0-9_-]{86}$/)
const ORDER = text(ACTION_LIMITS.orderChars)
const TICKET = text(43, /^[A-Za-z0-9_-]{43}$/)
const anything: Check<unknown> = (value) => value ?? null
const object: Check<Readonly<Record<string, unknown>>> = (value, path) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new WireError(`${path} must be an object`)
  return value as Readonly<Record<string, unknown>>
}

/** Who is behind an order, as the hub says; for the host's own log. */
const actor = fields({ user: text(255), address: text(255) })

const order = fields({
  /** Of the agent: an order for one host is worth nothing to another. */
  agent: TICKET,
  ticket: TICKET,
  id: ID,
  operation: text(64),
  params: object,
  by: actor,
  /** Empty for what changes nothing. */
  reason: text(1000),
  approvedBy: orNull(text(255)),
})

export type Order = Infer<typeof order>

const control = fields({
  agent: TICKET,
  id: ID,
  /** Greater than that of the control before. */
  seq: integer(1),
  kind: oneOf(['cancel', 'input', 'end', 'more', 'resize', 'settled']),
  /** Of input: base64. */
  data: maybe(text(44_000)),
  /** Of `more`: bytes of output that found their reader. */
  bytes: maybe(integer(0)),
  /** Of `resize`: of a terminal. */
  columns: maybe(between(1, 1000)),
  rows: maybe(between(1, 1000)),
})

export type Control = Infer<typeof control>
export type ControlBody = Omit<Control, 'agent' | 'id' | 'seq'>

const failure = fields({ failure: oneOf(ACTION_FAILURES), message: text(1000) })

export type Failure = Infer<typeof failure>

const ended = fields({
  kind: oneOf(['ended']),
  state: oneOf(['succeeded', 'failed', 'cancelled', 'refused']),
  result: anything,
  error: orNull(failure),
})

const EVENTS = {
  started: fields({ kind: oneOf(['started']) }),
  rows: fields({ kind: oneOf(['rows']), rows: arrayOf(ACTION_LIMITS.rows, object) }),
  /** `stream`: left out for standard output, and where a host does not tell them apart. */
  text: fields({ kind: oneOf(['text']), text: text(ACTION_LIMITS.outputBytes), stream: maybe(oneOf(['err'])) }),
  /** Base64. */
  bytes: fields({ kind: oneOf(['bytes']), bytes: text(44_000) }),
  progress: fields({ kind: oneOf(['progress']), done: integer(0), total: orNull(integer(0)) }),
  ended,
}

export type ActionEvent = { readonly [K in keyof typeof EVENTS]: Infer<(typeof EVENTS)[K]> }[keyof typeof EVENTS]
export type Ended = Infer<typeof ended>

const event: Check<ActionEvent> = (value, path) => {
  const { kind } = object(value, path)
  if (typeof kind !== 'string' || !Object.hasOwn(EVENTS, kind)) throw new WireError(`${path}.kind is unknown`)
  return EVENTS[kind as keyof typeof EVENTS](value, path)
}

/** How much of the window an event takes, by which its host counts what is unread. */
export function outputBytesOf(event: ActionEvent): number {
  if (event.kind === 'text') return event.text.length
  if (event.kind === 'bytes') return Math.floor((event.bytes.length * 3) / 4)
  return event.kind === 'rows' ? JSON.stringify(event.rows).length : 0
}

/** What a host lets itself be asked, when it connects and when that changes. */
export const capabilities = fields({
  tier: oneOf(TIERS),
  /** Of the account that carries things out. */
  user: text(255),
  privileged: flag,
  /** Folders that files may be reached in. */
  roots: arrayOf(64, text(4096)),
  /** Why a part of them is not to be had: a word that the web app explains, `no_systemd` say. */
  lacks: arrayOf(64, fields({ area: text(64), reason: text(64) })),
})

export type Capabilities = Infer<typeof capabilities>

export const ACTION_FROM_AGENT = {
  capabilities: fields({ capabilities }),
  ticket: fields({ ask: integer(0), ticket: orNull(TICKET) }),
  event: fields({ id: ID, event }),
}

export const ACTION_FROM_HUB = {
  ticket: fields({ ask: integer(0) }),
  order: fields({ order: ORDER, signature: SIGNATURE }),
  control: fields({ control: ORDER, signature: SIGNATURE }),
}

type Messages<T extends Record<string, Check<object>>> = { [K in keyof T]: { readonly type: K } & Infer<T[K]> }[keyof T]

export type ActionFromAgent = Messages<typeof ACTION_FROM_AGENT>
export type ActionFromHub = Messages<typeof ACTION_FROM_HUB>

const utf8 = new TextEncoder()

/** What the hub signs of an order or a control: neither passes for the other, nor for part of a handshake. */
export function signedText(kind: 'order' | 'control', text: string): Uint8Array {
  return utf8.encode(`hyperion-${kind}\n${text}`)
}

/** Throws {@link WireError} naming the field that is wrong. */
export function parseOrder(text: string): Order {
  return order(parsed(text), 'order')
}

/** Throws {@link WireError} naming the field that is wrong. */
export function parseControl(text: string): Control {
  return control(parsed(text), 'control')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new WireError('not JSON')
  }
}
