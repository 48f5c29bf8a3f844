import type { FleetColumn, FleetSort } from '@hyperion/wire/fleet'

interface ColumnLook {
  readonly width: string
  readonly sort: FleetSort | null
  readonly number?: boolean
}

/** How wide each column is and what it is sorted by. */
export const COLUMN_LOOKS: Readonly<Record<FleetColumn, ColumnLook>> = {
  tags: { width: 'minmax(96px, 1fr)', sort: null },
  kind: { width: '112px', sort: null },
  cpu: { width: 'minmax(88px, 128px)', sort: 'cpu' },
  memory: { width: 'minmax(88px, 128px)', sort: 'memory' },
  disk: { width: 'minmax(88px, 128px)', sort: 'disk' },
  network: { width: '120px', sort: 'network' },
  load: { width: '72px', sort: 'load', number: true },
  uptime: { width: '104px', sort: 'uptime', number: true },
  trend: { width: 'minmax(88px, 144px)', sort: null },
  seen: { width: '136px', sort: 'seen', number: true },
}

/** State and name come first; a box to choose by before them. */
export function gridTemplate(columns: readonly FleetColumn[], choosing: boolean): string {
  return [...(choosing ? ['40px'] : []), '136px', 'minmax(176px, 2fr)', ...columns.map((column) => COLUMN_LOOKS[column].width)].join(' ')
}
