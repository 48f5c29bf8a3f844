import type { FleetColumn, FleetSort } from '@hyperion/wire/fleet'

interface ColumnLook {
  /** Pixels: at least, and at most. */
  readonly width: readonly [least: number, most: number]
  readonly sort: FleetSort | null
  readonly number?: boolean
}

/** How wide each column is and what it is sorted by. */
export const COLUMN_LOOKS: Readonly<Record<FleetColumn, ColumnLook>> = {
  tags: { width: [112, 240], sort: null },
  kind: { width: [96, 112], sort: null },
  cpu: { width: [88, 136], sort: 'cpu' },
  memory: { width: [88, 136], sort: 'memory' },
  disk: { width: [88, 136], sort: 'disk' },
  network: { width: [104, 120], sort: 'network' },
  load: { width: [64, 72], sort: 'load', number: true },
  uptime: { width: [96, 112], sort: 'uptime', number: true },
  trend: { width: [72, 144], sort: null },
  seen: { width: [124, 152], sort: 'seen', number: true },
}

const GAP = 16
const PADDING = 32
const CHECK = 24
const STATE = 132
const NAME = 152
/** Where there is no room for all, those at the beginning go first. */
const DISPENSABLE: readonly FleetColumn[] = ['uptime', 'kind', 'load', 'tags', 'trend', 'network', 'seen', 'memory', 'disk', 'cpu']

/** The columns that fit into a width in pixels. */
export function fittingColumns(columns: readonly FleetColumn[], width: number, choosing: boolean): readonly FleetColumn[] {
  let fitting = columns
  for (const column of DISPENSABLE) {
    if (leastWidth(fitting, choosing) <= width) return fitting
    fitting = fitting.filter((each) => each !== column)
  }
  return fitting
}

/** State and name come first; a box to choose by before them. */
export function gridTemplate(columns: readonly FleetColumn[], choosing: boolean): string {
  const widths = columns.map((column) => {
    const [least, most] = COLUMN_LOOKS[column].width
    return `minmax(${least}px, ${most}fr)`
  })
  return [...(choosing ? [`${CHECK}px`] : []), `${STATE}px`, `minmax(${NAME}px, 240fr)`, ...widths].join(' ')
}

function leastWidth(columns: readonly FleetColumn[], choosing: boolean): number {
  const widths = [...(choosing ? [CHECK] : []), STATE, NAME, ...columns.map((column) => COLUMN_LOOKS[column].width[0])]
  return widths.reduce((sum, each) => sum + each, PADDING + GAP * (widths.length - 1))
}
