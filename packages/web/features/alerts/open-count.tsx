import { useTranslation } from 'react-i18next'
import styles from './alerts.module.css'
import { useFiring } from './queries.ts'

/** Beside the way to the alerts: how many wait for someone. */
export function OpenCount() {
  const { t } = useTranslation()
  const open = useFiring().data?.filter((alert) => alert.acknowledged_at === null && !alert.silenced) ?? []
  if (open.length === 0) return null
  const level = open.some((alert) => alert.level === 'critical') ? 'critical' : 'warning'
  return (
    <span className={styles.count} data-level={level}>
      <span aria-hidden>{open.length > 99 ? '99+' : open.length}</span>
      <span className="visually-hidden">{t('alerts.needs', { count: open.length })}</span>
    </span>
  )
}
