import {
  type LeasedPage,
  type MethodOutcome,
  type NewPage,
  type Page,
  type PageRecipient,
  type PageStore,
  recipientKey,
  type ToldLine,
} from '@hyperion/ports/escalation'
import type { ExpressionBuilder, ExpressionWrapper, Selectable, SqlBool, Transaction, UpdateObject } from 'kysely'
import type { Db, Engine, Schema } from '../schema.ts'
import type { PagesTable } from '../tables/escalation.ts'
import { earliest } from './earliest.ts'
import { tell } from './incidents/timeline.ts'

type Tx = Transaction<Schema>
type WithDue = Schema & { due: PagesTable }
type Lease = Pick<LeasedPage, 'id' | 'leaseUntil'>

function toPage(row: Selectable<PagesTable>): Page {
  const step =
    row.escalation_id === null || row.round === null || row.step === null
      ? null
      : { run: row.escalation_id, round: row.round, step: row.step }
  return {
    id: row.id,
    key: row.key,
    incident: row.incident_id,
    step,
    to: recipientOf(row),
    kind: row.kind,
    text: row.text,
    status: row.status,
    attempts: row.attempts,
    createdAt: row.created_at,
    dueAt: row.due_at,
    finishedAt: row.finished_at,
    error: row.error,
  }
}

function recipientOf({ user_id, channel_id, name, method, label }: Selectable<PagesTable>): PageRecipient {
  if (user_id !== null && method !== null) return { user: { id: user_id, username: name }, method, label }
  return { channel: { id: channel_id ?? 0, name } }
}

function toRow({ key, incident, step, to, kind, text, createdAt, dueAt }: NewPage) {
  const whom =
    'user' in to
      ? { user_id: to.user.id, name: to.user.username, method: to.method, label: to.label }
      : { channel_id: to.channel.id, name: to.channel.name, label: to.channel.name }
  const from = step && { escalation_id: step.run, round: step.round, step: step.step }
  const nothingYet = { status: 'queued', attempts: 0, lease_until: 0 } as const
  return {
    key,
    incident_id: incident,
    ...from,
    ...whom,
    recipient: recipientKey(to),
    kind,
    text,
    ...nothingYet,
    created_at: createdAt,
    due_at: dueAt,
  }
}

/** Answers how many were not owed yet. */
export async function insertPages(tx: Tx, pages: readonly NewPage[]): Promise<number> {
  if (pages.length === 0) return 0
  const insert = tx.insertInto('pages').values(pages.map(toRow))
  const added = await insert
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .execute()
  return added.length
}

/** Drops what asks for help that is not needed any more; what is being sent at this moment decides for itself. */
export async function expireHelp(tx: Tx, incident: string, at: number, error: string): Promise<void> {
  await tx
    .updateTable('pages')
    .set({ status: 'expired', finished_at: at, error })
    .where('incident_id', '=', incident)
    .where('status', '=', 'queued')
    .where('kind', 'in', ['page', 'reopened'])
    .where('escalation_id', 'is not', null)
    .where('lease_until', '<=', at)
    .execute()
}

export class SqlPageStore implements PageStore {
  readonly #db: Db
  readonly #engine: Engine

  constructor(db: Db, engine: Engine) {
    this.#db = db
    this.#engine = engine
  }

  add(pages: readonly NewPage[], told: ToldLine | null): Promise<number> {
    return this.#db.transaction().execute(async (tx) => {
      const added = await insertPages(tx, pages)
      const [first] = pages
      if (added > 0 && told && first) await tell(tx, first.incident, { ...told, at: first.createdAt, actor: null })
      return added
    })
  }

  async lease(now: number, leaseMs: number): Promise<LeasedPage | undefined> {
    const due = this.#db
      .selectFrom('pages as due')
      .select('due.id')
      .where('due.status', '=', 'queued')
      .where('due.due_at', '<=', now)
      .where('due.lease_until', '<=', now)
      .where((eb) => firstOfItsRecipient(eb, now))
      .orderBy('due.due_at')
      .orderBy('due.id')
      .limit(1)
    const row = await this.#db
      .updateTable('pages')
      .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), lease_until: now + leaseMs }))
      .where('id', 'in', this.#engine === 'postgres' ? due.forUpdate().skipLocked() : due)
      .returningAll()
      .executeTakeFirst()
    return row && { ...toPage(row), leaseUntil: row.lease_until, earlier: await this.#earlier(row) }
  }

  async #earlier({ id, incident_id, recipient }: Selectable<PagesTable>): Promise<string | null> {
    const row = await this.#db
      .selectFrom('pages')
      .select('reference')
      .where('incident_id', '=', incident_id)
      .where('recipient', '=', recipient)
      .where('id', '<', id)
      .where('reference', 'is not', null)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row?.reference ?? null
  }

  async nextDue(now: number): Promise<number | null> {
    const row = await this.#db
      .selectFrom('pages')
      .select(({ fn, eb }) => [
        fn.min(eb.case().when('due_at', '>', now).then(eb.ref('due_at')).end()).as('due'),
        fn.min(eb.case().when('lease_until', '>', now).then(eb.ref('lease_until')).end()).as('leased'),
      ])
      .where('status', '=', 'queued')
      .executeTakeFirst()
    return earliest(row?.due, row?.leased)
  }

  async succeed(page: Lease, { at, reference, told }: Parameters<PageStore['succeed']>[1]): Promise<void> {
    await this.#settle(page, { status: 'sent', finished_at: at, error: null, reference }, async (tx, row) => {
      await noteOutcome(tx, row, { ok: true, at, error: null })
      if (told) await tell(tx, row.incident_id, { ...told, at, actor: null })
    })
  }

  async retry(page: Lease, { at, error, retryAt }: Parameters<PageStore['retry']>[1]): Promise<void> {
    await this.#settle(page, { due_at: retryAt, error }, (tx, row) => noteOutcome(tx, row, { ok: false, at, error }))
  }

  async fail(page: Lease, { at, error, told }: Parameters<PageStore['fail']>[1]): Promise<void> {
    await this.#settle(page, { status: 'failed', finished_at: at, error }, async (tx, row) => {
      await noteOutcome(tx, row, { ok: false, at, error })
      await tell(tx, row.incident_id, { ...told, at: at, actor: null })
      await hasten(tx, row, at)
    })
  }

  async expire(page: Lease, { at, error }: Parameters<PageStore['expire']>[1]): Promise<void> {
    await this.#settle(page, { status: 'expired', finished_at: at, error }, async () => {})
  }

  async #settle(
    { id, leaseUntil }: Lease,
    change: UpdateObject<Schema, 'pages'>,
    also: (tx: Tx, row: Selectable<PagesTable>) => Promise<void>,
  ): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const row = await tx
        .updateTable('pages')
        .set({ ...change, lease_until: 0 })
        .where('id', '=', id)
        .where('lease_until', '=', leaseUntil)
        .where('status', '=', 'queued')
        .returningAll()
        .executeTakeFirst()
      if (row) await also(tx, row)
    })
  }

  async ofIncident(incident: string): Promise<readonly Page[]> {
    return (await this.#db.selectFrom('pages').selectAll().where('incident_id', '=', incident).orderBy('id').execute()).map(toPage)
  }

  async noteOutcome({ user, method, ...outcome }: MethodOutcome): Promise<void> {
    await this.#db.transaction().execute((tx) => noteOutcome(tx, { user_id: user, method }, outcome))
  }

  async outcomes(): Promise<readonly MethodOutcome[]> {
    const rows = await this.#db.selectFrom('method_outcomes').selectAll().orderBy('user_id').orderBy('method').execute()
    return rows.map(({ user_id, method, ok, at, error }) => ({ user: user_id, method, ok: Boolean(ok), at, error }))
  }
}

/** Whether nothing about the same incident that is due earlier, or was tried, still waits for the same recipient. */
function firstOfItsRecipient(
  { not, exists, selectFrom }: ExpressionBuilder<WithDue, 'due'>,
  now: number,
): ExpressionWrapper<WithDue, 'due', SqlBool> {
  return not(
    exists(
      selectFrom('pages as earlier')
        .select('earlier.id')
        .whereRef('earlier.incident_id', '=', 'due.incident_id')
        .whereRef('earlier.recipient', '=', 'due.recipient')
        .whereRef('earlier.id', '<', 'due.id')
        .where('earlier.status', '=', 'queued')
        .where(({ or, eb }) => or([eb('earlier.due_at', '<=', now), eb('earlier.attempts', '>', 0)])),
    ),
  )
}

/** Of a user who is there still. */
async function noteOutcome(
  tx: Tx,
  { user_id, method }: Pick<Selectable<PagesTable>, 'user_id' | 'method'>,
  outcome: Pick<MethodOutcome, 'ok' | 'at' | 'error'>,
): Promise<void> {
  if (user_id === null || method === null) return
  const user = await tx.selectFrom('users').select('id').where('id', '=', user_id).executeTakeFirst()
  if (!user) return
  await tx
    .insertInto('method_outcomes')
    .values({ user_id, method, ...outcome })
    .onConflict((conflict) => conflict.columns(['user_id', 'method']).doUpdateSet(outcome))
    .execute()
}

/** Whoever waits for a step of which nothing can arrive any more waits in vain. */
async function hasten(tx: Tx, { escalation_id, round, step }: Selectable<PagesTable>, at: number): Promise<void> {
  if (escalation_id === null) return
  const last = await tx
    .selectFrom('escalation_log')
    .select(['round', 'step'])
    .where('escalation_id', '=', escalation_id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last?.round !== round || last.step !== step) return
  const hope = await tx
    .selectFrom('pages')
    .select('id')
    .where('escalation_id', '=', escalation_id)
    .where('round', '=', round)
    .where('step', '=', step)
    .where('status', 'in', ['queued', 'sent'])
    .limit(1)
    .executeTakeFirst()
  if (hope) return
  await tx
    .updateTable('escalations')
    .set({ due_at: at })
    .where('id', '=', escalation_id)
    .where('state', '=', 'running')
    .where('due_at', '>', at)
    .execute()
}
