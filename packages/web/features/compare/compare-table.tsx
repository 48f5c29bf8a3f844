import type { Metric } from '@hyperion/wire/metrics'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconArrowDown, IconArrowUp } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { cssColor, cycleColor } from '../../charts/palette.ts'
import panel from '../hosts/panel.module.css'
import styles from './compare.module.css'
import { type Aligned, extremes, FIGURES, type Summary, summaryOf } from './compare-series.ts'
import { formatOf } from './metrics.ts'
import type { HostHistory } from './queries.ts'

interface StatisticsTableProps {
  readonly metrics: readonly Metric[]
  readonly ids: readonly number[]
  readonly names: readonly string[]
  readonly aligned: Aligned
  readonly histories: readonly (HostHistory | undefined)[]
}

const WORDS = { avg: 'compare.average', p95: 'compare.p95', max: 'compare.max', current: 'compare.current' } as const

/** What each host had on average, at most and now; the lowest and the highest of each figure are marked. */
export function StatisticsTable({ metrics, ...rest }: StatisticsTableProps) {
  const { t } = useTranslation()
  return (
    <section className={panel.panel} aria-label={t('compare.statistics')}>
      <header className={panel.header}>
        <h2 className={panel.title}>{t('compare.statistics')}</h2>
      </header>
      {metrics.map((metric) => (
        <MetricTable key={metric.id} metric={metric} {...rest} />
      ))}
    </section>
  )
}

function MetricTable({ metric, ids, names, aligned, histories }: Omit<StatisticsTableProps, 'metrics'> & { readonly metric: Metric }) {
  const { t } = useTranslation()
  const format = formatOf(metric, useFormats())
  const name = metric.id.slice(metric.group.length + 1)
  const title = t(`metric.${metric.id}`)
  // A counter as it stands says nothing: its figures are those of the amounts drawn.
  const summaries = ids.map((_, i): Summary | null =>
    metric.kind === 'counter' ? summaryOf(aligned.columns[i]?.[name] ?? []) : (histories[i]?.statistics.get(metric.id) ?? null),
  )
  const marks = Object.fromEntries(FIGURES.map((figure) => [figure, extremes(summaries.map((each) => each?.[figure] ?? null))]))
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a set of form fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <div className={panel.scroll} tabIndex={0} role="group" aria-label={title}>
      <table className={`${panel.table} ${styles.table}`}>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('compare.host')}</th>
            {FIGURES.map((figure) => (
              <th key={figure} scope="col" className={panel.number}>
                {t(WORDS[figure])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ids.map((id, i) => (
            <tr key={id}>
              <th scope="row">
                <span className={styles.swatch} style={{ background: cssColor(cycleColor(i)) }} aria-hidden="true" />
                <Link to={`/hosts/${id}`}>{names[i]}</Link>
              </th>
              {FIGURES.map((figure) => (
                <td key={figure} className={panel.number}>
                  {marks[figure]?.lowest === i && <IconArrowDown size={14} role="img" aria-label={t('compare.best')} className="muted" />}
                  {marks[figure]?.highest === i && <IconArrowUp size={14} role="img" aria-label={t('compare.worst')} />}{' '}
                  <span className={marks[figure]?.highest === i ? styles.highest : undefined}>
                    {format(summaries[i]?.[figure] ?? null)}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
