import { ChartSections } from '../chart-sections.tsx'
import { RangeBar } from '../range-bar.tsx'
import { Tiles } from '../tiles.tsx'

/** How the host is, figure by figure. */
export function OverviewTab({ host }: { host: number }) {
  return (
    <>
      <Tiles host={host} />
      <RangeBar />
      <ChartSections host={host} />
    </>
  )
}
