import type { HostInventory } from '@hyperion/domain/hosts'
import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'

/** A name that an administrator gave stays; one that was the machine's own changes with it. */
export async function followHostname(
  tx: Transaction<Schema>,
  table: 'agents' | 'ssh_hosts' | 'scrape_targets',
  host: number,
  { info }: HostInventory,
): Promise<void> {
  const row = await tx.selectFrom(table).select('inventory').where('host_id', '=', host).executeTakeFirst()
  const before = row?.inventory ? (JSON.parse(row.inventory) as HostInventory).info.hostname : undefined
  if (before === undefined || before === info.hostname || info.hostname === '') return
  await tx.updateTable('hosts').set({ name: info.hostname }).where('id', '=', host).where('name', '=', before).execute()
}
