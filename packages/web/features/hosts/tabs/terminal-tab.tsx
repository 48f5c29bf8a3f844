import { TerminalPanel } from '../../terminal/terminal-panel.tsx'
import styles from '../host-page.module.css'

export function TerminalTab({ host }: { host: number }) {
  return (
    <div className={styles.sections}>
      <TerminalPanel host={host} />
    </div>
  )
}
