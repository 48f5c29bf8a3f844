import { permissionsOf } from '@hyperion/domain/users'
import type { DocumentRef, EndReason, IncidentDocuments, Seat } from '@hyperion/features/incident-documents'
import type { Principal } from '@hyperion/features/users'
import { type Clock, every } from '@hyperion/ports/clock'
import { DOCUMENT_CLOSE, PART_BYTES } from '@hyperion/wire/documents'
import type { WebSocket } from 'ws'
import { codeOf } from '../../shared/index.ts'

const DOCUMENT_LIMITS = {
  /** Largest message that a browser may send: a part of a change, and what stands before it. */
  messageBytes: PART_BYTES + 16,
  /** Messages and pings that a browser may send in ten seconds. */
  inbound: 600,
  inboundWindowMs: 10_000,
  /** Bytes waiting for one slow reader before it is dropped; a long document is sent at once. */
  backlogBytes: 32 * 1024 * 1024,
  socketsPerUser: 16,
  sessionCheckMs: 1_000,
  pingMs: 30_000,
  /** How long a closing handshake may take. */
  closeMs: 1_000,
} as const

const CLOSE = { stopping: 1001, policy: 1008, tooLarge: 1009 } as const

const ENDS: Readonly<Record<EndReason, readonly [code: number, reason: string]>> = {
  unreadable: [DOCUMENT_CLOSE.unreadable, 'unreadable message'],
  full: [DOCUMENT_CLOSE.full, 'the document would be too long'],
  read_only: [DOCUMENT_CLOSE.readOnly, 'read only'],
  storage: [DOCUMENT_CLOSE.tryAgain, 'nothing can be kept at the moment'],
}

interface Editor {
  readonly socket: WebSocket
  readonly principal: Principal
  readonly stillValid: () => Promise<boolean>
  seat: Seat | null
  alive: boolean
  inbound: number
  windowStart: number
}

/** The sockets over which documents are edited together: hands what comes to the feature, and ends those that misbehave, lag, die or lose their session. */
export class DocumentSockets {
  readonly #documents: Pick<IncidentDocuments, 'join'>
  readonly #clock: Clock
  readonly #editors = new Set<Editor>()
  readonly #timers: readonly (() => void)[]

  constructor(documents: Pick<IncidentDocuments, 'join'>, clock: Clock) {
    this.#documents = documents
    this.#clock = clock
    this.#timers = [
      every(clock, DOCUMENT_LIMITS.sessionCheckMs, () => void this.#checkSessions()),
      every(clock, DOCUMENT_LIMITS.pingMs, () => this.#pingAll()),
    ]
  }

  /** Takes a socket in; it is read as soon as its document is there. */
  async add(socket: WebSocket, ref: DocumentRef, principal: Principal, stillValid: () => Promise<boolean>): Promise<void> {
    const others = [...this.#editors].filter((each) => each.principal.user.id === principal.user.id).length
    if (others >= DOCUMENT_LIMITS.socketsPerUser) return this.#close(socket, CLOSE.policy, 'too many connections')
    const editor: Editor = { socket, principal, stillValid, seat: null, alive: true, inbound: 0, windowStart: this.#clock.now() }
    this.#editors.add(editor)
    socket.pause()
    socket.on('close', () => this.#forget(editor))
    socket.on('error', () => socket.terminate())
    socket.on('message', (data: Buffer, isBinary) => this.#onMessage(editor, data, isBinary))
    socket.on('ping', () => this.#countInbound(editor))
    socket.on('pong', () => {
      editor.alive = true
    })
    await this.#seat(editor, ref)
  }

  /** Says goodbye to everyone, and ends whoever does not answer in time. */
  async close(): Promise<void> {
    for (const stop of this.#timers) stop()
    const closed = [...this.#editors].map((editor) => {
      const gone = new Promise<void>((resolve) => editor.socket.once('close', () => resolve()))
      this.#drop(editor, CLOSE.stopping, 'hub stopping')
      return gone
    })
    await Promise.all(closed)
  }

  async #seat(editor: Editor, ref: DocumentRef): Promise<void> {
    const { id, username: name, role } = editor.principal.user
    try {
      const seat = await this.#documents.join(ref, {
        user: { id, name },
        edits: permissionsOf(role).includes('execute'),
        send: (message) => this.#send(editor, message),
        end: (reason) => this.#drop(editor, ...ENDS[reason]),
      })
      if (this.#editors.has(editor)) editor.seat = seat
      else seat.leave()
    } catch (error) {
      if (codeOf(error) === 'not_found') this.#drop(editor, DOCUMENT_CLOSE.missing, 'no such document')
      else this.#drop(editor, ...ENDS.storage)
    }
    editor.socket.resume()
  }

  #onMessage(editor: Editor, data: Buffer, isBinary: boolean): void {
    if (!this.#editors.has(editor)) return
    if (data.length > DOCUMENT_LIMITS.messageBytes) this.#drop(editor, CLOSE.tooLarge, 'message too large')
    else if (!isBinary) this.#drop(editor, ...ENDS.unreadable)
    else if (this.#countInbound(editor)) editor.seat?.receive(data)
  }

  #send(editor: Editor, message: Uint8Array): void {
    const { socket } = editor
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > DOCUMENT_LIMITS.backlogBytes) this.#drop(editor, DOCUMENT_CLOSE.tryAgain, 'too slow a reader')
    else socket.send(message)
  }

  /** Whether it may go on. */
  #countInbound(editor: Editor): boolean {
    const now = this.#clock.now()
    if (now - editor.windowStart >= DOCUMENT_LIMITS.inboundWindowMs) {
      editor.windowStart = now
      editor.inbound = 0
    }
    editor.inbound += 1
    if (editor.inbound <= DOCUMENT_LIMITS.inbound) return true
    this.#drop(editor, CLOSE.policy, 'too many messages')
    return false
  }

  async #checkSessions(): Promise<void> {
    const bySession = Map.groupBy(this.#editors, ({ principal }) => principal.tokenHash)
    for (const editors of bySession.values()) {
      const valid = await editors[0]?.stillValid()
      if (valid === false) for (const editor of editors) this.#drop(editor, CLOSE.policy, 'session ended')
    }
  }

  #pingAll(): void {
    for (const editor of this.#editors) {
      if (!editor.alive) editor.socket.terminate()
      else {
        editor.alive = false
        editor.socket.ping()
      }
    }
  }

  #drop(editor: Editor, code: number, reason: string): void {
    if (!this.#editors.has(editor)) return
    this.#forget(editor)
    this.#close(editor.socket, code, reason)
  }

  #forget(editor: Editor): void {
    this.#editors.delete(editor)
    editor.seat?.leave()
    editor.seat = null
  }

  /** A reader that lags may never see the closing frame: its connection is cut after a moment. */
  #close(socket: WebSocket, code: number, reason: string): void {
    socket.resume()
    socket.close(code, reason)
    const cancel = this.#clock.after(DOCUMENT_LIMITS.closeMs, () => socket.terminate())
    socket.once('close', cancel)
  }
}
