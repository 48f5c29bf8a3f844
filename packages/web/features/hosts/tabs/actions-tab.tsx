import { ActionsPanel } from '../../operating/actions-panel.tsx'
import styles from '../host-page.module.css'

export function ActionsTab({ host }: { host: number }) {
  return (
    <div className={styles.sections}>
      <ActionsPanel host={host} />
    </div>
  )
}
