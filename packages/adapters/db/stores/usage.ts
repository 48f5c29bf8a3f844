import type { NetworkUsage, StorageUsage, UsageSample, UsageStore } from '@hyperion/ports/usage'
import type { Db } from '../schema.ts'

const TABLES = ['cpu_usage', 'memory_usage', 'network_usage', 'storage_usage'] as const

export class SqlUsageStore implements UsageStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async addCpu(sample: UsageSample): Promise<void> {
    await this.#db.insertInto('cpu_usage').values({ at: sample.at, usage: sample.usage }).execute()
  }

  async addMemory(sample: UsageSample): Promise<void> {
    await this.#db.insertInto('memory_usage').values({ at: sample.at, usage: sample.usage }).execute()
  }

  async addNetwork(rows: readonly NetworkUsage[]): Promise<void> {
    if (rows.length === 0) return
    await this.#db
      .insertInto('network_usage')
      .values(rows.map(({ at, interface: name, received, sent }) => ({ at, interface: name, received, sent })))
      .execute()
  }

  async addStorage(rows: readonly StorageUsage[]): Promise<void> {
    if (rows.length === 0) return
    await this.#db
      .insertInto('storage_usage')
      .values(rows.map(({ at, mountPoint, total, used, free }) => ({ at, mount_point: mountPoint, total, used, free })))
      .execute()
  }

  cpu(limit: number): Promise<readonly UsageSample[]> {
    return this.#samples('cpu_usage', limit)
  }

  memory(limit: number): Promise<readonly UsageSample[]> {
    return this.#samples('memory_usage', limit)
  }

  async network(limit: number): Promise<readonly NetworkUsage[]> {
    return this.#db
      .selectFrom('network_usage')
      .select(['at', 'interface', 'received', 'sent'])
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute()
  }

  async storage(limit: number): Promise<readonly StorageUsage[]> {
    return this.#db
      .selectFrom('storage_usage')
      .select(['at', 'mount_point as mountPoint', 'total', 'used', 'free'])
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute()
  }

  async deleteBefore(at: number): Promise<void> {
    for (const table of TABLES) await this.#db.deleteFrom(table).where('at', '<', at).execute()
  }

  #samples(table: 'cpu_usage' | 'memory_usage', limit: number): Promise<UsageSample[]> {
    return this.#db.selectFrom(table).select(['at', 'usage']).orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()
  }
}
