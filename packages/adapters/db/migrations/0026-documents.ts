import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

/** What people write of incidents: the shared text, its changes, and how it was before. */
export async function documents(tx: Transaction<Schema>, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('incident_documents')
    .addColumn('id', type.id)
    .addColumn('incident_id', 'text', (c) => c.notNull().references('incidents.id').onDelete('cascade'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('state', type.bytes, (c) => c.notNull())
    .addColumn('folded', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('revision', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('authors', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('versioned', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('updated_at', type.time, (c) => c.notNull())
    .addUniqueConstraint('incident_documents_key', ['incident_id', 'kind'])
    .execute()
  await tx.schema
    .createTable('document_updates')
    .addColumn('document_id', type.reference, (c) => c.notNull().references('incident_documents.id').onDelete('cascade'))
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('data', type.bytes, (c) => c.notNull())
    .addPrimaryKeyConstraint('document_updates_key', ['document_id', 'revision'])
    .execute()
  await tx.schema
    .createTable('document_versions')
    .addColumn('seq', type.id)
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('document_id', type.reference, (c) => c.notNull().references('incident_documents.id').onDelete('cascade'))
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('authors', 'text', (c) => c.notNull())
    .addColumn('at', type.time, (c) => c.notNull())
    .addColumn('length', 'integer', (c) => c.notNull())
    .addColumn('markdown', 'text', (c) => c.notNull())
    .execute()
  await tx.schema.createIndex('document_versions_by_document').on('document_versions').columns(['document_id', 'seq']).execute()
}
