import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconHelpCircle } from '../icons.ts'
import { useTitle } from '../use-title.ts'
import styles from './shell.module.css'

export function NotFoundPage() {
  const { t } = useTranslation()
  useTitle(t('notFound.title'))
  return (
    <section className={styles.notice}>
      <IconHelpCircle size={32} aria-hidden />
      <h1>{t('notFound.title')}</h1>
      <p className="muted">{t('notFound.text')}</p>
      <div className={styles.noticeActions}>
        <Button component={Link} to="/">
          {t('nav.overview')}
        </Button>
      </div>
    </section>
  )
}
