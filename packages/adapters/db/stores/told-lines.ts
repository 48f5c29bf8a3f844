import { randomUUID } from 'node:crypto'
import type { ToldLine } from '@hyperion/ports/escalation'
import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'

/** Writes what the hub did on the timeline of an incident, along with the deed itself. */
export async function tell(tx: Transaction<Schema>, incident: string, at: number, { type, message, data = {} }: ToldLine): Promise<void> {
  const nobody = { actor_id: null, actor: null }
  await tx
    .insertInto('timeline_entries')
    .values({ id: randomUUID(), incident_id: incident, type, message, at, data: JSON.stringify(data), ...nobody })
    .execute()
}
