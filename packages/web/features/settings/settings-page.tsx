import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconChevronRight } from '../../app/icons.ts'
import { usePages } from '../../app/shell/navigation.tsx'
import { useTitle } from '../../app/use-title.ts'
import styles from './settings.module.css'

/** The way to each page of settings, for a screen too narrow to show them all the time. */
export function SettingsPage() {
  const { t } = useTranslation()
  const pages = usePages().filter((page) => page.group === 'settings')
  useTitle(t('nav.settings'))
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('nav.settings')}</h1>
      <ul className={styles.pages}>
        {pages.map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link to={to}>
              <Icon size={20} aria-hidden />
              <span>{t(label)}</span>
              <IconChevronRight size={18} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
