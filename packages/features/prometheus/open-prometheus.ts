import type { Report } from '@hyperion/domain/metrics'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { RemoteWriteStore, ScrapeTargetStore } from '@hyperion/ports/prometheus'
import type { HostSource } from '../hosts/index.ts'
import type { Recorder } from '../metrics/index.ts'
import type { SecretBox } from '../secrets/index.ts'
import { ScrapeTargets } from './scrape/targets.ts'
import { prometheusSource } from './source.ts'
import { Instances } from './write/instances.ts'
import { Receivers } from './write/receivers.ts'
import { RemoteWrite } from './write/remote-write.ts'

interface PrometheusDeps {
  readonly database: { readonly scrapeTargets: ScrapeTargetStore; readonly remoteWrite: RemoteWriteStore }
  readonly metrics: Pick<MetricStore, 'append' | 'forget'>
  readonly secrets: SecretBox
  readonly recorder: Pick<Recorder, 'record'>
  readonly onReport: (host: number, report: Report) => void
  readonly defaultIntervalMs: number
  readonly bus: Bus
  readonly clock: Clock
  readonly log: (message: string) => void
}

export interface PrometheusParts {
  readonly targets: ScrapeTargets
  readonly receivers: Receivers
  readonly instances: Instances
  readonly remoteWrite: RemoteWrite
  readonly source: HostSource
  /** Finishes what is under way. */
  stop(): Promise<void>
}

/** Hosts that are scraped, and those that a Prometheus writes of. */
export async function openPrometheus(deps: PrometheusDeps): Promise<PrometheusParts> {
  const { database, metrics, secrets, recorder, onReport, defaultIntervalMs, bus, clock, log } = deps
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
    },
  }
}
