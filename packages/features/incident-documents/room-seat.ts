import { CHANGE_BYTES } from '@hyperion/domain/documents'
import { DomainError } from '@hyperion/domain/errors'
import {
  type Cursor,
  changeMessages,
  type PresenceNews,
  presenceMessage,
  readMessage,
  savedMessage,
  stateMessage,
  type TextPlace,
} from '@hyperion/wire/documents'
import type { EndReason, Member, Seat } from './member.ts'

/** Of what one says about oneself. */
const PRESENCE_BYTES = 2048

/** What a seat asks of its room. */
interface Room {
  change(change: Uint8Array, author: string): Promise<number>
  changesSince(vector: Uint8Array): Uint8Array
  vector(): Uint8Array
  broadcast(messages: readonly Uint8Array[], but: Seat): void
  gone(seat: RoomSeat): void
}

/** What one member says, understood. */
export class RoomSeat implements Seat {
  readonly member: Member
  readonly #room: Room
  #presence: PresenceNews | null = null
  #parts: Uint8Array[] = []
  #partBytes = 0
  #left = false

  constructor(member: Member, room: Room) {
    this.member = member
    this.#room = room
  }

  /** Null until this one has said anything. */
  get presence(): PresenceNews | null {
    return this.#presence
  }

  receive(bytes: Uint8Array): void {
    if (this.#left) return
    const message = readMessage(bytes)
    try {
      if (message?.kind === 'state') this.#greet(message.state)
      else if (message?.kind === 'presence') this.#move(message.json, bytes.length)
      else if (message?.kind === 'part') this.#collect(message.part)
      else if (message?.kind === 'change') this.#change(this.#whole(message.change), message.number)
      else this.#end('unreadable')
    } catch (error) {
      this.#fail(error)
    }
  }

  leave(): void {
    if (this.#left) return
    this.#left = true
    this.#room.gone(this)
  }

  #greet(vector: Uint8Array): void {
    for (const message of changeMessages(this.#room.changesSince(vector))) this.member.send(message)
    this.member.send(stateMessage(this.#room.vector()))
  }

  #change(change: Uint8Array, number: number): void {
    if (!this.member.edits) this.#end('read_only')
    else {
      this.#room.change(change, this.member.user.name).then(
        () => {
          this.#room.broadcast(changeMessages(change), this)
          if (!this.#left) this.member.send(savedMessage(number))
        },
        (error) => this.#fail(error),
      )
    }
  }

  #collect(part: Uint8Array): void {
    this.#partBytes += part.length
    if (!this.member.edits) this.#end('read_only')
    else if (this.#partBytes > CHANGE_BYTES) this.#end('full')
    // The socket's buffer may be used again.
    else this.#parts.push(Uint8Array.from(part))
  }

  #whole(last: Uint8Array): Uint8Array {
    const parts = [...this.#parts, last]
    this.#parts = []
    this.#partBytes = 0
    return parts.length === 1 ? Uint8Array.from(last) : new Uint8Array(Buffer.concat(parts))
  }

  #move(json: unknown, bytes: number): void {
    const said = bytes <= PRESENCE_BYTES ? presenceIn(json) : undefined
    if (!said) this.#end('unreadable')
    else {
      const { user, edits } = this.member
      this.#presence = { ...said, user: { ...user, edits } }
      this.#room.broadcast([presenceMessage(this.#presence)], this)
    }
  }

  #fail(error: unknown): void {
    const code = error instanceof DomainError ? error.code : 'internal'
    if (code !== 'validation_failed') this.#end('storage')
    else this.#end(error instanceof DomainError && error.info.details ? 'full' : 'unreadable')
  }

  #end(reason: EndReason): void {
    if (this.#left) return
    this.leave()
    this.member.end(reason)
  }
}

function presenceIn(json: unknown): Pick<PresenceNews, 'client' | 'cursor'> | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  const { client, cursor } = json as { readonly client?: unknown; readonly cursor?: unknown }
  if (!isNumber(client)) return undefined
  if (cursor === null || cursor === undefined) return { client, cursor: null }
  const { anchor, head } = cursor as Partial<Record<keyof Cursor, unknown>>
  const from = placeIn(anchor)
  const to = placeIn(head)
  return from && to ? { client, cursor: { anchor: from, head: to } } : undefined
}

/** Only what belongs there: it is handed on to other browsers. */
function placeIn(json: unknown): TextPlace | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  const { item, type, tname, assoc } = json as Partial<Record<keyof TextPlace, unknown>>
  const place = { item: idIn(item), type: idIn(type), tname: typeof tname === 'string' ? tname : null, assoc: assoc === -1 ? -1 : 0 }
  return place.item || place.type || place.tname !== null ? place : undefined
}

function idIn(json: unknown): { readonly client: number; readonly clock: number } | null {
  if (typeof json !== 'object' || json === null) return null
  const { client, clock } = json as { readonly client?: unknown; readonly clock?: unknown }
  return isNumber(client) && isNumber(clock) ? { client, clock } : null
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
