import { CommandsPanel } from '../../commands/commands-panel.tsx'
import styles from '../host-page.module.css'

export function CommandsTab({ host }: { host: number }) {
  return (
    <div className={styles.sections}>
      <CommandsPanel host={host} />
    </div>
  )
}
