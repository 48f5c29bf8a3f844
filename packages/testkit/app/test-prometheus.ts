import type { Database } from '@hyperion/adapters/db'
import type { Report } from '@hyperion/domain/metrics'
import type { Agents } from '@hyperion/features/agents'
import type { Hosts } from '@hyperion/features/hosts'
import { CountedMetricStore, type LatestReports, Recorder } from '@hyperion/features/metrics'
import { Exposition, openPrometheus, type PrometheusParts, type RequestCounts } from '@hyperion/features/prometheus'
import type { SecretBox } from '@hyperion/features/secrets'
import type { Bus } from '@hyperion/ports/bus'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { TestClock } from '../clock/index.ts'
import { sampleMetrics } from './sample-metrics.ts'

export type TestPrometheus = PrometheusParts

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

/** Scraping and remote write as the hub has them. */
export async function testPrometheus(deps: Deps): Promise<TestPrometheus> {
  const recorder = new Recorder({ store: deps.metrics, clock: deps.clock, log })
  const parts = await openPrometheus({ ...deps, recorder, log })
  return {
    ...parts,
    stop: async () => {
      await parts.stop()
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
