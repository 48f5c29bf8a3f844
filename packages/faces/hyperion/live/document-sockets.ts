import { permissionsOf } from '@hyperion/domain/users'
import type { DocumentRef, EndReason, IncidentDocuments, Seat } from '@hyperion/features/incident-documents'
import type { Clock } from '@hyperion/ports/clock'
import { DOCUMENT_CLOSE, PART_BYTES } from '@hyperion/wire/documents'
import { codeOf } from '../../shared/index.ts'
import { type UserSocket, UserSockets } from './user-sockets.ts'

const DOCUMENT_LIMITS = {
  /** A part of a change, and what stands before it. */
  messageBytes: PART_BYTES + 16,
  inbound: 600,
  /** A long document is sent at once. */
  backlogBytes: 32 * 1024 * 1024,
  socketsPerUser: 16,
} as const

const ENDS: Readonly<Record<EndReason, readonly [code: number, reason: string]>> = {
  unreadable: [DOCUMENT_CLOSE.unreadable, 'unreadable message'],
  full: [DOCUMENT_CLOSE.full, 'the document would be too long'],
  read_only: [DOCUMENT_CLOSE.readOnly, 'read only'],
  storage: [DOCUMENT_CLOSE.tryAgain, 'nothing can be kept at the moment'],
}

interface Editor extends UserSocket {
  seat: Seat | null
}

/** The sockets over which documents are edited together: hands what comes to the feature. */
export class DocumentSockets extends UserSockets<Editor> {
  readonly #documents: Pick<IncidentDocuments, 'join'>

  constructor(documents: Pick<IncidentDocuments, 'join'>, clock: Clock) {
    super(clock, DOCUMENT_LIMITS)
    this.#documents = documents
  }

  /** Takes a socket in; it is read as soon as its document is there. */
  async add(socket: UserSocket, ref: DocumentRef): Promise<void> {
    const editor: Editor = { ...socket, seat: null }
    if (!this.take(editor)) return
    editor.socket.pause()
    await this.#seat(editor, ref)
  }

  protected onMessage(editor: Editor, data: Buffer, isBinary: boolean): void {
    if (isBinary) editor.seat?.receive(data)
    else this.drop(editor, ...ENDS.unreadable)
  }

  protected onGone(editor: Editor): void {
    editor.seat?.leave()
    editor.seat = null
  }

  async #seat(editor: Editor, ref: DocumentRef): Promise<void> {
    const { id, username: name, role } = editor.principal.user
    try {
      const seat = await this.#documents.join(ref, {
        user: { id, name },
        edits: permissionsOf(role).includes('execute'),
        send: (message) => this.send(editor, message),
        end: (reason) => this.drop(editor, ...ENDS[reason]),
      })
      if (this.has(editor)) editor.seat = seat
      else seat.leave()
    } catch (error) {
      if (codeOf(error) === 'not_found') this.drop(editor, DOCUMENT_CLOSE.missing, 'no such document')
      else this.drop(editor, ...ENDS.storage)
    }
    editor.socket.resume()
  }
}
