import type { Agent, AgentNews, AgentStore, Enrolment, EnrolmentToken, NewEnrolmentToken } from '@hyperion/ports/agents'
import type { Host } from '@hyperion/ports/hosts'
import type { Selectable, Transaction } from 'kysely'
import type { AgentsTable, Db, EnrolmentTokensTable, Schema } from '../schema.ts'
import { followHostname } from './follow-hostname.ts'

function toAgent(row: Selectable<AgentsTable> & { name: string }): Agent {
  return {
    host: row.host_id,
    name: row.name,
    key: row.public_key,
    enrolledAt: row.enrolled_at,
    version: row.version,
    lacks: JSON.parse(row.lacks),
    inventory: row.inventory === null ? null : JSON.parse(row.inventory),
    address: row.address,
    lastSeen: row.last_seen,
    skewMs: row.skew_ms,
    intervalMs: row.interval_ms,
  }
}

function toToken(row: Selectable<EnrolmentTokensTable>): EnrolmentToken {
  return {
    id: row.id,
    label: row.label,
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    host: row.host_id,
  }
}

export class SqlAgentStore implements AgentStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly Agent[]> {
    return (await this.#agents().orderBy('host_id').execute()).map(toAgent)
  }

  async byKey(key: string): Promise<Agent | undefined> {
    const row = await this.#agents().where('public_key', '=', key).executeTakeFirst()
    return row && toAgent(row)
  }

  async byHost(host: number): Promise<Agent | undefined> {
    const row = await this.#agents().where('host_id', '=', host).executeTakeFirst()
    return row && toAgent(row)
  }

  async isRevoked(key: string): Promise<boolean> {
    const row = await this.#db.selectFrom('revoked_agents').select('public_key').where('public_key', '=', key).executeTakeFirst()
    return row !== undefined
  }

  async enrol({ tokenHash, key, hostname, now }: Enrolment): Promise<Host | undefined> {
    return this.#db.transaction().execute(async (tx) => {
      const used = await tx
        .updateTable('enrolment_tokens')
        .set({ used_at: now })
        .where('token_hash', '=', tokenHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning('id')
        .executeTakeFirst()
      if (!used) return undefined
      const host = await tx
        .insertInto('hosts')
        .values({ name: hostname, kind: 'agent', created_at: now })
        .returning('id')
        .executeTakeFirstOrThrow()
      const blank = { version: '', lacks: '[]', inventory: null, address: '', last_seen: null, skew_ms: null, interval_ms: null }
      await tx
        .insertInto('agents')
        .values({ host_id: host.id, public_key: key, enrolled_at: now, ...blank })
        .execute()
      await tx.updateTable('enrolment_tokens').set({ host_id: host.id }).where('id', '=', used.id).execute()
      return { id: host.id, name: hostname, kind: 'agent', createdAt: now, tags: [] }
    })
  }

  async keep(news: ReadonlyMap<number, AgentNews>): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      for (const [host, each] of news) await keepOf(tx, host, each)
    })
  }

  async change(host: number, { name, intervalMs }: { name?: string; intervalMs?: number | null }): Promise<Agent | undefined> {
    await this.#db.transaction().execute(async (tx) => {
      if (name !== undefined) await tx.updateTable('hosts').set({ name }).where('id', '=', host).where('kind', '=', 'agent').execute()
      if (intervalMs !== undefined) await tx.updateTable('agents').set({ interval_ms: intervalMs }).where('host_id', '=', host).execute()
    })
    return this.byHost(host)
  }

  async remove(host: number, now: number): Promise<boolean> {
    const agent = await this.byHost(host)
    if (!agent) return false
    await this.#db.transaction().execute(async (tx) => {
      await tx
        .insertInto('revoked_agents')
        .values({ public_key: agent.key, name: agent.name, revoked_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await tx.deleteFrom('hosts').where('id', '=', host).where('kind', '=', 'agent').execute()
    })
    return true
  }

  async addToken({ hash, label, createdAt, createdBy, expiresAt }: NewEnrolmentToken): Promise<EnrolmentToken> {
    const row = await this.#db
      .insertInto('enrolment_tokens')
      .values({ token_hash: hash, label, created_at: createdAt, created_by: createdBy, expires_at: expiresAt })
      .returningAll()
      .executeTakeFirstOrThrow()
    return toToken(row)
  }

  async tokens(): Promise<readonly EnrolmentToken[]> {
    return (await this.#db.selectFrom('enrolment_tokens').selectAll().orderBy('id', 'desc').execute()).map(toToken)
  }

  async usableToken(hash: string, now: number): Promise<EnrolmentToken | undefined> {
    const row = await this.#db
      .selectFrom('enrolment_tokens')
      .selectAll()
      .where('token_hash', '=', hash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirst()
    return row && toToken(row)
  }

  async removeToken(id: number): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('enrolment_tokens')
      .where('id', '=', id)
      .where('used_at', 'is', null)
      .executeTakeFirstOrThrow()
    return numDeletedRows > 0n
  }

  #agents() {
    return this.#db.selectFrom('agents').innerJoin('hosts', 'hosts.id', 'agents.host_id').selectAll('agents').select('hosts.name')
  }
}

async function keepOf(tx: Transaction<Schema>, host: number, news: AgentNews): Promise<void> {
  if (news.inventory) await followHostname(tx, 'agents', host, news.inventory)
  await tx
    .updateTable('agents')
    .set({
      ...(news.version !== undefined && { version: news.version }),
      ...(news.lacks && { lacks: JSON.stringify(news.lacks) }),
      ...(news.inventory && { inventory: JSON.stringify(news.inventory) }),
      ...(news.address !== undefined && { address: news.address }),
      ...(news.lastSeen !== undefined && { last_seen: news.lastSeen }),
      ...(news.skewMs !== undefined && { skew_ms: news.skewMs }),
    })
    .where('host_id', '=', host)
    .execute()
}
