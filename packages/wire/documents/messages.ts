/**
 * What the browser and the hub say to each other while a document is edited together: binary messages whose first byte is
 * their kind. Changes and states are those of Yjs, as they are.
 */
const MESSAGE = {
  /** What the sender has: answered with the changes that it lacks. */
  state: 0,
  /** A change, whole or the last part of one, after its number (32 bits, counted by the sender; 0 from the hub). */
  change: 1,
  /** A part of the change that follows, but not its last. */
  part: 2,
  /** JSON: {@link PresenceRequest} from the browser, {@link PresenceNews} from the hub. */
  presence: 3,
  /** From the hub: the change of this number, and all before it, will outlive the hub. */
  saved: 4,
} as const

/** Larger changes travel in parts of so many bytes. */
export const PART_BYTES = 256 * 1024

/** Why the hub closes the socket of a document, beside what every WebSocket may be closed for. */
export const DOCUMENT_CLOSE = {
  /** What was sent is no message, or no change. */
  unreadable: 4400,
  /** Whoever sent a change may only read. */
  readOnly: 4403,
  missing: 4404,
  /** The change is too large, or would make the text too long. */
  full: 4413,
  /** Nothing can be kept at the moment. */
  tryAgain: 1013,
} as const

/** A place in the text that moves with it. */
export interface TextPlace {
  readonly item?: { readonly client: number; readonly clock: number } | null
  readonly tname?: string | null
  readonly type?: { readonly client: number; readonly clock: number } | null
  readonly assoc?: number
}

export interface Cursor {
  readonly anchor: TextPlace
  readonly head: TextPlace
}

export interface PresenceRequest {
  /** By which the editor knows itself, 32 bits. */
  readonly client: number
  /** Null while the text does not have the focus. */
  readonly cursor: Cursor | null
}

/** Somebody came, moved or went. */
export interface PresenceNews extends PresenceRequest {
  /** Null for who is gone. The name is the hub's word, not the browser's. */
  readonly user: { readonly id: number; readonly name: string; readonly edits: boolean } | null
}

export type DocumentMessage =
  | { readonly kind: 'state'; readonly state: Uint8Array }
  | { readonly kind: 'change'; readonly number: number; readonly change: Uint8Array }
  | { readonly kind: 'part'; readonly part: Uint8Array }
  | { readonly kind: 'presence'; readonly json: unknown }
  | { readonly kind: 'saved'; readonly number: number }

const NUMBER_BYTES = 4

export function stateMessage(state: Uint8Array): Uint8Array<ArrayBuffer> {
  return message(MESSAGE.state, state)
}

/** One message, or several for a change that is large. */
export function changeMessages(change: Uint8Array, number = 0): readonly Uint8Array<ArrayBuffer>[] {
  const messages: Uint8Array<ArrayBuffer>[] = []
  let from = 0
  for (; change.length - from > PART_BYTES; from += PART_BYTES)
    messages.push(message(MESSAGE.part, change.subarray(from, from + PART_BYTES)))
  const last = message(MESSAGE.change, change.subarray(from), NUMBER_BYTES)
  new DataView(last.buffer).setUint32(1, number)
  return [...messages, last]
}

export function presenceMessage(presence: PresenceRequest | PresenceNews): Uint8Array<ArrayBuffer> {
  return message(MESSAGE.presence, new TextEncoder().encode(JSON.stringify(presence)))
}

export function savedMessage(number: number): Uint8Array<ArrayBuffer> {
  const bytes = message(MESSAGE.saved, new Uint8Array(0), NUMBER_BYTES)
  new DataView(bytes.buffer).setUint32(1, number)
  return bytes
}

/** Undefined for what is none of these. */
export function readMessage(bytes: Uint8Array): DocumentMessage | undefined {
  const rest = bytes.subarray(1)
  switch (bytes[0]) {
    case MESSAGE.state:
      return { kind: 'state', state: rest }
    case MESSAGE.part:
      return { kind: 'part', part: rest }
    case MESSAGE.change:
      return rest.length < NUMBER_BYTES ? undefined : { kind: 'change', number: numberIn(rest), change: rest.subarray(NUMBER_BYTES) }
    case MESSAGE.saved:
      return rest.length < NUMBER_BYTES ? undefined : { kind: 'saved', number: numberIn(rest) }
    case MESSAGE.presence:
      return jsonIn(rest)
    default:
      return undefined
  }
}

/** Leaves `gap` bytes between the kind and the rest. */
function message(kind: number, rest: Uint8Array, gap = 0): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(1 + gap + rest.length)
  bytes[0] = kind
  bytes.set(rest, 1 + gap)
  return bytes
}

function numberIn(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
}

function jsonIn(bytes: Uint8Array): DocumentMessage | undefined {
  try {
    return { kind: 'presence', json: JSON.parse(new TextDecoder().decode(bytes)) }
  } catch {
    return undefined
  }
}
