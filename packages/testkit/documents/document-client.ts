import { once } from 'node:events'
import { type Cursor, changeMessages, type PresenceNews, presenceMessage, readMessage, stateMessage } from '@hyperion/wire/documents'
import { type ClientOptions, WebSocket } from 'ws'
import * as Y from 'yjs'

/** Somebody who edits a document over a real socket, with a copy of the text as a browser has one. */
export class DocumentClient {
  readonly socket: WebSocket
  readonly doc = new Y.Doc()
  readonly presence: PresenceNews[] = []
  readonly #text = this.doc.getText('markdown')
  readonly #waiting = new Set<() => void>()
  #number = 0
  #saved = 0
  #synced = false
  #closed: { readonly code: number; readonly reason: string } | null = null

  /** `known`: what it has from an earlier connection. */
  constructor(url: string, options: ClientOptions = {}, known?: Uint8Array) {
    if (known) Y.applyUpdate(this.doc, known)
    this.socket = new WebSocket(url, options)
    this.socket.on('open', () => this.socket.send(stateMessage(Y.encodeStateVector(this.doc))))
    this.socket.on('message', (data: Buffer) => this.#receive(data))
    this.socket.on('error', () => {})
    this.socket.on('close', (code, reason) => {
      this.#closed = { code, reason: String(reason) }
      this.#changed()
    })
    this.doc.on('update', (change: Uint8Array, origin: unknown) => {
      if (origin !== this) this.send(change)
    })
  }

  get text(): string {
    return this.#text.toString()
  }

  state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc)
  }

  insert(at: number, text: string): void {
    this.#text.insert(at, text)
  }

  delete(at: number, length: number): void {
    this.#text.delete(at, length)
  }

  send(change: Uint8Array): void {
    this.#number += 1
    for (const message of changeMessages(change, this.#number)) this.socket.send(message)
  }

  move(cursor: Cursor | null): void {
    this.socket.send(presenceMessage({ client: this.doc.clientID, cursor }))
  }

  synced(): Promise<void> {
    return this.until(() => this.#synced)
  }

  /** Everything that was changed so far is acknowledged. */
  saved(): Promise<void> {
    const number = this.#number
    return this.until(() => this.#saved >= number)
  }

  async closed(): Promise<{ readonly code: number; readonly reason: string }> {
    if (!this.#closed) await once(this.socket, 'close')
    return this.#closed as { readonly code: number; readonly reason: string }
  }

  /** Fails when the socket closes before. */
  async until(met: () => boolean): Promise<void> {
    while (!met()) {
      if (this.#closed) throw new Error(`closed with ${this.#closed.code} ${this.#closed.reason}`)
      await new Promise<void>((resolve) => this.#waiting.add(resolve))
    }
  }

  #receive(data: Buffer): void {
    const message = readMessage(data)
    if (message?.kind === 'part') this.#parts.push(Uint8Array.from(message.part))
    else if (message?.kind === 'change') Y.applyUpdate(this.doc, this.#whole(message.change), this)
    else if (message?.kind === 'saved') this.#saved = message.number
    else if (message?.kind === 'presence') this.presence.push(message.json as PresenceNews)
    else if (message?.kind === 'state') this.#synced = true
    this.#changed()
  }

  #parts: Uint8Array[] = []

  #whole(last: Uint8Array): Uint8Array {
    const whole = new Uint8Array(Buffer.concat([...this.#parts, last]))
    this.#parts = []
    return whole
  }

  #changed(): void {
    for (const each of this.#waiting) each()
    this.#waiting.clear()
  }
}
