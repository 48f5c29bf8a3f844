import { randomUUID } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import { type Named, OPEN_STATUSES } from '@hyperion/domain/incidents'
import { type Criticality, compareNames } from '@hyperion/domain/services'
import type { NewService, Service, ServiceChange, ServiceStore } from '@hyperion/ports/services'
import type { Selectable, Transaction } from 'kysely'
import type { Db, Engine, Schema } from '../schema.ts'
import type { ServicesTable } from '../tables/services.ts'

type Tx = Transaction<Schema>
type Row = Selectable<ServicesTable> & { readonly team_name: string | null }

function toService(row: Row, hosts: readonly number[], openIncidents: number): Service {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    ownerTeam: row.owner_team_id === null || row.team_name === null ? null : { id: row.owner_team_id, name: row.team_name },
    criticality: row.criticality as Criticality,
    runbookUrl: row.runbook_url,
    escalationPolicyId: row.escalation_policy_id,
    hosts,
    openIncidents,
    createdAt: row.created_at,
  }
}

function columnsOf({ name, description, ownerTeam, criticality, runbookUrl, escalationPolicyId }: Omit<ServiceChange, 'hosts'>) {
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(ownerTeam !== undefined && { owner_team_id: ownerTeam }),
    ...(criticality !== undefined && { criticality }),
    ...(runbookUrl !== undefined && { runbook_url: runbookUrl }),
    ...(escalationPolicyId !== undefined && { escalation_policy_id: escalationPolicyId }),
  }
}

export class SqlServiceStore implements ServiceStore {
  readonly #db: Db
  readonly #engine: Engine

  constructor(db: Db, engine: Engine) {
    this.#db = db
    this.#engine = engine
  }

  async list(): Promise<readonly Service[]> {
    const services = await this.#read()
    return services.toSorted((a, b) => compareNames(a.name, b.name))
  }

  async byId(id: string): Promise<Service | undefined> {
    return (await this.#read(id))[0]
  }

  names(): Promise<readonly Named[]> {
    return this.#db.selectFrom('services').select(['id', 'name']).orderBy('created_at').orderBy('id').execute()
  }

  async ofHost(host: number): Promise<Service | undefined> {
    const row = await this.#db.selectFrom('service_hosts').select('service_id').where('host_id', '=', host).executeTakeFirst()
    return row && this.byId(row.service_id)
  }

  async create({ hosts, ...service }: NewService): Promise<Service> {
    const id = randomUUID()
    await this.#db.transaction().execute(async (tx) => {
      if (hosts.length > 0) await this.#lock(tx)
      await tx
        .insertInto('services')
        .values({
          id,
          name: service.name,
          description: service.description,
          owner_team_id: service.ownerTeam,
          criticality: service.criticality,
          runbook_url: service.runbookUrl,
          escalation_policy_id: service.escalationPolicyId,
          created_at: service.createdAt,
        })
        .execute()
      await this.#setHosts(tx, id, hosts)
    })
    return this.#known(id)
  }

  async update(id: string, { hosts, ...change }: ServiceChange): Promise<Service> {
    await this.#db.transaction().execute(async (tx) => {
      if (hosts) await this.#lock(tx)
      const set = { id, ...columnsOf(change) }
      const { numUpdatedRows } = await tx.updateTable('services').set(set).where('id', '=', id).executeTakeFirst()
      if (numUpdatedRows === 0n) throw unknown()
      if (hosts) await this.#setHosts(tx, id, hosts)
    })
    return this.#known(id)
  }

  async delete(id: string): Promise<void> {
    const incidents = this.#db.selectFrom('incidents').select('id').where('service_id', '=', id)
    const { numDeletedRows } = await this.#db
      .deleteFrom('services')
      .where('id', '=', id)
      .where(({ not, exists }) => not(exists(incidents)))
      .executeTakeFirst()
      .catch((error: unknown) => {
        // An incident that began at the same moment.
        if (error instanceof DomainError && error.code === 'not_found') throw hasIncidents()
        throw error
      })
    if (numDeletedRows > 0n) return
    throw (await incidents.limit(1).executeTakeFirst()) ? hasIncidents() : unknown()
  }

  /** On PostgreSQL, services that take hosts from each other at once would wait for one another for ever. */
  async #lock(tx: Tx): Promise<void> {
    if (this.#engine === 'postgres') await tx.selectFrom('services').select('id').orderBy('id').forNoKeyUpdate().execute()
  }

  async #setHosts(tx: Tx, service: string, hosts: readonly number[]): Promise<void> {
    await tx.deleteFrom('service_hosts').where('service_id', '=', service).execute()
    const rows = [...new Set(hosts)].sort((a, b) => a - b).map((host) => ({ host_id: host, service_id: service }))
    if (rows.length === 0) return
    const insert = tx.insertInto('service_hosts').values(rows)
    await insert.onConflict((conflict) => conflict.column('host_id').doUpdateSet({ service_id: service })).execute()
  }

  async #known(id: string): Promise<Service> {
    const service = await this.byId(id)
    if (!service) throw unknown()
    return service
  }

  async #read(id?: string): Promise<readonly Service[]> {
    const one = id !== undefined
    const rows = await this.#db
      .selectFrom('services')
      .leftJoin('teams', 'teams.id', 'services.owner_team_id')
      .selectAll('services')
      .select('teams.name as team_name')
      .$if(one, (query) => query.where('services.id', '=', id ?? ''))
      .execute()
    const hosts = await this.#db
      .selectFrom('service_hosts')
      .selectAll()
      .$if(one, (query) => query.where('service_id', '=', id ?? ''))
      .orderBy('host_id')
      .execute()
    const counts = await this.#db
      .selectFrom('incidents')
      .select(['service_id', ({ fn }) => fn.countAll<number>().as('count')])
      .where('status', 'in', [...OPEN_STATUSES])
      .$if(one, (query) => query.where('service_id', '=', id ?? ''))
      .groupBy('service_id')
      .execute()
    const hostsOf = Map.groupBy(hosts, ({ service_id }) => service_id)
    const openOf = new Map(counts.map(({ service_id, count }) => [service_id, Number(count)]))
    return rows.map((row) =>
      toService(
        row,
        (hostsOf.get(row.id) ?? []).map(({ host_id }) => host_id),
        openOf.get(row.id) ?? 0,
      ),
    )
  }
}

function unknown(): DomainError {
  return new DomainError('not_found', 'no such service')
}

function hasIncidents(): DomainError {
  return new DomainError('conflict', 'This service has incidents')
}
