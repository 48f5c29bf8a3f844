import type { AlertEvent } from '@hyperion/domain/alerts'
import { OWN_SOURCE, opensIncidents, ownFingerprint } from '@hyperion/domain/inbound'
import type { Transaction } from 'kysely'
import type { Schema } from '../../schema.ts'
import { settingsOf } from './integrations.ts'

type Tx = Transaction<Schema>

/** Lets an event of the hub's own alerts in, in the transaction that keeps it, where it is wanted or ends what was. */
export async function letInOwn(tx: Tx, alert: number, event: AlertEvent, noticedAt: number): Promise<void> {
  const integration = await tx.selectFrom('integrations').selectAll().where('built_in', '=', OWN_SOURCE).executeTakeFirst()
  if (!integration?.enabled || event.kind === 'reminded') return
  const wanted = opensIncidents(event, settingsOf(integration).ownAlerts)
  if (!wanted && !(event.kind === 'resolved' && (await isOpen(tx, integration.id, event)))) return
  const body = Buffer.from(JSON.stringify(event))
  await tx
    .insertInto('inbound')
    .values({
      integration_id: integration.id,
      source: OWN_SOURCE,
      received_at: noticedAt,
      last_at: noticedAt,
      queued_at: noticedAt,
      // Whatever clock the event goes by: it is here.
      due_at: 0,
      lease_until: 0,
      body,
      size: body.byteLength,
      headers: '{}',
      hash: `${alert}:${event.kind}:${event.at}`,
      repeats: 0,
      state: 'queued',
      attempts: 0,
      finished_at: null,
      result: null,
      error: null,
    })
    .execute()
}

async function isOpen(tx: Tx, integration: string, event: AlertEvent): Promise<boolean> {
  const row = await tx
    .selectFrom('inbound_alerts')
    .select('firing')
    .where('integration_id', '=', integration)
    .where('fingerprint', '=', ownFingerprint(event))
    .executeTakeFirst()
  return Boolean(row?.firing)
}
