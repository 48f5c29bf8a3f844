import { randomUUID } from 'node:crypto'
import type { IncidentComment, TimelineEntry } from '@hyperion/domain/incidents'
import type { NewTimelineEntry } from '@hyperion/ports/incidents'
import type { Selectable } from 'kysely'
import type { IncidentCommentsTable, TimelineEntriesTable } from '../../tables/incidents.ts'
import type { Reader, Tx } from './rows.ts'

export function toEntry({ id, type, message, at, actor, data }: Selectable<TimelineEntriesTable>): TimelineEntry {
  return { id, type, message, at, actor, data: JSON.parse(data) }
}

export function toComment({ id, author_id, author, content, type, created_at }: Selectable<IncidentCommentsTable>): IncidentComment {
  return { id, author: { id: author_id, username: author }, content, type, createdAt: created_at }
}

/** Adds to the timeline of an incident. */
export async function tell(tx: Reader, incident: string, entry: NewTimelineEntry): Promise<TimelineEntry> {
  const { type, message, at, actor, data = {} } = entry
  const row = await tx
    .insertInto('timeline_entries')
    .values({
      id: randomUUID(),
      incident_id: incident,
      type,
      message,
      at,
      actor_id: actor?.id ?? null,
      actor: actor?.username ?? null,
      data: JSON.stringify(data),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toEntry(row)
}

/** Owes steps to an incident; one of a kind that waits already is made due at once, and not owed twice. */
export async function owe(tx: Tx | Reader, incident: string, kinds: readonly string[], at: number): Promise<void> {
  for (const kind of kinds) {
    await tx
      .insertInto('incident_steps')
      .values({
        incident_id: incident,
        kind,
        state: 'pending',
        waiting_key: `${incident}:${kind}`,
        attempts: 0,
        created_at: at,
        due_at: at,
        lease_until: 0,
        finished_at: null,
        error: null,
      })
      .onConflict((conflict) => conflict.column('waiting_key').doUpdateSet({ due_at: at }))
      .execute()
  }
}
