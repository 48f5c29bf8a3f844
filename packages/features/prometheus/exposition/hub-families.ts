import type { AppendCounts } from '../../metrics/index.ts'
import type { Family } from './text.ts'

/** What the hub knows of itself at one moment. */
export interface HubFigures {
  readonly version: string
  readonly process: {
    /** Seconds of processor time. */
    readonly user: number
    readonly system: number
    readonly residentBytes: number
    readonly heapUsedBytes: number
    /** Epoch seconds. */
    readonly startedAt: number
  }
  /** Seconds that timers came late since the last look. */
  readonly loopDelay: { readonly mean: number; readonly p99: number; readonly max: number }
  readonly requests: readonly { readonly face: string; readonly status: string; readonly count: number }[]
  readonly reports: AppendCounts
  /** Null while the storage does not answer, as the figures that come from it are. */
  readonly store: {
    readonly values: number
    readonly blockBytes: number
    readonly totalBytes: number
    readonly damagedBlocks: number
  } | null
  readonly deliveries: Readonly<Record<string, number>> | null
  /** Alerts that fire, by level. */
  readonly alerts: Readonly<Record<string, number>> | null
  readonly agentsConnected: number
  /** Troubles of /health. */
  readonly troubles: number
}

export function* hubFamilies(figures: HubFigures): Generator<Family> {
  yield gauge('hyperion_build_info', 'Version of the hub.', [{ labels: { version: figures.version }, value: 1 }])
  yield* processFamilies(figures)
  yield counter(
    'hyperion_http_requests_total',
    'Requests answered, by face and class of status.',
    figures.requests.map(({ face, status, count }) => ({ labels: { face, status }, value: count })),
  )
  yield* storageFamilies(figures)
  const { deliveries, alerts } = figures
  yield gauge('hyperion_deliveries', 'Messages in the delivery log, by what became of them.', byLabel('status', deliveries))
  yield gauge('hyperion_alerts_firing', 'Alerts that fire, by level.', byLabel('level', alerts))
  yield gauge('hyperion_agents_connected', 'Agents that are connected.', [{ value: figures.agentsConnected }])
  yield gauge('hyperion_troubles', 'Troubles that /health lists.', [{ value: figures.troubles }])
}

function* processFamilies({ process, loopDelay }: HubFigures): Generator<Family> {
  yield counter('process_cpu_user_seconds_total', 'Processor time in user mode.', [{ value: process.user }])
  yield counter('process_cpu_system_seconds_total', 'Processor time in system mode.', [{ value: process.system }])
  yield counter('process_cpu_seconds_total', 'Processor time.', [{ value: process.user + process.system }])
  yield gauge('process_resident_memory_bytes', 'Resident memory.', [{ value: process.residentBytes }])
  yield gauge('process_start_time_seconds', 'When the process started, since the epoch.', [{ value: process.startedAt }])
  yield gauge('nodejs_heap_size_used_bytes', 'Used part of the heap.', [{ value: process.heapUsedBytes }])
  yield gauge('nodejs_eventloop_lag_mean_seconds', 'Mean delay of the event loop since the last scrape.', [{ value: loopDelay.mean }])
  yield gauge('nodejs_eventloop_lag_p99_seconds', '99th percentile of it.', [{ value: loopDelay.p99 }])
  yield gauge('nodejs_eventloop_lag_max_seconds', 'Longest of them.', [{ value: loopDelay.max }])
}

function* storageFamilies({ reports, store }: HubFigures): Generator<Family> {
  yield counter('hyperion_reports_appended_total', 'Reports made durable.', [{ value: reports.appended }])
  yield counter('hyperion_reports_duplicate_total', 'Reports that were stored already.', [{ value: reports.duplicates }])
  yield counter('hyperion_reports_malformed_total', 'Reports that could not be read.', [{ value: reports.malformed }])
  if (!store) return
  yield gauge('hyperion_store_values', 'Values in the history.', [{ value: store.values }])
  yield gauge('hyperion_store_block_bytes', 'Bytes of sealed blocks.', [{ value: store.blockBytes }])
  yield gauge('hyperion_store_bytes', 'Bytes that the history takes.', [{ value: store.totalBytes }])
  yield gauge('hyperion_store_damaged_blocks', 'Blocks found damaged since the start.', [{ value: store.damagedBlocks }])
}

function gauge(name: string, help: string, samples: Family['samples']): Family {
  return { name, help, type: 'gauge', samples }
}

function counter(name: string, help: string, samples: Family['samples']): Family {
  return { name, help, type: 'counter', samples }
}

function byLabel(label: string, values: Readonly<Record<string, number>> | null): Family['samples'] {
  return Object.entries(values ?? {}).map(([key, value]) => ({ labels: { [label]: key }, value }))
}
