import type { NewSshHost, SshAccess, SshHost, SshHostChange, SshHostNews, SshHostStore } from '@hyperion/ports/ssh-hosts'
import type { Selectable } from 'kysely'
import type { Db } from '../schema.ts'
import type { SshHostsTable } from '../tables/ssh-hosts.ts'
import { followHostname } from './follow-hostname.ts'

function toSshHost(row: Selectable<SshHostsTable> & { name: string; created_at: number }): SshHost {
  return {
    host: row.host_id,
    name: row.name,
    createdAt: row.created_at,
    address: row.address,
    port: row.port,
    username: row.username,
    secretKind: row.secret_kind,
    sealedSecret: row.sealed_secret,
    hostKey: { type: row.host_key_type, key: row.host_key, fingerprint: row.fingerprint },
    intervalMs: row.interval_ms,
    tier: row.tier,
    roots: JSON.parse(row.roots),
    inventory: row.inventory === null ? null : JSON.parse(row.inventory),
    lastSeen: row.last_seen,
  }
}

function columnsOf({ address, port, username, secretKind, sealedSecret, hostKey }: SshAccess) {
  return {
    address,
    port,
    username,
    secret_kind: secretKind,
    sealed_secret: sealedSecret,
    host_key_type: hostKey.type,
    host_key: hostKey.key,
    fingerprint: hostKey.fingerprint,
  }
}

export class SqlSshHostStore implements SshHostStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly SshHost[]> {
    return (await this.#hosts().orderBy('host_id').execute()).map(toSshHost)
  }

  async add(host: NewSshHost): Promise<SshHost> {
    const { name, intervalMs, inventory, now } = host
    return this.#db.transaction().execute(async (tx) => {
      const made = await tx.insertInto('hosts').values({ name, kind: 'ssh', created_at: now }).returning('id').executeTakeFirstOrThrow()
      const told = { interval_ms: intervalMs, inventory: JSON.stringify(inventory), last_seen: now }
      const row = await tx
        .insertInto('ssh_hosts')
        .values({ host_id: made.id, ...columnsOf(host), ...told })
        .returningAll()
        .executeTakeFirstOrThrow()
      return toSshHost({ ...row, name, created_at: now })
    })
  }

  async keep(host: number, { inventory, lastSeen }: SshHostNews): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      if (inventory) await followHostname(tx, 'ssh_hosts', host, inventory)
      await tx
        .updateTable('ssh_hosts')
        .set({ ...(inventory && { inventory: JSON.stringify(inventory) }), ...(lastSeen !== undefined && { last_seen: lastSeen }) })
        .where('host_id', '=', host)
        .execute()
    })
  }

  async change(host: number, { name, intervalMs, access, tier, roots }: SshHostChange): Promise<SshHost | undefined> {
    await this.#db.transaction().execute(async (tx) => {
      if (name !== undefined) await tx.updateTable('hosts').set({ name }).where('id', '=', host).where('kind', '=', 'ssh').execute()
      if (intervalMs === undefined && tier === undefined && !roots && !access) return
      await tx
        .updateTable('ssh_hosts')
        .set({
          ...(intervalMs !== undefined && { interval_ms: intervalMs }),
          ...(tier !== undefined && { tier }),
          ...(roots && { roots: JSON.stringify(roots) }),
          ...(access && columnsOf(access)),
        })
        .where('host_id', '=', host)
        .execute()
    })
    const row = await this.#hosts().where('host_id', '=', host).executeTakeFirst()
    return row && toSshHost(row)
  }

  async remove(host: number): Promise<boolean> {
    const removed = await this.#db.deleteFrom('hosts').where('id', '=', host).where('kind', '=', 'ssh').returning('id').executeTakeFirst()
    return removed !== undefined
  }

  #hosts() {
    return this.#db
      .selectFrom('ssh_hosts')
      .innerJoin('hosts', 'hosts.id', 'ssh_hosts.host_id')
      .selectAll('ssh_hosts')
      .select(['hosts.name', 'hosts.created_at'])
  }
}
