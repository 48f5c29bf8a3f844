import { useTranslation } from 'react-i18next'
import styles from './host-header.module.css'
import { Lacks } from './lacks.tsx'
import { useHostSummary } from './queries.ts'

/** Which host this is, what watches it, and what cannot be seen of it. */
export function HostHeader({ host }: { host: number }) {
  const { t } = useTranslation()
  const summary = useHostSummary(host)
  return (
    <header className={styles.head}>
      <h1>{summary?.name ?? t('hostPage.host', { id: host })}</h1>
      {summary && (
        <>
          <span className={styles.chip}>{t(`hostPage.kind.${summary.kind}`)}</span>
          {summary.tags.map((tag) => (
            <span key={tag} className={styles.chip}>
              {tag}
            </span>
          ))}
          <Lacks summary={summary} />
        </>
      )}
    </header>
  )
}
