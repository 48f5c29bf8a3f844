import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { IconCloudOff } from '../icons.ts'
import { useTitle } from '../use-title.ts'
import styles from './notice.module.css'

const RETRY_EVERY = 5_000

/** Nobody knows yet who is signed in because the hub does not answer; goes on by itself when it does. */
export function HubUnreachable({ error, retry }: { error: Error | null; retry: () => void }) {
  const { t } = useTranslation()
  useTitle(t('error.unreachableTitle'))
  useEffect(() => {
    const id = setInterval(retry, RETRY_EVERY)
    window.addEventListener('online', retry)
    return () => {
      clearInterval(id)
      window.removeEventListener('online', retry)
    }
  }, [retry])
  return (
    <main className={styles.notice}>
      <IconCloudOff size={32} aria-hidden />
      <h1>{t('error.unreachableTitle')}</h1>
      <p className="muted">{t('error.unreachableText')}</p>
      {error && <pre className={styles.noticeDetail}>{error.message}</pre>}
      <Button onClick={retry}>{t('common.retry')}</Button>
    </main>
  )
}
