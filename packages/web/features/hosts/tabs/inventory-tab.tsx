import { AgentPanel } from '../agent-panel.tsx'
import { FactsPanel } from '../facts-panel.tsx'
import styles from '../host-page.module.css'
import { MountsPanel } from '../mounts-panel.tsx'

/** What the host is, and how what watches it fares. */
export function InventoryTab({ host }: { host: number }) {
  return (
    <div className={styles.sections}>
      <FactsPanel host={host} />
      <AgentPanel host={host} />
      <MountsPanel host={host} />
    </div>
  )
}
