import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import tabs from '../rules/rules.module.css'
import { usePermitted } from '../session/session.ts'

/** Reports that were made, and those to come by plan: the latter are for whoever may set them. */
export function ReportsTabs() {
  const { t } = useTranslation()
  if (!usePermitted('config')) return null
  return (
    <nav className={tabs.tabs} aria-label={t('nav.reports')}>
      <NavLink to="/reports" end>
        {t('reports.tab')}
      </NavLink>
      <NavLink to="/reports/schedules">{t('reports.schedule.tab')}</NavLink>
    </nav>
  )
}
