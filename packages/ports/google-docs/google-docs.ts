import type { DocumentLanguage } from '@hyperion/domain/documents'

/** How Google Docs is used for live documents, as it is kept. Times are epoch ms. */
export interface StoredGoogleSettings {
  /** JSON of a service account's key, sealed. */
  readonly key: string
  /** Mail address of the service account. */
  readonly account: string
  /** Id of the Drive folder that documents are made in; null for the account's own. */
  readonly folder: string | null
  /** Mail addresses and domains that may write. */
  readonly shareWith: readonly string[]
  /** Language that documents begin in. */
  readonly language: DocumentLanguage
  /** Origin of Google's APIs, when elsewhere than usual. */
  readonly server: string | null
  readonly enabled: boolean
  readonly updatedAt: number
  readonly updatedBy: string
}

/** A document at Google about an incident. */
export interface GoogleDocument {
  /** UUID. */
  readonly incident: string
  /** As Google calls it. */
  readonly id: string
  readonly url: string
}

export interface GoogleDocsStore {
  settings(): Promise<StoredGoogleSettings | undefined>
  /** In place of those before. */
  saveSettings(settings: StoredGoogleSettings): Promise<void>
  /** Documents stay. */
  clearSettings(): Promise<void>
  document(incident: string): Promise<GoogleDocument | undefined>
  /** Keeps the first one of an incident, and answers it. Rejects with `not_found` when there is no such incident. */
  saveDocument(document: GoogleDocument): Promise<GoogleDocument>
}
