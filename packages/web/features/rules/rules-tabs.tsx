import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import styles from './rules.module.css'

/** What alerts go by is in two places: the thresholds that every host has, and rules. */
export function RulesTabs() {
  const { t } = useTranslation()
  return (
    <nav className={styles.tabs} aria-label={t('nav.rules')}>
      <NavLink to="/settings/thresholds">{t('rules.tabs.limits')}</NavLink>
      <NavLink to="/settings/rules">{t('rules.tabs.rules')}</NavLink>
    </nav>
  )
}
