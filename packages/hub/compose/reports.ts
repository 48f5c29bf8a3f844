import path from 'node:path'
import type { Database } from '@hyperion/adapters/db'
import type { Hosts } from '@hyperion/features/hosts'
import { Reports } from '@hyperion/features/reports'
import type { Clock } from '@hyperion/ports/clock'
import type { LiveHost } from '@hyperion/ports/live-host'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { Config } from '../config.ts'

interface ReportParts {
  readonly config: Config
  readonly database: Database
  readonly metrics: MetricStore
  /** The hub's own machine. */
  readonly host: LiveHost
  readonly hubHostId: () => number
  readonly hosts: Hosts
  readonly clock: Clock
  readonly log: (message: string) => void
}

/** More alerts than a report could list. */
const ALERTS = 1000

function reportFolder({ dataDir }: Config): string {
  return path.join(dataDir, 'reports')
}

/** Reports about what the hub knows of each host. */
export function openReports({ config, database, metrics, host, hubHostId, hosts, clock, log }: ReportParts): Reports {
  const sources = {
    metrics,
    alerts: async (of: number, { from, to }: { from: number; to: number }) => {
      const recent = await database.alerts.find({ host: of, limit: ALERTS })
      return recent.filter(({ startedAt, resolvedAt }) => startedAt < to && (resolvedAt ?? to) >= from)
    },
    info: async (of: number) => hosts.status(of)?.inventory?.info ?? null,
    processes: async (of: number) => (of === hubHostId() ? (await host.processes()).processes : []),
  }
  return new Reports({ store: database.reports, hosts: database.hosts, sources, clock, log, folder: reportFolder(config) })
}
