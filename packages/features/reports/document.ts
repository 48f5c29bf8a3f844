import type { ReportFigure } from '@hyperion/ports/reports'

/** What a report consists of, ready to be drawn: every text is worded and every figure formatted. */
export interface ReportDocument {
  readonly language: 'en' | 'fr'
  /** IANA name of the time zone of all times. */
  readonly zone: string
  readonly title: string
  readonly subtitle: string
  /** Name and value of each fact about the host. */
  readonly facts: readonly (readonly [string, string])[]
  readonly sections: readonly Section[]
  readonly footer: string
}

export interface Section {
  readonly title: string
  readonly blocks: readonly Block[]
}

export type Block = FiguresBlock | ChartBlock | TableBlock | NoteBlock

export interface FiguresBlock {
  readonly kind: 'figures'
  readonly figures: readonly ReportFigure[]
}

export interface ChartBlock {
  readonly kind: 'chart'
  readonly title: string
  readonly unit: ChartUnit
  readonly stacked: boolean
  /** Epoch ms. */
  readonly from: number
  readonly to: number
  readonly series: readonly ChartSeries[]
}

export type ChartUnit = 'percent' | 'bytes' | 'bytes_per_second' | 'number'

export interface ChartSeries {
  readonly label: string
  /** `[epoch ms, value]`, null where there is a gap. */
  readonly points: readonly (readonly [number, number | null])[]
}

export interface TableBlock {
  readonly kind: 'table'
  readonly columns: readonly string[]
  /** The first cell of a row is a heading; the others are figures unless told otherwise. */
  readonly rows: readonly (readonly string[])[]
  /** Columns of text, by position. */
  readonly textColumns?: readonly number[]
}

export interface NoteBlock {
  readonly kind: 'note'
  readonly text: string
  readonly tone: 'plain' | 'good' | 'warning' | 'critical'
}

/** What the report begins with. */
export function keyFigures({ sections }: ReportDocument): readonly ReportFigure[] {
  return sections[0]?.blocks.flatMap((block) => (block.kind === 'figures' ? block.figures : [])) ?? []
}
