import { DEFAULT_THRESHOLDS, RESOURCES, type Thresholds } from '@hyperion/domain/alerts'
import type { StoredThresholds, ThresholdStore } from '@hyperion/ports/thresholds'
import type { Db } from '../schema.ts'

export class SqlThresholdStore implements ThresholdStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  read(): Promise<StoredThresholds> {
    return readFrom(this.#db)
  }

  change(change: Partial<Thresholds>, by: { userId: number; at: number }): Promise<StoredThresholds> {
    return this.#db.transaction().execute(async (tx) => {
      for (const resource of RESOURCES) {
        const levels = change[resource]
        if (!levels) continue
        const row = { warning_level: levels.warning, critical_level: levels.critical, updated_at: by.at, updated_by: by.userId }
        await tx
          .insertInto('thresholds')
          .values({ resource, ...row })
          .onConflict((conflict) => conflict.column('resource').doUpdateSet(row))
          .execute()
      }
      return readFrom(tx)
    })
  }
}

async function readFrom(db: Db): Promise<StoredThresholds> {
  const rows = await db
    .selectFrom('thresholds')
    .leftJoin('users', 'users.id', 'thresholds.updated_by')
    .select(['resource', 'warning_level', 'critical_level', 'updated_at', 'username'])
    .execute()
  const levels = rows.map((row) => [row.resource, { warning: row.warning_level, critical: row.critical_level }])
  const [latest] = rows.toSorted((a, b) => (b.updated_at ?? 0) - (a.updated_at ?? 0))
  return {
    thresholds: { ...DEFAULT_THRESHOLDS, ...Object.fromEntries(levels) },
    updatedAt: latest?.updated_at ?? null,
    updatedBy: latest?.username ?? null,
  }
}
