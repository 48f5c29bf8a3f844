import path from 'node:path'
import type { Database } from '@hyperion/adapters/db'
import type { Hosts } from '@hyperion/features/hosts'
import type { ProcessHistory } from '@hyperion/features/processes'
import { Reports } from '@hyperion/features/reports'
import type { Clock } from '@hyperion/ports/clock'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { Config } from '../config.ts'

interface ReportParts {
  readonly config: Config
  readonly database: Database
  readonly metrics: MetricStore
  readonly hosts: Hosts
  readonly processes: Pick<ProcessHistory, 'busiest'>
  readonly clock: Clock
  readonly log: (message: string) => void
}

/** More alerts than a report could list. */
const ALERTS = 1000

export function reportFolder({ dataDir }: Config): string {
  return path.join(dataDir, 'reports')
}

/** Reports about what the hub knows of each host. */
export function openReports({ config, database, metrics, hosts, processes, clock, log }: ReportParts): Reports {
  const sources = {
    metrics,
    alerts: async (of: number, { from, to }: { from: number; to: number }) => {
      const recent = await database.alerts.recent(ALERTS)
      return recent.filter((alert) => alert.host === of && alert.startedAt < to && (alert.resolvedAt ?? to) >= from)
    },
    info: async (of: number) => hosts.status(of)?.inventory?.info ?? null,
    processes: async (of: number, { from, to }: { from: number; to: number }) => (await processes.busiest(of, from, to)).programs,
  }
  return new Reports({ store: database.reports, hosts: database.hosts, sources, clock, log, folder: reportFolder(config) })
}
