import { Button } from '@mantine/core'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useTitle } from '../use-title.ts'
import styles from './notice.module.css'

interface NoticeProps {
  readonly icon: ComponentType<{ size: number; 'aria-hidden': boolean }>
  /** Prefix of the translations `<topic>.title` and `<topic>.text`. */
  readonly topic: 'notAllowed' | 'notFound'
}

/** A page that says why there is nothing to see, and leads back. */
export function Notice({ icon: Icon, topic }: NoticeProps) {
  const { t } = useTranslation()
  useTitle(t(`${topic}.title`))
  return (
    <section className={styles.notice}>
      <Icon size={32} aria-hidden />
      <h1>{t(`${topic}.title`)}</h1>
      <p className="muted">{t(`${topic}.text`)}</p>
      <div className={styles.noticeActions}>
        <Button component={Link} to="/">
          {t('nav.overview')}
        </Button>
      </div>
    </section>
  )
}
