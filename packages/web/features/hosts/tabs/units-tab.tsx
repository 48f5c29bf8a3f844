import { UnitsPanel } from '../../units/units-panel.tsx'
import styles from '../host-page.module.css'

export function UnitsTab({ host }: { host: number }) {
  return (
    <div className={styles.sections}>
      <UnitsPanel host={host} whole />
    </div>
  )
}
