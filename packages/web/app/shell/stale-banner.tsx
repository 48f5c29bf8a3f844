import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../live/feed.tsx'
import { IconCloudOff, IconPlugConnectedX } from '../icons.ts'
import { useFormats } from '../use-formats.ts'
import styles from './shell.module.css'

/** Says that what is shown is old, since when, and that the page is trying to come back. */
export function StaleBanner() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { state, stale, lastReceived, retry } = useConnection()
  if (state !== 'offline' && !stale) return null
  const since = lastReceived === null ? null : formats.time(lastReceived)
  const Icon = state === 'offline' ? IconCloudOff : IconPlugConnectedX
  const key = state === 'offline' ? 'connection.offlineBanner' : 'connection.staleBanner'
  return (
    <div className={styles.banner} role="alert">
      <Icon size={20} aria-hidden />
      <span>{since === null ? t(`${key}Never`) : t(key, { since })}</span>
      {state !== 'offline' && (
        <Button size="compact-sm" variant="default" onClick={retry}>
          {t('connection.retryNow')}
        </Button>
      )}
    </div>
  )
}
