import type { VersionReason } from '@hyperion/domain/documents'

export { DOCUMENT_LENGTH, type DocumentKind, type VersionReason } from '@hyperion/domain/documents'

/** A document, as `GET /api/v1/incidents/{id}/document/` answers it. */
export interface DocumentAnswer {
  readonly incident: { readonly id: string; readonly short_id: string; readonly title: string }
  readonly kind: 'lid' | 'postmortem'
  readonly markdown: string
  /** Grows with every change. */
  readonly version: number
  readonly url: string
  readonly created_at: string
  readonly updated_at: string
  /** Who has it open. */
  readonly present: readonly string[]
}

export interface DocumentVersionRow {
  readonly id: string
  /** That of the document when this was kept. */
  readonly version: number
  readonly reason: VersionReason
  /** Who wrote since the version before. */
  readonly authors: readonly string[]
  readonly created_at: string
  /** Characters. */
  readonly length: number
}

export interface DocumentVersionAnswer extends DocumentVersionRow {
  readonly markdown: string
}

export interface DocumentVersionsAnswer {
  readonly count: number
  readonly next: string | null
  readonly previous: string | null
  readonly results: readonly DocumentVersionRow[]
}
