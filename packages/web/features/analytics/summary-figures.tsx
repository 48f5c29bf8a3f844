import type { IncidentSummaryAnswer } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import styles from './analytics.module.css'

const SEVERITIES = ['SEV1_CRITICAL', 'SEV2_HIGH', 'SEV3_MEDIUM', 'SEV4_LOW'] as const

export function SummaryFigures({ summary }: { summary: IncidentSummaryAnswer }) {
  const { t } = useTranslation()
  const { duration, number } = useFormats()
  const { averaged_over: over, incidents_by_severity: severities } = summary
  const average = (name: 'mttd' | 'mtta' | 'mttr', seconds: number | null) => (
    <div title={t(`analytics.about.${name}`)}>
      <dt>{t(`analytics.${name}`)}</dt>
      <dd>{duration(seconds === null ? null : seconds * 1000)}</dd>
      <p>{t('analytics.over', { count: over[name] })}</p>
    </div>
  )
  return (
    <>
      <dl className={styles.figures}>
        <div>
          <dt>{t('analytics.incidents')}</dt>
          <dd>{number(summary.total_incidents)}</dd>
          <p>{t('analytics.open', { count: summary.open_incidents })}</p>
        </div>
        {average('mttd', summary.avg_mttd_seconds)}
        {average('mtta', summary.avg_mtta_seconds)}
        {average('mttr', summary.avg_mttr_seconds)}
      </dl>
      <ul className={styles.severities}>
        {SEVERITIES.map((severity) => (
          <li key={severity} data-severity={severity}>
            <span>{t(`incidents.severity.${severity}`)}</span>
            <span className={styles.bar} aria-hidden>
              <span style={{ inlineSize: `${share(severities[severity] ?? 0, summary.total_incidents)}%` }} />
            </span>
            <strong>{number(severities[severity] ?? 0)}</strong>
          </li>
        ))}
      </ul>
    </>
  )
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100
}
