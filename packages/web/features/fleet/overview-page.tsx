import styles from '../hosts/host-page.module.css'
import { ThisHostPage } from '../hosts/host-page.tsx'
import { OnCallNow } from '../incidents/on-call-now.tsx'
import { OpenIncidents } from '../incidents/open-incidents.tsx'
import { FleetGlance } from './fleet-glance.tsx'

/** What is wrong anywhere, then this machine. */
export function OverviewPage() {
  return (
    <div className={styles.page}>
      <OpenIncidents />
      <OnCallNow />
      <FleetGlance />
      <ThisHostPage />
    </div>
  )
}
