import type { Statistics } from '@hyperion/ports/metric-store'
import type { Section, TableBlock } from '../document.ts'
import type { Formats } from '../format.ts'
import type { History } from '../history.ts'
import type { Words } from '../wording.ts'

/** What every section is made with. */
export interface SectionTools {
  readonly history: History
  readonly words: Words
  readonly formats: Formats
}

/** Null where there is nothing to tell. */
export type MakeSection = (tools: SectionTools) => Promise<Section | null>

export interface StatisticsRow {
  readonly label: string
  readonly statistics: Statistics | null | undefined
  readonly format: (value: number) => string
}

/** The figures of each metric, a row each; metrics without a value are left out. */
export function statisticsTable(rows: readonly StatisticsRow[], { words }: SectionTools): TableBlock {
  return {
    kind: 'table',
    columns: ['', ...words.figures],
    rows: rows.flatMap(({ label, statistics, format }) => {
      if (!statistics) return []
      const { min, avg, max, p50, p75, p90, p95, p99, stddev } = statistics
      return [[label, ...[min, avg, max, p50, p75, p90, p95, p99, stddev].map(format)]]
    }),
  }
}
