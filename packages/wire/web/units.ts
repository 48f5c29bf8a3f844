import type { JournalRow, ResultOf, RowOf, UnitDetail } from '../actions/index.ts'
import type { Snake } from './actions.ts'

/** `GET /api/hosts/{id}/units/{unit}`. */
export interface UnitAnswer {
  readonly unit: Snake<UnitDetail>
}

/** `GET /api/hosts/{id}/units/{unit}/files`. */
export type UnitFilesAnswer = Snake<ResultOf<'unit.files'>>

/** `GET /api/hosts/{id}/timers`. */
export interface TimersAnswer {
  readonly at: number
  readonly timers: readonly Snake<RowOf<'unit.timers'>>[]
}

/** `GET /api/hosts/{id}/units/{unit}/journal`: oldest first. */
export interface JournalAnswer {
  readonly more: boolean
  readonly entries: readonly Snake<JournalRow>[]
}
