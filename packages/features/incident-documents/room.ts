import { CHANGE_BYTES, DOCUMENT_LENGTH, type VersionReason } from '@hyperion/domain/documents'
import { DomainError } from '@hyperion/domain/errors'
import type { Clock } from '@hyperion/ports/clock'
import type { DocumentStore, DocumentVersion, StoredDocument } from '@hyperion/ports/documents'
import { changeMessages, presenceMessage } from '@hyperion/wire/documents'
import type { EndReason, Member, Seat } from './member.ts'
import { RoomSeat } from './room-seat.ts'
import { checkChange, SharedText } from './shared-text.ts'

export interface RoomDeps {
  readonly store: DocumentStore
  readonly clock: Clock
  readonly log: (message: string) => void
  /** Told when the room can no longer be used; whoever comes next gets another one. */
  readonly onBroken: () => void
}

/** A version at most so often by itself. */
export const AUTO_VERSION_MS = 300_000
/** Automatic versions that are kept. */
const AUTO_VERSIONS = 100
/** After so many changes, or bytes of them, they become a state. */
const FOLD_AFTER = 256
const FOLD_BYTES = 512 * 1024
/** Of a state: what was deleted leaves traces. */
const STATE_BYTES = 16 * 1024 * 1024

interface Waiting {
  readonly change: Uint8Array
  readonly author: string
  readonly done: (revision: number) => void
  readonly failed: (error: unknown) => void
}

/** A document while somebody has it open. What it calls saved outlives the process. */
export class DocumentRoom {
  readonly #deps: RoomDeps
  readonly #id: number
  readonly #createdAt: number
  readonly #seats = new Set<RoomSeat>()
  readonly #text: SharedText
  readonly #authors: Set<string>
  #revision: number
  #folded: number
  #versioned: number
  #updatedAt: number
  /** An upper bound. */
  #stateBytes: number
  #sinceFold = 0
  #waiting: Waiting[] = []
  #working: Promise<void> | null = null
  #cancelVersion: (() => void) | null = null
  #broken = false

  static async load(stored: StoredDocument, deps: RoomDeps): Promise<DocumentRoom> {
    for (let document = stored; ; ) {
      const changes = await deps.store.changesAfter(document.id, document.folded)
      const revision = changes.at(-1)?.revision ?? document.folded
      if (changes.length === revision - document.folded && revision >= document.revision) {
        return new DocumentRoom(
          document,
          changes.map(({ data }) => data),
          revision,
          deps,
        )
      }
      // Another hub folded them meanwhile.
      const again = await deps.store.find(document.incident, document.kind)
      if (!again) throw new DomainError('not_found', 'no such document')
      document = again
    }
  }

  private constructor(stored: StoredDocument, changes: readonly Uint8Array[], revision: number, deps: RoomDeps) {
    this.#deps = deps
    this.#id = stored.id
    this.#createdAt = stored.createdAt
    this.#text = new SharedText(stored.state, ...changes)
    this.#revision = revision
    this.#folded = stored.folded
    this.#versioned = stored.versioned
    this.#updatedAt = stored.updatedAt
    this.#authors = new Set(stored.authors)
    this.#stateBytes = stored.state.length + changes.reduce((sum, { length }) => sum + length, 0)
  }

  get markdown(): string {
    return this.#text.markdown
  }

  get revision(): number {
    return this.#revision
  }

  get updatedAt(): number {
    return this.#updatedAt
  }

  get broken(): boolean {
    return this.#broken
  }

  /** Names of who has it open. */
  get present(): readonly string[] {
    return [...new Set([...this.#seats].map(({ member }) => member.user.name))].sort()
  }

  /** Everyone else learns of the newcomer as soon as that one says something. */
  join(member: Member): Seat {
    const seat = new RoomSeat(member, this)
    for (const { presence } of this.#seats) if (presence) member.send(presenceMessage(presence))
    this.#seats.add(seat)
    return seat
  }

  /** Changes the whole text; answers the revision as soon as that is durable. */
  async replace(markdown: string, author: string): Promise<number> {
    if (markdown.length > DOCUMENT_LENGTH) throw tooLong()
    const trial = this.#text.copy()
    const change = trial.replace(markdown)
    trial.free()
    if (change === null) return this.#revision
    const revision = await this.change(change, author)
    this.#broadcast(changeMessages(change))
    return revision
  }

  /** Answers the revision as soon as the change is durable. Rejects with `validation_failed` what is none, or too much. */
  change(change: Uint8Array, author: string): Promise<number> {
    if (this.#broken) throw unavailable()
    if (change.length > CHANGE_BYTES) throw tooLong()
    checkChange(change)
    this.#checkRoom(change)
    try {
      if (this.#text.apply(change) === 'nothing') return this.#known()
    } catch (error) {
      this.#break('unreadable')
      throw error
    }
    this.#stateBytes += change.length
    this.#authors.add(author)
    return new Promise((done, failed) => {
      this.#waiting.push({ change, author, done, failed })
      this.#working ??= this.#work()
    })
  }

  /** What is in memory already may still be on its way to where it stays. */
  async #known(): Promise<number> {
    await this.#working
    if (this.#broken) throw unavailable()
    return this.#revision
  }

  changesSince(vector: Uint8Array): Uint8Array {
    return this.#text.changesSince(vector)
  }

  vector(): Uint8Array {
    return this.#text.vector()
  }

  /** Tells everyone but one. */
  broadcast(messages: readonly Uint8Array[], but: Seat): void {
    this.#broadcast(messages, but)
  }

  gone(seat: RoomSeat): void {
    this.#seats.delete(seat)
    if (seat.presence) this.#broadcast([presenceMessage({ ...seat.presence, cursor: null, user: null })])
  }

  /** Of the text as it is. `by` counts as an author when nobody else wrote since the version before. */
  async keepVersion(reason: VersionReason, by?: string): Promise<DocumentVersion> {
    await this.#working
    const { store, clock } = this.#deps
    this.#cancelVersion?.()
    this.#cancelVersion = null
    const revision = this.#revision
    const authors = this.#authors.size === 0 && by !== undefined ? [by] : [...this.#authors]
    this.#authors.clear()
    const version = await store.saveVersion(
      this.#id,
      { revision, reason, authors, at: clock.now(), markdown: this.markdown },
      AUTO_VERSIONS,
    )
    this.#versioned = revision
    return version
  }

  /** Finishes what was begun, once everyone has left: one state, and a version when there was none for a while. */
  async settle(): Promise<void> {
    await this.#working
    this.#cancelVersion?.()
    this.#cancelVersion = null
    if (this.#broken) return
    try {
      if (this.#revision > this.#folded) await this.#fold()
      if (this.#revision > this.#versioned && (await this.#versionDue())) await this.keepVersion('auto')
    } catch (error) {
      this.#deps.log(`documents: could not tidy up document ${this.#id}: ${wordsFor(error)}`)
    }
  }

  free(): void {
    this.#text.free()
  }

  async #versionDue(): Promise<boolean> {
    const { versions } = await this.#deps.store.versions(this.#id, { offset: 0, limit: 1 })
    return this.#deps.clock.now() - (versions[0]?.at ?? this.#createdAt) >= AUTO_VERSION_MS
  }

  /** Rejects a change that would make the text, or what is kept of it, too large. */
  #checkRoom(change: Uint8Array): void {
    if (this.#stateBytes + change.length > STATE_BYTES) {
      this.#stateBytes = this.#text.state().length
      if (this.#stateBytes + change.length > STATE_BYTES) throw tooLong()
    }
    // A change of so many bytes adds no more characters.
    if (this.#text.length + change.length <= DOCUMENT_LENGTH) return
    const trial = this.#text.copy()
    trial.apply(change)
    const { length } = trial
    trial.free()
    if (length > DOCUMENT_LENGTH && length > this.#text.length) throw tooLong()
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0)
      try {
        await this.#append(batch)
      } catch (error) {
        for (const { failed } of [...batch, ...this.#waiting.splice(0)]) failed(unavailable())
        this.#deps.log(`documents: changes of document ${this.#id} could not be kept: ${wordsFor(error)}`)
        this.#break('storage')
        break
      }
      for (const { done } of batch) done(this.#revision)
      // Whoever waited goes first: what was acknowledged is told before the next batch.
      await Promise.resolve()
      if (this.#waiting.length === 0 && this.#foldDue())
        await this.#fold().catch((error) => this.#deps.log(`documents: ${wordsFor(error)}`))
    }
    this.#working = null
  }

  async #append(batch: readonly Waiting[]): Promise<void> {
    const { store, clock } = this.#deps
    const at = clock.now()
    const authors = [...new Set(batch.map(({ author }) => author))]
    const before = this.#revision
    const revision = await store.append(
      this.#id,
      batch.map(({ change }) => change),
      { authors, at },
    )
    // Numbers in between are of another hub.
    if (revision > before + batch.length) await this.#takeIn(before, revision - before)
    this.#revision = revision
    this.#updatedAt = at
    this.#sinceFold += batch.length
    this.#cancelVersion ??= clock.after(AUTO_VERSION_MS, () => {
      this.#cancelVersion = null
      this.keepVersion('auto').catch((error) => this.#deps.log(`documents: no version was kept: ${wordsFor(error)}`))
    })
  }

  async #takeIn(after: number, count: number): Promise<void> {
    const changes = await this.#deps.store.changesAfter(this.#id, after)
    if (changes.length < count) throw new Error('another hub folded changes that were not read yet')
    for (const { data } of changes) {
      if (this.#text.apply(data) !== 'nothing') this.#broadcast(changeMessages(data))
    }
  }

  #foldDue(): boolean {
    return this.#sinceFold >= FOLD_AFTER || (this.#sinceFold > 0 && this.#stateBytes > FOLD_BYTES && this.#sinceFold >= FOLD_AFTER / 4)
  }

  async #fold(): Promise<void> {
    const state = this.#text.state()
    const revision = this.#revision
    this.#sinceFold = 0
    await this.#deps.store.fold(this.#id, state, revision)
    this.#folded = revision
    this.#stateBytes = state.length
  }

  #broadcast(messages: readonly Uint8Array[], but?: Seat): void {
    for (const seat of this.#seats) if (seat !== but) for (const message of messages) seat.member.send(message)
  }

  /** What is in memory may differ from what is kept: everyone is sent away, and what is kept is read again. */
  #break(reason: EndReason): void {
    this.#broken = true
    this.#cancelVersion?.()
    this.#cancelVersion = null
    this.#deps.onBroken()
    for (const { member } of this.#seats) member.end(reason === 'unreadable' ? 'storage' : reason)
    this.#seats.clear()
  }
}

function tooLong(): DomainError {
  const details = { markdown: [`Must be at most ${DOCUMENT_LENGTH} characters`] }
  return new DomainError('validation_failed', 'the document would be too long', { details })
}

function unavailable(): DomainError {
  return new DomainError('storage_unavailable', 'the change could not be kept')
}

function wordsFor(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
