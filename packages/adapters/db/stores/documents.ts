import { randomUUID } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import type { DocumentChange, DocumentStore, DocumentVersion, NewDocument, NewVersion, StoredDocument } from '@hyperion/ports/documents'
import type { Selectable, Transaction } from 'kysely'
import type { Db, Schema } from '../schema.ts'
import type { DocumentVersionsTable, IncidentDocumentsTable } from '../tables/documents.ts'

function toDocument(row: Selectable<IncidentDocumentsTable>): StoredDocument {
  return {
    id: row.id,
    incident: row.incident_id,
    kind: row.kind,
    state: new Uint8Array(row.state),
    folded: row.folded,
    revision: row.revision,
    authors: JSON.parse(row.authors),
    versioned: row.versioned,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

function toVersion({ id, revision, reason, authors, at, length }: Omit<Selectable<DocumentVersionsTable>, 'markdown'>): DocumentVersion {
  return { id, revision, reason, authors: JSON.parse(authors), at, length }
}

const VERSION_COLUMNS = ['seq', 'id', 'document_id', 'revision', 'reason', 'authors', 'at', 'length'] as const

export class SqlDocumentStore implements DocumentStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async find(incident: string, kind: StoredDocument['kind']): Promise<StoredDocument | undefined> {
    const query = this.#db.selectFrom('incident_documents').selectAll()
    const row = await query.where('incident_id', '=', incident).where('kind', '=', kind).executeTakeFirst()
    return row && toDocument(row)
  }

  async create({ incident, kind, state, at }: NewDocument): ReturnType<DocumentStore['create']> {
    const row = await this.#db
      .insertInto('incident_documents')
      .values({ incident_id: incident, kind, state, created_at: at, updated_at: at })
      .onConflict((conflict) => conflict.columns(['incident_id', 'kind']).doNothing())
      .returningAll()
      .executeTakeFirst()
    if (row) return { document: toDocument(row), created: true }
    const document = await this.find(incident, kind)
    if (!document) throw unknown()
    return { document, created: false }
  }

  async changesAfter(id: number, revision: number): Promise<readonly DocumentChange[]> {
    const query = this.#db.selectFrom('document_updates').select(['revision', 'data'])
    const rows = await query.where('document_id', '=', id).where('revision', '>', revision).orderBy('revision').execute()
    return rows.map((row) => ({ revision: row.revision, data: new Uint8Array(row.data) }))
  }

  append(id: number, changes: readonly Uint8Array[], { authors, at }: { authors: readonly string[]; at: number }): Promise<number> {
    return this.#db.transaction().execute(async (tx) => {
      // The row is locked from here on: whoever appends at the same time gets the numbers after these.
      const row = await tx
        .updateTable('incident_documents')
        .set(({ eb }) => ({ revision: eb('revision', '+', changes.length), updated_at: at }))
        .where('id', '=', id)
        .returning(['revision', 'authors'])
        .executeTakeFirst()
      if (!row) throw unknown()
      const first = row.revision - changes.length + 1
      const rows = changes.map((data, i) => ({ document_id: id, revision: first + i, data }))
      if (rows.length > 0) await tx.insertInto('document_updates').values(rows).execute()
      await addAuthors(tx, id, JSON.parse(row.authors), authors)
      return row.revision
    })
  }

  async fold(id: number, state: Uint8Array, revision: number): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('incident_documents')
        .set({ state, folded: revision })
        .where('id', '=', id)
        .where('folded', '<', revision)
        .where('revision', '>=', revision)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return
      await tx.deleteFrom('document_updates').where('document_id', '=', id).where('revision', '<=', revision).execute()
    })
  }

  saveVersion(id: number, version: NewVersion, automatic: number): Promise<DocumentVersion> {
    const { revision, reason, authors, at, markdown } = version
    return this.#db.transaction().execute(async (tx) => {
      const document = tx.updateTable('incident_documents').set({ authors: '[]', versioned: revision })
      if ((await document.where('id', '=', id).executeTakeFirst()).numUpdatedRows === 0n) throw unknown()
      const row = await tx
        .insertInto('document_versions')
        .values({
          id: randomUUID(),
          document_id: id,
          revision,
          reason,
          authors: JSON.stringify(authors),
          at,
          length: markdown.length,
          markdown,
        })
        .returning(VERSION_COLUMNS)
        .executeTakeFirstOrThrow()
      await forgetOld(tx, id, automatic)
      return toVersion(row)
    })
  }

  async versions(id: number, { offset, limit }: { offset: number; limit: number }): ReturnType<DocumentStore['versions']> {
    const all = this.#db.selectFrom('document_versions').where('document_id', '=', id)
    const [total, rows] = await Promise.all([
      all.select(({ fn }) => fn.countAll<number | string>().as('count')).executeTakeFirstOrThrow(),
      all.select(VERSION_COLUMNS).orderBy('seq', 'desc').offset(offset).limit(limit).execute(),
    ])
    return { count: Number(total.count), versions: rows.map(toVersion) }
  }

  async version(id: number, version: string): ReturnType<DocumentStore['version']> {
    const query = this.#db.selectFrom('document_versions').selectAll()
    const row = await query.where('document_id', '=', id).where('id', '=', version).executeTakeFirst()
    return row && { ...toVersion(row), markdown: row.markdown }
  }
}

async function addAuthors(tx: Transaction<Schema>, id: number, known: readonly string[], more: readonly string[]): Promise<void> {
  const all = [...new Set([...known, ...more])]
  if (all.length === known.length) return
  await tx
    .updateTable('incident_documents')
    .set({ authors: JSON.stringify(all) })
    .where('id', '=', id)
    .execute()
}

async function forgetOld(tx: Transaction<Schema>, id: number, automatic: number): Promise<void> {
  const kept = await tx
    .selectFrom('document_versions')
    .select('seq')
    .where('document_id', '=', id)
    .where('reason', '=', 'auto')
    .orderBy('seq', 'desc')
    .offset(automatic - 1)
    .limit(1)
    .executeTakeFirst()
  if (!kept) return
  const old = tx.deleteFrom('document_versions').where('document_id', '=', id).where('reason', '=', 'auto')
  await old.where('seq', '<', kept.seq).execute()
}

function unknown(): DomainError {
  return new DomainError('not_found', 'no such document')
}
