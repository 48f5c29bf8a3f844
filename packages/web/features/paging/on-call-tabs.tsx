import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import tabs from '../rules/rules.module.css'

/** Who is on call, whom policies page, and whether that works. */
export function OnCallTabs() {
  const { t } = useTranslation()
  return (
    <nav className={tabs.tabs} aria-label={t('paging.tabs')}>
      <NavLink to="/on-call" end>
        {t('paging.onCall')}
      </NavLink>
      <NavLink to="/on-call/policies">{t('paging.policiesTab')}</NavLink>
      <NavLink to="/on-call/readiness">{t('paging.readiness')}</NavLink>
    </nav>
  )
}
