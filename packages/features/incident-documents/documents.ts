import { type DocumentKind, type DocumentLanguage, documentUrl } from '@hyperion/domain/documents'
import { DomainError } from '@hyperion/domain/errors'
import type { Incident } from '@hyperion/domain/incidents'
import type { Clock } from '@hyperion/ports/clock'
import type { DocumentStore, DocumentVersion, StoredDocument } from '@hyperion/ports/documents'
import type { Actor, IncidentStore } from '@hyperion/ports/incidents'
import { DONE, type Incidents, type StepHandler } from '../incidents/index.ts'
import { minuteOf } from './markdown.ts'
import type { Member, Seat } from './member.ts'
import { DocumentPrinter } from './printer.ts'
import type { DocumentProvider } from './provider.ts'
import { DocumentRoom } from './room.ts'
import { SharedText } from './shared-text.ts'
import { lidTemplate, postmortemTemplate } from './templates.ts'

export interface IncidentDocumentsDeps {
  readonly store: DocumentStore
  readonly incidents: Pick<Incidents, 'byRef' | 'detail' | 'timeline' | 'append'>
  readonly incidentStore: Pick<IncidentStore, 'edit'>
  readonly clock: Clock
  readonly log: (message: string) => void
  /** Origin of the web app; empty while it is not known. */
  readonly origin: () => string
  /** Where live documents are linked instead of here. */
  readonly provider?: DocumentProvider
}

/** A document of an incident. `incident` is a UUID or a short id; `language` is that of a document that is begun. */
export interface DocumentRef {
  readonly incident: string
  readonly kind: DocumentKind
  readonly language: DocumentLanguage
}

export interface DocumentView {
  readonly incident: Incident
  readonly kind: DocumentKind
  readonly markdown: string
  /** Grows with every change. */
  readonly revision: number
  readonly url: string
  readonly createdAt: number
  readonly updatedAt: number
  /** Names of who has it open. */
  readonly present: readonly string[]
}

type User = Exclude<Actor, null>

interface Entry {
  readonly room: DocumentRoom
  holders: number
}

/**
 * What people write of incidents, together. A live document begins by itself when it is first asked for; a postmortem has
 * to be started. Whatever names an unknown incident, document or version rejects with `not_found`.
 */
export class IncidentDocuments {
  readonly #deps: IncidentDocumentsDeps
  /** Those that are open; loaded only so long. */
  readonly #rooms = new Map<number, Promise<Entry>>()
  readonly #closing = new Set<Promise<void>>()
  readonly #printer = new DocumentPrinter()

  constructor(deps: IncidentDocumentsDeps) {
    this.#deps = deps
  }

  /** Does the step `document`: tells the incident where its document is. */
  readonly link: StepHandler = async (incident) => {
    if (incident.lidLink !== null) return DONE
    const origin = this.#deps.origin()
    if (origin === '') throw new Error('the address of the hub is not known yet')
    const lidLink = (await this.#elsewhere(incident)) ?? documentUrl(origin, incident.shortId, 'lid')
    await this.#deps.incidentStore.edit(incident.id, { lidLink }, { actor: null, at: this.#deps.clock.now() }, [])
    return DONE
  }

  async read(ref: DocumentRef): Promise<DocumentView> {
    const { incident, stored } = await this.#open(ref)
    return this.#hold(stored, async (room) => this.#view(incident, stored, room))
  }

  /** Changes the whole text. Rejects with `conflict` when it is no longer at the revision that was read. */
  async replace(ref: DocumentRef, markdown: string, revision: number, { username }: User): Promise<DocumentView> {
    const { incident, stored } = await this.#open(ref)
    return this.#hold(stored, async (room) => {
      if (room.revision !== revision) throw new DomainError('conflict', `The document has changed: it is at version ${room.revision}`)
      await room.replace(markdown, username)
      return this.#view(incident, stored, room)
    })
  }

  async versions(ref: DocumentRef, page: { readonly offset: number; readonly limit: number }): ReturnType<DocumentStore['versions']> {
    const { stored } = await this.#open(ref)
    return this.#deps.store.versions(stored.id, page)
  }

  async version(ref: DocumentRef, id: string): Promise<DocumentVersion & { readonly markdown: string }> {
    const { stored } = await this.#open(ref)
    return this.#version(stored, id)
  }

  async keepVersion(ref: DocumentRef, { username }: User): Promise<DocumentVersion> {
    const { stored } = await this.#open(ref)
    return this.#hold(stored, (room) => room.keepVersion('manual', username))
  }

  /** Puts the text of a version in place of the present one, which becomes a version itself. */
  async restore(ref: DocumentRef, id: string, { username }: User): Promise<DocumentView> {
    const { incident, stored } = await this.#open(ref)
    const { markdown } = await this.#version(stored, id)
    return this.#hold(stored, async (room) => {
      await room.keepVersion('before_restore', username)
      await room.replace(markdown, username)
      return this.#view(incident, stored, room)
    })
  }

  /** As a PDF, in the language of the reader as far as it is the hub's words. */
  async pdf(ref: DocumentRef): Promise<{ readonly view: DocumentView; readonly pdf: Uint8Array }> {
    const view = await this.read(ref)
    const { incident, markdown, updatedAt } = view
    const title = `${incident.shortId} · ${incident.title}`
    const footer = `${title} · ${minuteOf(updatedAt)}`
    return { view, pdf: await this.#printer.print({ title, footer, language: ref.language, markdown }) }
  }

  /** Rejects with `conflict` when there is one already. */
  async startPostmortem(ref: Omit<DocumentRef, 'kind'>, actor: User): Promise<DocumentView> {
    const { store, incidents, clock } = this.#deps
    const lid = await this.#open({ ...ref, kind: 'lid' })
    const { incident } = lid
    const [detail, timeline, markdown, { versions }] = await Promise.all([
      incidents.detail(incident.id),
      incidents.timeline(incident.id),
      this.#hold(lid.stored, async (room) => room.markdown),
      store.versions(lid.stored.id, { offset: 0, limit: 100 }),
    ])
    const writers = [...versions.toReversed().flatMap(({ authors }) => authors), ...lid.stored.authors]
    const provided = await this.#deps.provider?.url(incident.id)
    const elsewhere = provided === detail.incident.lidLink ? provided : null
    const text = postmortemTemplate({ detail, timeline, elsewhere }, markdown, writers, ref.language)
    const begun = { incident: incident.id, kind: 'postmortem', state: SharedText.state(text), at: clock.now() } as const
    const { document, created } = await store.create(begun)
    if (!created) throw new DomainError('conflict', 'Postmortem already exists')
    const data = { url: documentUrl(this.#deps.origin(), incident.shortId, 'postmortem') }
    await incidents.append(incident.id, { type: 'DOCUMENT', message: `Postmortem started by ${actor.username}`, actor, data })
    return this.#hold(document, async (room) => this.#view(incident, document, room))
  }

  /** Lets somebody in, until the seat is left. */
  async join(ref: DocumentRef, member: Member): Promise<Seat> {
    const { stored } = await this.#open(ref)
    const entry = await this.#enter(stored)
    const seat = entry.room.join(member)
    let left = false
    const leave = (): void => {
      if (left) return
      left = true
      seat.leave()
      this.#leave(stored.id, entry)
    }
    return { receive: (message) => seat.receive(message), leave }
  }

  /** Finishes what was begun. Whoever has a document open must have left. */
  async stop(): Promise<void> {
    while (this.#closing.size > 0) await Promise.all(this.#closing)
  }

  /** Address of the document at the provider; null where there is none, or it refuses for good, which is told on the timeline. */
  async #elsewhere({ id }: Incident): Promise<string | null> {
    const { provider, incidents } = this.#deps
    if (!provider) return null
    const [detail, timeline] = await Promise.all([incidents.detail(id), incidents.timeline(id)])
    const begun = await provider.begin(detail.incident, (language) => lidTemplate({ detail, timeline }, language))
    if (begun === null || 'url' in begun) return begun?.url ?? null
    const message = `${begun.refused}. The document is in Hyperion instead`
    await incidents.append(id, { type: 'DOCUMENT', message, actor: null, data: {} })
    return null
  }

  /** The document, begun when it is a live one that nobody asked for before. */
  async #open({ incident: ref, kind, language }: DocumentRef): Promise<{ readonly incident: Incident; readonly stored: StoredDocument }> {
    const { store, incidents, clock } = this.#deps
    const incident = await incidents.byRef(ref)
    const stored = await store.find(incident.id, kind)
    if (stored) return { incident, stored }
    if (kind === 'postmortem') throw new DomainError('not_found', 'no postmortem yet')
    const [detail, timeline] = await Promise.all([incidents.detail(incident.id), incidents.timeline(incident.id)])
    const state = SharedText.state(lidTemplate({ detail, timeline }, language))
    return { incident, stored: (await store.create({ incident: incident.id, kind, state, at: clock.now() })).document }
  }

  async #version({ id }: StoredDocument, version: string): Promise<DocumentVersion & { readonly markdown: string }> {
    const found = await this.#deps.store.version(id, version)
    if (!found) throw new DomainError('not_found', 'no such version')
    return found
  }

  #view(incident: Incident, { kind, createdAt }: StoredDocument, room: DocumentRoom): DocumentView {
    const { markdown, revision, updatedAt, present } = room
    const url = documentUrl(this.#deps.origin(), incident.shortId, kind)
    return { incident, kind, markdown, revision, url, createdAt, updatedAt, present }
  }

  async #hold<T>(stored: StoredDocument, work: (room: DocumentRoom) => Promise<T>): Promise<T> {
    const entry = await this.#enter(stored)
    try {
      return await work(entry.room)
    } finally {
      this.#leave(stored.id, entry)
    }
  }

  async #enter(stored: StoredDocument): Promise<Entry> {
    for (;;) {
      let opening = this.#rooms.get(stored.id)
      if (!opening) {
        opening = this.#load(stored)
        this.#rooms.set(stored.id, opening)
      }
      const entry = await opening
      // It may have been closed while this waited.
      if (this.#rooms.get(stored.id) !== opening) continue
      entry.holders += 1
      return entry
    }
  }

  #load(stored: StoredDocument): Promise<Entry> {
    const { store, clock, log } = this.#deps
    const forget = (): void => {
      if (this.#rooms.get(stored.id) === opening) this.#rooms.delete(stored.id)
    }
    const opening: Promise<Entry> = this.#settled(stored)
      .then((fresh) => DocumentRoom.load(fresh, { store, clock, log, onBroken: forget }))
      .then((room) => ({ room, holders: 0 }))
    opening.catch(forget)
    return opening
  }

  /** As it is kept now: it may have been read before whoever had it open was done. */
  async #settled(stored: StoredDocument): Promise<StoredDocument> {
    return (await this.#deps.store.find(stored.incident, stored.kind)) ?? stored
  }

  #leave(id: number, entry: Entry): void {
    entry.holders -= 1
    if (entry.holders > 0) return
    const closing = this.#close(id, entry).finally(() => this.#closing.delete(closing))
    this.#closing.add(closing)
  }

  async #close(id: number, entry: Entry): Promise<void> {
    await entry.room.settle()
    // Somebody may have come meanwhile.
    if (entry.holders > 0) return
    const current = await this.#rooms.get(id)?.catch(() => undefined)
    if (entry.holders > 0) return
    if (current === entry) this.#rooms.delete(id)
    entry.room.free()
  }
}
