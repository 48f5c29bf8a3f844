import type { Database } from '@hyperion/adapters/db'
import { createPackageLog, readCloud } from '@hyperion/agent'
import type { CloudPlacement } from '@hyperion/domain/hosts'
import { type HostSource, Hosts, hubSource } from '@hyperion/features/hosts'
import type { Operator } from '@hyperion/features/operators'
import type { LiveHost } from '@hyperion/ports/live-host'
import type { Config } from '../config.ts'

interface HostsDeps {
  readonly config: Config
  readonly database: Pick<Database, 'hosts'>
  /** The hub's own machine, and its id among the hosts. */
  readonly host: LiveHost
  readonly hubHostId: () => number
  readonly degraded: () => readonly string[]
  /** Takes orders for the hub's own machine. */
  readonly operator: () => Operator | null
  /** What watches other machines. */
  readonly others: readonly HostSource[]
}

/** All hosts; where the hub's own runs is asked of its cloud meanwhile. */
export function openHosts({ config, database, host, hubHostId, degraded, operator, others }: HostsDeps): Hosts {
  let cloud: CloudPlacement | null = null
  void readCloud().then((found) => {
    cloud = found
  })
  const log = createPackageLog({ root: '', monotonic: () => performance.now() })
  const telling = { cloud: () => cloud, packages: () => log.latest() }
  const own = hubSource({ host, id: hubHostId, intervalMs: config.sampleIntervalMs, degraded, ...telling, operator })
  return new Hosts({ store: database.hosts, sources: [own, ...others] })
}
