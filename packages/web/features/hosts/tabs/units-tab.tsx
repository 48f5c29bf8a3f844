import { useSearchParams } from 'react-router'
import { useCapabilities } from '../../operating/queries.ts'
import { LiveUnits } from '../../units/live-units.tsx'
import { UnitDetailPanels } from '../../units/unit-detail.tsx'
import { UnitsPanel } from '../../units/units-panel.tsx'
import styles from '../host-page.module.css'

/** Live where the host can be asked; else what it told last. */
export function UnitsTab({ host }: { host: number }) {
  const { data } = useCapabilities(host)
  const [params] = useSearchParams()
  const about = params.get('about')
  const content = !data?.capabilities ? (
    <UnitsPanel host={host} whole />
  ) : about === null ? (
    <LiveUnits host={host} />
  ) : (
    <UnitDetailPanels key={about} host={host} unit={about} />
  )
  return <div className={styles.sections}>{content}</div>
}
