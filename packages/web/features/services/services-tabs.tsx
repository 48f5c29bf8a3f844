import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import tabs from '../rules/rules.module.css'

export function ServicesTabs() {
  const { t } = useTranslation()
  return (
    <nav className={tabs.tabs} aria-label={t('nav.services')}>
      <NavLink to="/services" end>
        {t('nav.services')}
      </NavLink>
      <NavLink to="/services/teams">{t('services.teams')}</NavLink>
    </nav>
  )
}
