import { useTranslation } from 'react-i18next'
import styles from './operating.module.css'
import type { PrintedPart } from './printed.ts'

/** What was printed: errors have a colour, and a bar at their side for those who do not see it. */
export function PrintedText({ parts }: { parts: readonly PrintedPart[] }) {
  const { t } = useTranslation()
  return parts.map(({ text, err }, at) =>
    err ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name
      // biome-ignore lint/a11y/useSemanticElements: a part of a text, not fields of a form
      <span key={at} role="group" aria-label={t('operating.stderr')} className={styles.stderr}>
        {text}
      </span>
    ) : (
      text
    ),
  )
}

/** What the bars mean. */
export function StderrLegend({ parts }: { parts: readonly PrintedPart[] }) {
  const { t } = useTranslation()
  if (!parts.some(({ err }) => err)) return null
  return (
    <p className={styles.legend}>
      <span className={styles.stderr}>{t('operating.stderr')}</span>
    </p>
  )
}
