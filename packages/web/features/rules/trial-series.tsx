import type { TrialAnswer, TrialSeries } from '@hyperion/wire/web'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { amountText } from '../../app/amounts.ts'
import { useFormats } from '../../app/use-formats.ts'
import { TimeChart } from '../../charts/time-chart.tsx'
import type { ChartWindow } from '../../charts/window.ts'
import styles from './rules.module.css'
import { trialMarks, trialRows } from './trial.ts'

const LISTED = 6
/** Of hours that are left, this many times the level are enough to see. */
const SHOWN_TIMES = 4

/** One instance of one host: what was measured, the levels, and when the rule would have fired. */
export function TrialSeriesView({ answer, series, unit }: { answer: TrialAnswer; series: TrialSeries; unit: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [zoom, setZoom] = useState<ChartWindow | null>(null)
  const { thresholds, condition, from, to } = answer
  const highest = Math.max(thresholds.warning ?? 0, thresholds.critical ?? 0)
  const most = unit === 'hours' ? highest * SHOWN_TIMES : undefined
  const rows = useMemo(() => trialRows(series, most), [series, most])
  const amount = (value: number | null) => amountText(formats, value, unit)
  const words = (stretch: TrialSeries['fired'][number]) => {
    const level = stretch.no_data ? t('rules.trial.noData') : t(`state.${stretch.level}`)
    const peak = stretch.peak === null ? '' : t('rules.trial.peak', { value: amount(stretch.peak) })
    const end = stretch.to === null ? t('rules.trial.still') : formats.moment(stretch.to)
    return [level, `${formats.moment(stretch.from)} – ${end}`, peak, stretch.flapping ? t('alerts.flapping') : '']
      .filter(Boolean)
      .join(' · ')
  }
  const name = [series.host_name, series.instance].filter(Boolean).join(' · ')
  return (
    <>
      {rows.times.length > 0 ? (
        <TimeChart
          label={t('rules.trial.chart', { name })}
          times={rows.times}
          series={[{ key: 'value', label: name, color: 'blue', ...rows }]}
          isHidden={() => false}
          onToggle={() => setZoom(null)}
          window={zoom ?? { from, to }}
          onZoom={(window) => setZoom({ from: Math.max(from, window.from), to: Math.min(to, window.to) })}
          onReset={() => setZoom(null)}
          format={(value) => (value === most && value !== null ? t('rules.trial.atLeast', { value: amount(value) }) : amount(value))}
          top={unit === 'percent' ? 100 : highest > 0 ? highest * 1.2 : null}
          binary={unit.startsWith('bytes')}
          bands={{ ...thresholds, below: condition === 'below' }}
          marks={trialMarks(series, words)}
        />
      ) : (
        <p className={styles.hint}>{t('rules.trial.noPoints')}</p>
      )}
      {series.fired.length > 0 && (
        <ul className={styles.stretches}>
          {series.fired
            .slice(-LISTED)
            .toReversed()
            .map((stretch) => (
              <li key={`${stretch.from} ${stretch.no_data}`} data-level={stretch.level}>
                {words(stretch)}
              </li>
            ))}
          {series.fired.length > LISTED && <li className="muted">{t('rules.trial.earlier', { count: series.fired.length - LISTED })}</li>}
        </ul>
      )}
    </>
  )
}
