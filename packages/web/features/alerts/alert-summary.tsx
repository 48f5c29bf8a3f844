import type { AlertRow } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { StateBanner } from '../hosts/state-banner.tsx'
import { countsOf } from './alert-filter.ts'

/** The answer to "is anything wrong?", before anything else. */
export function AlertSummary({ firing }: { firing: readonly AlertRow[] }) {
  const { t } = useTranslation()
  const counts = countsOf(firing)
  const level = counts.critical > 0 ? 'critical' : counts.warning > 0 ? 'warning' : 'healthy'
  const open = counts.critical + counts.warning
  const hosts = new Set(firing.map((alert) => alert.host)).size
  const parts = (['critical', 'warning', 'acknowledged', 'silenced'] as const)
    .filter((each) => counts[each] > 0)
    .map((each) => t(`alerts.count.${each}`, { count: counts[each] }))
  return (
    <StateBanner
      level={level}
      label={t('alerts.summary')}
      word={open > 0 ? t('alerts.needs', { count: open }) : t(firing.length > 0 ? 'alerts.inHand' : 'alerts.allWell')}
    >
      <p className="muted">
        {firing.length === 0 ? t('alerts.allWellText') : `${parts.join(', ')} · ${t('alerts.onHosts', { count: hosts })}`}
      </p>
    </StateBanner>
  )
}
