import type { DocumentKind, VersionReason } from '@hyperion/domain/documents'
import type { Generated } from 'kysely'

export interface IncidentDocumentsTable {
  id: Generated<number>
  incident_id: string
  kind: DocumentKind
  state: Uint8Array
  folded: Generated<number>
  revision: Generated<number>
  /** JSON: names of who wrote since the latest version. */
  authors: Generated<string>
  versioned: Generated<number>
  created_at: number
  updated_at: number
}

export interface DocumentUpdatesTable {
  document_id: number
  revision: number
  data: Uint8Array
}

export interface DocumentVersionsTable {
  seq: Generated<number>
  /** A UUID. */
  id: string
  document_id: number
  revision: number
  reason: VersionReason
  /** JSON. */
  authors: string
  at: number
  length: number
  markdown: string
}

export interface DocumentTables {
  incident_documents: IncidentDocumentsTable
  document_updates: DocumentUpdatesTable
  document_versions: DocumentVersionsTable
}
