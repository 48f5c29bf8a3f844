import { type AlertEvent, noticeOf } from '@hyperion/domain/alerts'
import type { Selectable, Transaction } from 'kysely'
import type { AlertsTable, Db, Schema } from '../schema.ts'
import { hostsOf, levelsOf } from './channel-columns.ts'
import { letInOwn } from './inbound/own.ts'

type Tx = Transaction<Schema>

/** Longest time for which a critical event waits for others. */
const CRITICAL_WAIT_MS = 1_000
const MINUTE = 60_000

/** Owes an event to every channel that wants it and to incidents, and keeps it for the web app. */
export async function queue(tx: Tx, alert: number, event: AlertEvent, noticedAt: number): Promise<void> {
  await note(tx, alert, event)
  await letInOwn(tx, alert, event, noticedAt)
  const wanting = event.kind === 'resolved' ? await toldChannels(tx, alert) : await wantingChannels(tx, event)
  await insert(
    tx,
    wanting.map(({ id, group_wait }) => {
      // The event's own time makes it one of a kind; the hub's says when it goes out.
      return { alert, channel: id, event, createdAt: event.at, dueAt: noticedAt + waitMs(event, group_wait) }
    }),
  )
}

/** A critical alert takes the others that wait along with it. */
function waitMs({ kind, level }: AlertEvent, groupWait: number): number {
  const wait = groupWait * 1000
  return kind !== 'resolved' && level === 'critical' ? Math.min(wait, CRITICAL_WAIT_MS) : wait
}

async function wantingChannels(tx: Tx, { level, host }: AlertEvent): Promise<readonly { id: number; group_wait: number }[]> {
  const channels = await tx.selectFrom('channels').select(['id', 'enabled', 'notify_on', 'hosts', 'group_wait']).execute()
  return channels.filter((each) => each.enabled && levelsOf(each.notify_on).includes(level) && concerns(each.hosts, host))
}

function concerns(hosts: string, host: number): boolean {
  return hosts === '' || hostsOf(hosts).includes(host)
}

/** The end is for whoever was told of the alert, whatever they want to be told by now. */
async function toldChannels(tx: Tx, alert: number): Promise<readonly { id: number; group_wait: number }[]> {
  const channels = await tx
    .selectFrom('channels')
    .select(['id', 'enabled', 'notify_recovery', 'group_wait'])
    .where('id', 'in', (told) => told.selectFrom('deliveries').select('channel_id').where('alert_id', '=', alert))
    .execute()
  return channels.filter((each) => each.enabled && each.notify_recovery)
}

async function note(tx: Tx, alert: number, event: AlertEvent): Promise<void> {
  await tx
    .insertInto('notifications')
    .values({ ...noticeOf(event), alert_id: alert, kind: event.kind, event: JSON.stringify(event) })
    .onConflict((conflict) => conflict.columns(['alert_id', 'kind', 'at']).doNothing())
    .execute()
}

interface Owed {
  readonly alert: number
  readonly channel: number
  readonly event: AlertEvent
  readonly createdAt: number
  readonly dueAt: number
}

/** Answers the alerts of those that were not owed yet. */
async function insert(tx: Tx, owed: readonly Owed[]): Promise<readonly number[]> {
  if (owed.length === 0) return []
  const rows = owed.map(({ alert, channel, event, createdAt, dueAt }) => ({
    alert_id: alert,
    channel_id: channel,
    kind: event.kind,
    event: JSON.stringify(event),
    status: 'queued' as const,
    attempts: 0,
    created_at: createdAt,
    due_at: dueAt,
  }))
  const added = await tx
    .insertInto('deliveries')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['alert_id', 'channel_id', 'kind', 'created_at']).doNothing())
    .returning('alert_id')
    .execute()
  return added.map(({ alert_id }) => alert_id)
}

/** See `DeliveryStore.remind`. An interval begins at an instant that every hub reckons alike: none is told twice. */
export async function remind(db: Db, now: number): Promise<readonly AlertEvent[]> {
  return db.transaction().execute(async (tx) => {
    const owed = (await remindable(tx, now)).flatMap(({ alert, channel, toldAt, lastAt, remindAfter }) => {
      const interval = remindAfter * MINUTE
      const createdAt = toldAt + Math.floor((now - toldAt) / interval) * interval
      return createdAt > lastAt ? [{ channel, createdAt, alert, dueAt: now, event: reminderOf(alert, now) }] : []
    })
    const added = new Set(
      await insert(
        tx,
        owed.map((each) => ({ ...each, alert: each.alert.id })),
      ),
    )
    const events = new Map(owed.filter(({ alert }) => added.has(alert.id)).map(({ alert, event }) => [alert.id, event]))
    for (const [alert, event] of events) await note(tx, alert, event)
    return [...events.values()]
  })
}

interface Remindable {
  readonly alert: Selectable<AlertsTable> & { readonly host_name: string }
  readonly channel: number
  readonly remindAfter: number
  /** When there was something new to tell. */
  readonly toldAt: number
  /** The latest instant of which the channel is owed something. */
  readonly lastAt: number
}

async function remindable(tx: Tx, now: number): Promise<readonly Remindable[]> {
  const alerts = await tx
    .selectFrom('alerts')
    .innerJoin('hosts', 'hosts.id', 'alerts.host_id')
    .selectAll('alerts')
    .select('hosts.name as host_name')
    .where('alerts.state', '=', 'firing')
    .where('alerts.level', '=', 'critical')
    .where('alerts.acknowledged_at', 'is', null)
    .where((eb) => eb.or([eb('silenced_until', 'is', null), eb('silenced_until', '<=', now)]))
    .execute()
  if (alerts.length === 0) return []
  const told = await tx
    .selectFrom('deliveries')
    .innerJoin('channels', 'channels.id', 'deliveries.channel_id')
    .innerJoin('alerts', 'alerts.id', 'deliveries.alert_id')
    .select(({ fn, eb }) => [
      'alert_id',
      'channel_id',
      'enabled',
      'remind_after',
      fn.max('deliveries.created_at').as('last_at'),
      fn.max(eb.case().when('deliveries.kind', '<>', 'reminded').then(eb.ref('deliveries.created_at')).end()).as('told_at'),
      fn.max(eb.case().when('deliveries.status', '=', 'queued').then(1).else(0).end()).as('waiting'),
    ])
    .where('remind_after', '>', 0)
    .where('alerts.state', '=', 'firing')
    .groupBy(['alert_id', 'channel_id', 'enabled', 'remind_after'])
    .execute()
  const byId = new Map(alerts.map((alert) => [alert.id, alert]))
  return told.flatMap(({ alert_id, channel_id, enabled, remind_after, told_at, last_at, waiting }) => {
    const alert = byId.get(alert_id)
    if (!alert || !enabled || waiting || told_at === null) return []
    return [{ alert, channel: channel_id, remindAfter: remind_after, toldAt: told_at, lastAt: last_at }]
  })
}

function reminderOf(alert: Remindable['alert'], at: number): AlertEvent {
  const { host_id, host_name, rule, instance, title, unit, message, level, value, threshold, started_at } = alert
  const about = { host: host_id, hostName: host_name, rule, instance, title, unit, message, level, value, threshold }
  return { kind: 'reminded', ...about, startedAt: started_at, at }
}
