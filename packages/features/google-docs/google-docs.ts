import { DomainError } from '@hyperion/domain/errors'
import type { Incident } from '@hyperion/domain/incidents'
import { shortened } from '@hyperion/domain/text'
import type { Clock } from '@hyperion/ports/clock'
import type { GoogleDocsStore, GoogleDocument } from '@hyperion/ports/google-docs'
import type { DocumentProvider } from '../incident-documents/index.ts'
import type { Outgoing } from '../notifications/index.ts'
import type { SecretBox } from '../secrets/index.ts'
import { type GoogleAnswer, GoogleClient, GoogleRefusal, type GoogleSession } from './client.ts'
import { type GoogleAccount, GoogleSettings } from './settings.ts'

export interface GoogleDocsDeps {
  readonly store: GoogleDocsStore
  readonly secrets: SecretBox
  readonly outgoing: Pick<Outgoing, 'post' | 'get' | 'refusal'>
  readonly clock: Clock
}

const FILES = '/drive/v3/files'
const DOCUMENT_TYPE = 'application/vnd.google-apps.document'
const TITLE_LENGTH = 200
const SHARED_DRIVES = { supportsAllDrives: 'true' }
/** Where the text of a document ends that has none. */
const EMPTY_END = 2
/** After trouble Google is left alone: steps are done one after another, and people are to be paged meanwhile. */
const QUIET_MS = 15_000

/** Live documents at Google. Each part of making one is done once, whenever the hub ended in between. */
export class GoogleDocs implements DocumentProvider {
  readonly settings: GoogleSettings
  readonly #store: GoogleDocsStore
  readonly #client: GoogleClient
  readonly #clock: Clock
  #quietUntil = 0

  constructor({ outgoing, ...deps }: GoogleDocsDeps) {
    this.#store = deps.store
    this.#clock = deps.clock
    this.#client = new GoogleClient({ outgoing, clock: deps.clock })
    this.settings = new GoogleSettings({ ...deps, client: this.#client, refusal: (url) => outgoing.refusal(url) })
  }

  async begin(incident: Incident, text: Parameters<DocumentProvider['begin']>[1]): ReturnType<DocumentProvider['begin']> {
    const account = await this.settings.account()
    if (!account?.enabled) return null
    this.#refuseEarly()
    try {
      const session = await this.#client.signIn(account)
      const { id, url } = (await this.#store.document(incident.id)) ?? (await this.#make(session, account, incident))
      await write(session, id, text(account.language))
      for (const whom of account.shareWith) await share(session, id, whom)
      return { url }
    } catch (error) {
      if (error instanceof GoogleRefusal) return { refused: error.message }
      this.#quietUntil = this.#clock.now() + QUIET_MS
      throw error
    }
  }

  async url(incident: string): Promise<string | null> {
    return (await this.#store.document(incident))?.url ?? null
  }

  #refuseEarly(): void {
    const left = this.#quietUntil - this.#clock.now()
    if (left > 0) throw new DomainError('rate_limited', 'Google was in trouble a moment ago', { retryAfter: Math.ceil(left / 1000) })
  }

  async #make(session: GoogleSession, { folder }: GoogleAccount, incident: Incident): Promise<GoogleDocument> {
    const id = (await found(session, incident)) ?? (await created(session, folder, incident))
    return this.#store.saveDocument({ incident: incident.id, id, url: `https://docs.google.com/document/d/${id}/edit` })
  }
}

/** One that was made, of which the hub could not take note. */
async function found(session: GoogleSession, { id }: Incident): Promise<string | undefined> {
  const { files } = await session.get('drive', FILES, {
    ...SHARED_DRIVES,
    includeItemsFromAllDrives: 'true',
    corpora: 'allDrives',
    q: `appProperties has { key='incident' and value='${id}' } and trashed = false`,
    orderBy: 'createdTime',
    fields: 'files(id)',
  })
  const [first] = Array.isArray(files) ? (files as GoogleAnswer[]) : []
  return first && idOf(first)
}

async function created(session: GoogleSession, folder: string | null, { id, shortId, title }: Incident): Promise<string> {
  const file = {
    name: shortened(`${shortId} · ${title}`, TITLE_LENGTH),
    mimeType: DOCUMENT_TYPE,
    ...(folder !== null && { parents: [folder] }),
    appProperties: { incident: id },
  }
  return idOf(await session.post('drive', FILES, { ...SHARED_DRIVES, fields: 'id' }, file))
}

/** Only into one without text: what people wrote there stays as it is. */
async function write(session: GoogleSession, id: string, text: string): Promise<void> {
  const { body } = await session.get('docs', `/v1/documents/${id}`, { fields: 'body(content(endIndex))' })
  const content = (body as { readonly content?: readonly { readonly endIndex?: number }[] } | undefined)?.content
  if (!content) throw new Error('Google did not say what is in the document')
  if (content.some(({ endIndex = 0 }) => endIndex > EMPTY_END)) return
  const requests = [{ insertText: { location: { index: 1 }, text } }]
  await session.post('docs', `/v1/documents/${id}:batchUpdate`, {}, { requests })
}

/** Again is as good as once. */
async function share(session: GoogleSession, id: string, whom: string): Promise<void> {
  const to = whom.includes('@') ? { type: 'user', emailAddress: whom } : { type: 'domain', domain: whom }
  const query = { ...SHARED_DRIVES, ...(to.type === 'user' && { sendNotificationEmail: 'false' }) }
  await session.post('drive', `${FILES}/${id}/permissions`, query, { role: 'writer', ...to })
}

function idOf({ id }: GoogleAnswer): string {
  if (typeof id !== 'string' || !/^[\w-]{5,200}$/.test(id)) throw new Error('Google named no document')
  return id
}
