import type { AlertRow } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck } from '../../app/icons.ts'
import page from '../hosts/host-page.module.css'
import { countsOf } from './alert-filter.ts'

/** The answer to "is anything wrong?", before anything else. */
export function AlertSummary({ firing }: { firing: readonly AlertRow[] }) {
  const { t } = useTranslation()
  const counts = countsOf(firing)
  const level = counts.critical > 0 ? 'critical' : counts.warning > 0 ? 'warning' : 'healthy'
  const Icon = level === 'critical' ? IconAlertOctagon : level === 'warning' ? IconAlertTriangle : IconCircleCheck
  const open = counts.critical + counts.warning
  const hosts = new Set(firing.map((alert) => alert.host)).size
  const parts = (['critical', 'warning', 'acknowledged', 'silenced'] as const)
    .filter((each) => counts[each] > 0)
    .map((each) => t(`alerts.count.${each}`, { count: counts[each] }))
  return (
    <section className={page.state} data-level={level} aria-label={t('alerts.summary')}>
      <span className={page.stateIcon}>
        <Icon size={24} aria-hidden />
      </span>
      <div className={page.stateText}>
        <strong className={page.stateWord} aria-live="polite">
          {open > 0 ? t('alerts.needs', { count: open }) : t(firing.length > 0 ? 'alerts.inHand' : 'alerts.allWell')}
        </strong>
        <p className="muted">
          {firing.length === 0 ? t('alerts.allWellText') : `${parts.join(', ')} · ${t('alerts.onHosts', { count: hosts })}`}
        </p>
      </div>
    </section>
  )
}
