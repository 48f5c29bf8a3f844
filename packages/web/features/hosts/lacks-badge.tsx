import { useTranslation } from 'react-i18next'
import { IconEyeOff } from '../../app/icons.ts'
import styles from './lacks.module.css'

/** What cannot be seen of a host, in words; nothing when all can. */
export function LacksBadge({ lacks }: { lacks: readonly string[] }) {
  const { t } = useTranslation()
  if (lacks.length === 0) return null
  const what = lacks.map((each) => t(`lacks.${each}`, { defaultValue: each })).join(', ')
  return (
    <span className={styles.lacks}>
      <IconEyeOff size={16} aria-hidden />
      {t('lacks.notSeen', { what })}
    </span>
  )
}
