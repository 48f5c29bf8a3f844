import { DomainError } from '@hyperion/domain/errors'
import type { GoogleDocsStore, GoogleDocument, StoredGoogleSettings } from '@hyperion/ports/google-docs'
import type { Db } from '../schema.ts'

const ONLY = 1

export class SqlGoogleDocsStore implements GoogleDocsStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async settings(): Promise<StoredGoogleSettings | undefined> {
    const row = await this.#db.selectFrom('google_docs_settings').selectAll().where('id', '=', ONLY).executeTakeFirst()
    if (!row) return undefined
    const { key, account, folder, language, server } = row
    const shareWith = JSON.parse(row.share_with) as string[]
    const updated = { updatedAt: row.updated_at, updatedBy: row.updated_by }
    return { key, account, folder, shareWith, language, server, enabled: Boolean(row.enabled), ...updated }
  }

  async saveSettings({ shareWith, updatedAt, updatedBy, ...rest }: StoredGoogleSettings): Promise<void> {
    const columns = { ...rest, share_with: JSON.stringify(shareWith), updated_at: updatedAt, updated_by: updatedBy }
    await this.#db
      .insertInto('google_docs_settings')
      .values({ id: ONLY, ...columns })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
      .execute()
  }

  async clearSettings(): Promise<void> {
    await this.#db.deleteFrom('google_docs_settings').execute()
  }

  async document(incident: string): Promise<GoogleDocument | undefined> {
    const query = this.#db.selectFrom('google_documents').selectAll().where('incident_id', '=', incident)
    const row = await query.executeTakeFirst()
    return row && { incident: row.incident_id, id: row.document_id, url: row.url }
  }

  async saveDocument({ incident, id, url }: GoogleDocument): Promise<GoogleDocument> {
    await this.#db
      .insertInto('google_documents')
      .values({ incident_id: incident, document_id: id, url })
      .onConflict((conflict) => conflict.column('incident_id').doNothing())
      .execute()
    const kept = await this.document(incident)
    if (!kept) throw new DomainError('not_found', 'no such incident')
    return kept
  }
}
