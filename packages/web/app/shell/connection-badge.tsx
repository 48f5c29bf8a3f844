import { useTranslation } from 'react-i18next'
import { useConnection } from '../../live/feed.tsx'
import styles from './top-bar.module.css'

/** Whether figures are live, in a word and a colour. */
export function ConnectionBadge() {
  const { t } = useTranslation()
  const { state, stale } = useConnection()
  const shown = state === 'open' && !stale ? 'live' : state === 'offline' ? 'offline' : stale ? 'stale' : 'connecting'
  return (
    <span className={styles.connection} data-state={shown} role="status">
      <span className={styles.dot} aria-hidden />
      {t(`connection.${shown}`)}
    </span>
  )
}
