import { statfs } from 'node:fs/promises'
import type { Hosts } from '@hyperion/features/hosts'
import { RetentionSettings, StorageReport, Upkeep, type Volume } from '@hyperion/features/metrics'
import type { Clock } from '@hyperion/ports/clock'
import type { Config } from '../config.ts'
import type { Storage } from './storage.ts'

interface RetentionDeps {
  readonly config: Config
  readonly storage: Storage
  readonly hosts: () => Hosts
  readonly clock: Clock
  readonly log: (message: string) => void
}

interface Retention {
  readonly retention: RetentionSettings
  readonly storageReport: StorageReport
  readonly upkeep: Upkeep
}

/** How long history is kept, how much it takes, and the work that follows from it. */
export function openRetention({ config, storage, hosts, clock, log }: RetentionDeps): Retention {
  const { database, metrics } = storage
  const retention = new RetentionSettings({ store: database.retention, metrics, clock, onChanged: () => upkeep.wake() })
  const upkeep = new Upkeep({ store: metrics, hosts: database.hosts, clock, policy: () => retention.policy(), log })
  const volume = async (): Promise<Volume | null> => (config.database.kind === 'sqlite' ? volumeOf(config.dataDir) : null)
  const list = { list: () => hosts().list() }
  return { retention, upkeep, storageReport: new StorageReport({ metrics, settings: retention, hosts: list, volume, clock }) }
}

async function volumeOf(folder: string): Promise<Volume | null> {
  try {
    const { bsize, blocks, bavail } = await statfs(folder)
    return { totalBytes: bsize * blocks, freeBytes: bsize * bavail }
  } catch {
    return null
  }
}
