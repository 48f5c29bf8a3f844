import type { DocumentLanguage } from '@hyperion/domain/documents'

export interface GoogleDocsTables {
  google_docs_settings: {
    /** 1: there is one account. */
    id: number
    /** Sealed. */
    key: string
    account: string
    folder: string | null
    /** JSON. */
    share_with: string
    language: DocumentLanguage
    server: string | null
    enabled: boolean | number
    updated_at: number
    updated_by: string
  }
  google_documents: { incident_id: string; document_id: string; url: string }
}
