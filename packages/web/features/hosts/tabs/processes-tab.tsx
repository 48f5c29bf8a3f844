import { BusiestPanel } from '../../processes/busiest-panel.tsx'
import { ProcessesNow } from '../../processes/live-panel.tsx'
import { CpuPanel, MemoryPanel } from '../host-charts.tsx'
import styles from '../host-page.module.css'
import { RangeBar } from '../range-bar.tsx'

/** Which process it was: the charts choose a moment, the tables tell. */
export function ProcessesTab({ host }: { host: number }) {
  return (
    <>
      <RangeBar />
      <div className={styles.sections}>
        <ProcessesNow host={host} />
        <CpuPanel />
        <MemoryPanel />
        <BusiestPanel host={host} />
      </div>
    </>
  )
}
