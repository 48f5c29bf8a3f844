import { randomUUID } from 'node:crypto'
import { DEFAULT_TAG_COLOR } from '@hyperion/domain/tags'
import type { Actor, IncidentDetail } from '@hyperion/ports/incidents'
import type { Reader, Tx } from './rows.ts'
import { tell } from './timeline.ts'

type Tags = IncidentDetail['tags']

export async function tagsOf(db: Reader, incident: string): Promise<Tags> {
  return db
    .selectFrom('incident_tags')
    .innerJoin('tags', 'tags.id', 'incident_tags.tag_id')
    .select(['tags.id', 'tags.name', 'tags.color'])
    .where('incident_id', '=', incident)
    .orderBy('tags.name')
    .execute()
}

/** Puts tags on an incident, making those that are new. */
export async function addTags(
  tx: Tx,
  incident: string,
  names: readonly string[],
  { actor, at }: { actor: Actor; at: number },
): Promise<Tags> {
  const before = new Set((await tagsOf(tx, incident)).map(({ name }) => name))
  const added = [...new Set(names)].filter((name) => !before.has(name))
  if (added.length === 0) return tagsOf(tx, incident)
  const rows = added.map((name) => ({ id: randomUUID(), name, color: DEFAULT_TAG_COLOR }))
  await tx
    .insertInto('tags')
    .values(rows)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const tags = await tx.selectFrom('tags').select('id').where('name', 'in', added).execute()
  await tx
    .insertInto('incident_tags')
    .values(tags.map(({ id }) => ({ incident_id: incident, tag_id: id })))
    .onConflict((conflict) => conflict.columns(['incident_id', 'tag_id']).doNothing())
    .execute()
  await tell(tx, incident, { type: 'TAG', message: `Tagged ${added.join(', ')}`, at, actor, data: { added } })
  return tagsOf(tx, incident)
}

export async function removeTag(tx: Tx, incident: string, name: string, { actor, at }: { actor: Actor; at: number }): Promise<Tags> {
  const tag = await tx.selectFrom('tags').select('id').where('name', '=', name).executeTakeFirst()
  const { numDeletedRows } = await tx
    .deleteFrom('incident_tags')
    .where('incident_id', '=', incident)
    .where('tag_id', '=', tag?.id ?? '')
    .executeTakeFirst()
  if (numDeletedRows > 0n) await tell(tx, incident, { type: 'TAG', message: `Tag ${name} removed`, at, actor, data: { removed: [name] } })
  return tagsOf(tx, incident)
}
