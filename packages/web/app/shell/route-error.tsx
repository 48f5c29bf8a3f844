import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRouteError } from 'react-router'
import { IconAlertOctagon } from '../icons.ts'
import { useTitle } from '../use-title.ts'
import styles from './notice.module.css'

/** What stands where a page failed: what happened, and the ways on. */
export function RouteError({ inside = false }: { inside?: boolean }) {
  const { t } = useTranslation()
  const error = useRouteError()
  useTitle(t('error.pageTitle'))
  const Place = inside ? 'section' : 'main'
  return (
    <Place className={styles.notice}>
      <IconAlertOctagon size={32} className={styles.noticeBad} aria-hidden />
      <h1>{t('error.pageTitle')}</h1>
      <p className="muted">{t('error.pageText')}</p>
      <pre className={styles.noticeDetail}>{error instanceof Error ? error.message : String(error)}</pre>
      <div className={styles.noticeActions}>
        <Button onClick={() => window.location.reload()}>{t('error.reload')}</Button>
        <Button variant="default" component="a" href="/app/">
          {t('nav.overview')}
        </Button>
      </div>
    </Place>
  )
}
