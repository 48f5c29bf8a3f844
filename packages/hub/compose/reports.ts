import path from 'node:path'
import type { Database } from '@hyperion/adapters/db'
import type { Hosts } from '@hyperion/features/hosts'
import type { ProcessHistory } from '@hyperion/features/processes'
import { ReportRuns, ReportSchedules, type ReportSources, Reports } from '@hyperion/features/reports'
import type { Clock } from '@hyperion/ports/clock'
import type { Mailer } from '@hyperion/ports/mail'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { Config } from '../config.ts'

interface ReportParts {
  readonly config: Config
  readonly database: Database
  readonly metrics: MetricStore
  readonly hosts: Hosts
  readonly processes: Pick<ProcessHistory, 'busiest'>
  readonly mailer: Mailer | null
  readonly clock: Clock
  readonly log: (message: string) => void
}

/** More alerts than a report could list. */
const ALERTS = 1000

export interface Reporting {
  readonly reports: Reports
  readonly reportSchedules: ReportSchedules
  start(): void
  /** Leaves what is under way to the next start. */
  stop(): Promise<void>
}

/** Reports about what the hub knows of each host, asked for or by plan. */
export function openReports(parts: ReportParts): Reporting {
  const { config, database, mailer, clock, log } = parts
  const folder = path.join(config.dataDir, 'reports')
  const shared = { hosts: database.hosts, clock, log }
  const reports = new Reports({ ...shared, store: database.reports, sources: sourcesOf(parts), folder })
  const store = database.reportSchedules
  const runs = new ReportRuns({ ...shared, store, reportStore: database.reports, reports, mailer, url: config.publicUrl ?? null })
  const onRun = () => runs.wake()
  return {
    reports,
    reportSchedules: new ReportSchedules({ store, hosts: database.hosts, mail: mailer !== null, clock, onRun }),
    start: () => {
      reports.start()
      runs.start()
    },
    stop: async () => {
      await runs.stop()
      await reports.stop()
    },
  }
}

function sourcesOf({ database, metrics, hosts, processes }: ReportParts): ReportSources {
  return {
    metrics,
    alerts: async (of: number, { from, to }: { from: number; to: number }) => {
      const recent = await database.alerts.find({ host: of, limit: ALERTS })
      return recent.filter(({ startedAt, resolvedAt }) => startedAt < to && (resolvedAt ?? to) >= from)
    },
    info: async (of: number) => hosts.status(of)?.inventory?.info ?? null,
    processes: async (of: number, { from, to }: { from: number; to: number }) => (await processes.busiest(of, from, to)).programs,
  }
}
