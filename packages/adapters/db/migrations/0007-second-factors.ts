import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

type Tx = Transaction<Schema>

async function twoFactor(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('two_factor')
    .addColumn('user_id', type.reference, (c) => c.primaryKey().references('users.id').onDelete('cascade'))
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('confirmed_at', type.time)
    .addColumn('last_step', type.size, (c) => c.notNull().defaultTo(0))
    .execute()
  await tx.schema
    .createTable('recovery_codes')
    .addColumn('user_id', type.reference, (c) => c.notNull().references('two_factor.user_id').onDelete('cascade'))
    .addColumn('code_hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('recovery_codes_key', ['user_id', 'code_hash'])
    .execute()
  await tx.schema
    .createTable('second_factor_proofs')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('user_id', type.reference, (c) => c.notNull().references('two_factor.user_id').onDelete('cascade'))
    .addColumn('at', type.time, (c) => c.notNull())
    .execute()
  await tx.schema.createIndex('second_factor_proofs_at').on('second_factor_proofs').column('at').execute()
}

async function passwordResets(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('password_resets')
    .addColumn('user_id', type.reference, (c) => c.primaryKey().references('users.id').onDelete('cascade'))
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('expires_at', type.time, (c) => c.notNull())
    .execute()
}

async function identities(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('oidc_identities')
    .addColumn('issuer', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('user_id', type.reference, (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addPrimaryKeyConstraint('oidc_identities_key', ['issuer', 'subject'])
    .execute()
  await tx.schema.createIndex('oidc_identities_user').unique().on('oidc_identities').column('user_id').execute()
}

/** Second factors, links that set a new password, and accounts at an OpenID Connect provider. */
export async function secondFactors(tx: Tx, type: ColumnTypes): Promise<void> {
  await twoFactor(tx, type)
  await passwordResets(tx, type)
  await identities(tx, type)
}
