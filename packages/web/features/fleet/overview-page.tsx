import styles from '../hosts/host-page.module.css'
import { ThisHostPage } from '../hosts/host-page.tsx'
import { FleetGlance } from './fleet-glance.tsx'

/** What is wrong anywhere, then this machine. */
export function OverviewPage() {
  return (
    <div className={styles.page}>
      <FleetGlance />
      <ThisHostPage />
    </div>
  )
}
