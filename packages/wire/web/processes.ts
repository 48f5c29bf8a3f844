import type { ResultOf, RowOf } from '../actions/index.ts'
import type { Snake } from './actions.ts'

/** `GET /api/hosts/{id}/processes/live`: all processes of a host at this moment, as it tells them itself. */
export interface LiveProcessesAnswer {
  readonly at: number
  readonly booted_at: number
  readonly total: number
  readonly processes: readonly Snake<RowOf<'process.list'>>[]
}

export interface ProcessDetailAnswer {
  readonly process: Snake<ResultOf<'process.detail'>>
}

export interface ProcessFilesAnswer {
  readonly total: number
  /** The first 200. */
  readonly files: readonly Snake<RowOf<'process.files'>>[]
}

/** What the kept snapshots tell of one process, oldest first. */
export interface ProcessHistoryAnswer {
  readonly from: number
  readonly to: number
  readonly points: readonly {
    readonly at: number
    /** The time up to `at` that the figures are of. */
    readonly span_ms: number
    /** One core is 100. */
    readonly cpu_percent: number
    readonly memory_bytes: number
    readonly threads: number
  }[]
}
