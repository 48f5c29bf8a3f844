import { changeMessages, DOCUMENT_CLOSE, type PresenceNews, presenceMessage, readMessage, stateMessage } from '@hyperion/wire/documents'
import * as Y from 'yjs'
import type { LiveClock } from '../../live/clock.ts'
import { backoffDelay } from '../../live/connection.ts'
import { Presence } from './presence.ts'
import type { UnsavedStore } from './unsaved.ts'

export interface DocumentSocket {
  binaryType: string
  onopen: ((this: never, event: never) => void) | null
  onmessage: ((this: never, event: never) => void) | null
  onclose: ((this: never, event: never) => void) | null
  send(message: Uint8Array<ArrayBuffer>): void
  close(): void
}

export interface DocumentEnvironment {
  readonly clock: LiveClock
  readonly unsaved: UnsavedStore
  open(): DocumentSocket
  online(): boolean
  /** 0 ≤ value < 1. */
  random(): number
  sessionEnded(): Promise<boolean>
}

/** Why the hub takes no more from this page. */
export type Refusal = 'full' | 'refused' | 'missing' | 'signed-out'

export interface DocumentStatus {
  readonly connected: boolean
  /** The text of the hub has come at least once. */
  readonly loaded: boolean
  /** Something was typed that the hub has not kept yet. */
  readonly unsaved: boolean
  readonly refusal: Refusal | null
}

/** What was typed is gathered for so long. */
const GATHER_MS = 80
const MOVE_MS = 150
const POLICY_CLOSE = 1008

const REFUSALS: Readonly<Record<number, Refusal>> = {
  [DOCUMENT_CLOSE.full]: 'full',
  [DOCUMENT_CLOSE.readOnly]: 'refused',
  [DOCUMENT_CLOSE.unreadable]: 'refused',
  [DOCUMENT_CLOSE.missing]: 'missing',
}

interface Sent {
  readonly number: number
  readonly change: Uint8Array
}

/** One document, edited with others: keeps a copy, sends what is typed until it is kept, and comes back by itself. */
export class DocumentConnection {
  readonly doc = new Y.Doc()
  readonly text = this.doc.getText('markdown')
  readonly presence = new Presence(this.doc, () => this.#moved())
  readonly #environment: DocumentEnvironment
  readonly #listeners = new Set<() => void>()
  #status: DocumentStatus = { connected: false, loaded: false, unsaved: false, refusal: null }
  #socket: DocumentSocket | null = null
  #attempt = 0
  #number = 0
  #typed: Uint8Array[] = []
  #sent: Sent[] = []
  #parts: Uint8Array[] = []
  #cancelSend: (() => void) | null = null
  #cancelMove: (() => void) | null = null
  #cancelRetry: (() => void) | null = null
  #stopped = true

  constructor(environment: DocumentEnvironment) {
    this.#environment = environment
    const known = environment.unsaved.load()
    if (known) this.#bring(known)
    this.doc.on('update', (change: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#type(change)
    })
  }

  status = (): DocumentStatus => this.#status

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start(): void {
    if (!this.#stopped) return
    this.#stopped = false
    this.#connect()
  }

  /** What was typed stays in the browser until the page is open again. */
  stop(): void {
    this.#flush()
    this.#stopped = true
    this.#cancelRetry?.()
    this.#cancelSend?.()
    this.#cancelMove?.()
    this.#drop()
    this.#update({ connected: false })
  }

  /** The device is back online, or the page is looked at again. */
  wake(): void {
    if (this.#stopped || this.#socket || this.#status.refusal) return
    this.#attempt = 0
    this.#connect()
  }

  /** Begins again with the text of the hub, without what it did not take. */
  forget(): void {
    this.#environment.unsaved.save(null)
  }

  #bring(change: Uint8Array): void {
    try {
      Y.applyUpdate(this.doc, change, this)
      this.#typed.push(change)
      this.#status = { ...this.#status, unsaved: true }
    } catch {
      this.#environment.unsaved.save(null)
    }
  }

  #type(change: Uint8Array): void {
    this.#typed.push(change)
    this.#update({ unsaved: true })
    this.#cancelSend ??= this.#environment.clock.after(GATHER_MS, () => this.#flush())
  }

  /** Sends what was typed; while that is not possible it is put aside. */
  #flush(): void {
    this.#cancelSend?.()
    this.#cancelSend = null
    if (this.#typed.length > 0 && this.#status.connected) {
      const sent = { number: ++this.#number, change: merged(this.#typed) }
      this.#typed = []
      this.#sent.push(sent)
      this.#send(changeMessages(sent.change, sent.number))
    }
    this.#putAside()
  }

  #putAside(): void {
    const changes = [...this.#sent.map(({ change }) => change), ...this.#typed]
    this.#environment.unsaved.save(changes.length > 0 ? merged(changes) : null)
  }

  #connect(): void {
    this.#cancelRetry?.()
    this.#cancelRetry = null
    this.#drop()
    const socket = this.#environment.open()
    socket.binaryType = 'arraybuffer'
    this.#socket = socket
    this.#parts = []
    socket.onopen = () => this.#send([stateMessage(Y.encodeStateVector(this.doc))])
    socket.onmessage = (event: { data: unknown }) => {
      if (event.data instanceof ArrayBuffer) this.#receive(new Uint8Array(event.data))
    }
    socket.onclose = (event: { code: number }) => void this.#closed(event.code)
  }

  #receive(bytes: Uint8Array): void {
    const message = readMessage(bytes)
    if (message?.kind === 'part') this.#parts.push(message.part)
    else if (message?.kind === 'change') this.#take(message.change)
    else if (message?.kind === 'presence') {
      this.presence.hear(message.json as PresenceNews)
      this.#update({})
    } else if (message?.kind === 'saved') this.#saved(message.number)
    else if (message?.kind === 'state') this.#synced()
  }

  #take(last: Uint8Array): void {
    const change = this.#parts.length === 0 ? last : joined([...this.#parts, last])
    this.#parts = []
    Y.applyUpdate(this.doc, change, this)
  }

  /** The hub's text is here: what it lacks is sent once more. */
  #synced(): void {
    this.#attempt = 0
    this.#typed = [...this.#sent.map(({ change }) => change), ...this.#typed]
    this.#sent = []
    this.#update({ connected: true, loaded: true })
    this.#flush()
    this.#tellWhere()
  }

  #saved(number: number): void {
    this.#sent = this.#sent.filter((each) => each.number > number)
    const unsaved = this.#sent.length > 0 || this.#typed.length > 0
    if (!unsaved) this.#environment.unsaved.save(null)
    this.#update({ unsaved })
  }

  async #closed(code: number): Promise<void> {
    this.#drop()
    const refusal = REFUSALS[code] ?? null
    this.#update({ connected: false, refusal })
    if (this.#stopped || refusal) return
    const refused = code === POLICY_CLOSE || !this.#status.loaded
    if (refused && this.#environment.online() && (await this.#environment.sessionEnded())) return this.#update({ refusal: 'signed-out' })
    if (this.#stopped || this.#socket) return
    const delay = backoffDelay(this.#attempt++, this.#environment.random())
    this.#cancelRetry = this.#environment.clock.after(delay, () => this.#connect())
  }

  #moved(): void {
    this.#cancelMove ??= this.#environment.clock.after(MOVE_MS, () => {
      this.#cancelMove = null
      if (this.#status.connected) this.#tellWhere()
    })
  }

  #tellWhere(): void {
    this.#send([presenceMessage({ client: this.doc.clientID, cursor: this.presence.cursor })])
  }

  #send(messages: readonly Uint8Array<ArrayBuffer>[]): void {
    for (const message of messages) this.#socket?.send(message)
  }

  #drop(): void {
    const socket = this.#socket
    this.#socket = null
    this.presence.clear()
    if (!socket) return
    socket.onopen = null
    socket.onmessage = null
    socket.onclose = null
    socket.close()
  }

  #update(change: Partial<DocumentStatus>): void {
    this.#status = { ...this.#status, ...change }
    for (const listener of this.#listeners) listener()
  }
}

function merged(changes: readonly Uint8Array[]): Uint8Array {
  return changes.length === 1 ? (changes[0] as Uint8Array) : Y.mergeUpdates([...changes])
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
