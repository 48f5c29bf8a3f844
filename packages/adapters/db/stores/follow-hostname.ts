import type { HostInventory } from '@hyperion/domain/hosts'
import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'

/** A name that an administrator gave stays; one that was the machine's own changes with it. */
export async function followHostname(tx: Transaction<Schema>, host: number, before: string | null, now: HostInventory): Promise<void> {
  const known = before === null ? undefined : (JSON.parse(before) as HostInventory).info.hostname
  const { hostname } = now.info
  if (known === undefined || known === hostname || hostname === '') return
  await tx.updateTable('hosts').set({ name: hostname }).where('id', '=', host).where('name', '=', known).execute()
}
