import { isMajor, SEVERITIES } from '@hyperion/wire/incidents'
import { useTranslation } from 'react-i18next'
import alerts from '../alerts/alerts.module.css'
import { useOpenCounts } from './queries.ts'

const MOST_SHOWN = 99

/** Beside the way to the incidents: how many are open. */
export function OpenIncidentCount() {
  const { t } = useTranslation()
  const counts = useOpenCounts().data
  if (!counts || counts.total === 0) return null
  const grave = SEVERITIES.some((severity) => isMajor(severity) && counts.by_severity[severity] > 0)
  return (
    <span className={alerts.count} data-level={grave ? 'critical' : 'warning'}>
      <span aria-hidden>{counts.total > MOST_SHOWN ? `${MOST_SHOWN}+` : counts.total}</span>
      <span className="visually-hidden">{t('incidents.openCount', { count: counts.total })}</span>
    </span>
  )
}
