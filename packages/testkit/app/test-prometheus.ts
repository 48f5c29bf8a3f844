import type { Database } from '@hyperion/adapters/db'
import type { Report } from '@hyperion/domain/metrics'
import type { Agents } from '@hyperion/features/agents'
import type { HostSource, Hosts } from '@hyperion/features/hosts'
import { CountedMetricStore, type LatestReports, Recorder } from '@hyperion/features/metrics'
import {
  Exposition,
  Instances,
  prometheusSource,
  Receivers,
  RemoteWrite,
  type RequestCounts,
  ScrapeTargets,
} from '@hyperion/features/prometheus'
import type { SecretBox } from '@hyperion/features/secrets'
import type { Bus } from '@hyperion/ports/bus'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { TestClock } from '../clock/index.ts'
import { sampleMetrics } from './sample-metrics.ts'

export interface TestPrometheus {
  readonly targets: ScrapeTargets
  readonly receivers: Receivers
  readonly instances: Instances
  readonly remoteWrite: RemoteWrite
  readonly source: HostSource
  stop(): Promise<void>
}

interface Deps {
  readonly database: Database
  readonly secrets: SecretBox
  readonly metrics: Pick<MetricStore, 'append' | 'forget'>
  readonly onReport: (host: number, report: Report) => void
  readonly bus: Bus
  readonly clock: TestClock
  readonly defaultIntervalMs: number
}

const log = (): void => {}

/** Scraping and remote write, put together as the hub does. */
export async function testPrometheus(deps: Deps): Promise<TestPrometheus> {
  const { database, secrets, metrics, onReport, bus, clock, defaultIntervalMs } = deps
  const recorder = new Recorder({ store: metrics, clock, log })
  const record = (host: number, report: Report): void => {
    recorder.record(host, report)
    onReport(host, report)
  }
  const targets = new ScrapeTargets({ store: database.scrapeTargets, metrics, secrets, record, bus, defaultIntervalMs, clock, log })
  const store = database.remoteWrite
  const receivers = new Receivers({ store, clock, log })
  const instances = new Instances({ store, clock, log })
  const remoteWrite = new RemoteWrite({ store, instances, metrics, onReport, clock, log })
  await targets.start()
  await remoteWrite.start()
  return {
    targets,
    receivers,
    instances,
    remoteWrite,
    source: prometheusSource({ targets, remoteWrite, instances }),
    stop: async () => {
      await targets.stop()
      await remoteWrite.stop()
      await recorder.stop()
    },
  }
}

interface ExpositionParts {
  readonly database: Database
  readonly hosts: Hosts
  readonly latest: LatestReports
  readonly agents: Agents
  readonly degraded: () => readonly string[]
  readonly clock: TestClock
  readonly requests: RequestCounts
}

export function testExposition({ database, hosts, latest, agents, degraded, clock, requests }: ExpositionParts): Exposition {
  const { deliveries, alerts } = database
  const agentsConnected = (): number => agents.list().filter(({ connected }) => connected).length
  const refusing = { append: never, foresee: never, maintain: never, forget: never, close: never }
  const store = { ...sampleMetrics(clock.now()), ...refusing, usage: async () => USAGE }
  const shared = { version: '0.0.0', hosts, latest, deliveries, alerts, requests, agentsConnected, degraded, clock }
  return new Exposition({ ...shared, metrics: new CountedMetricStore(store) })
}

const USAGE = {
  values: 0,
  blockBytes: 0,
  totalBytes: 0,
  databaseBytes: 0,
  freeBytes: 0,
  damagedBlocks: 0,
  hosts: [],
  forgetting: [],
}

const never = async (): Promise<never> => {
  throw new Error('nothing is written to it')
}
