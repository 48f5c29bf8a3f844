import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconLock } from '../icons.ts'
import { useTitle } from '../use-title.ts'
import styles from './shell.module.css'

/** Stands where a page is that one's role does not open. */
export function NotAllowedPage() {
  const { t } = useTranslation()
  useTitle(t('notAllowed.title'))
  return (
    <section className={styles.notice}>
      <IconLock size={32} aria-hidden />
      <h1>{t('notAllowed.title')}</h1>
      <p className="muted">{t('notAllowed.text')}</p>
      <div className={styles.noticeActions}>
        <Button component={Link} to="/">
          {t('nav.overview')}
        </Button>
      </div>
    </section>
  )
}
