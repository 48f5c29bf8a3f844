import { findMetric, GROUPS } from '@hyperion/wire/metrics'
import type { AlertRow } from '@hyperion/wire/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { amountText } from '../../app/amounts.ts'
import { useFormats } from '../../app/use-formats.ts'
import { useNow } from '../../app/when.tsx'
import { EMPTY_FRAME, mergeFrames } from '../../charts/frame.ts'
import { TimeChart } from '../../charts/time-chart.tsx'
import type { ChartWindow } from '../../charts/window.ts'
import { PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { useHistory } from '../hosts/queries.ts'
import { useSeriesOf } from '../hosts/use-series-of.ts'
import { useRules } from '../rules/queries.ts'
import { panelOf, type Watched, watchedBy } from '../rules/watched.ts'
import { windowAround } from './alert-window.ts'
import { alertTitle } from './alert-words.ts'

/** What the threshold of the disk is about unless its alert says otherwise. */
const ROOT = '/'

/** What was measured around an alert, with its threshold and the time that it fired. */
export function AlertChart({ alert }: { alert: AlertRow }) {
  const rules = useRules().data?.rules
  const watched = rules && watchedBy(alert.rule, rules)
  if (rules === undefined) return <PanelSkeleton height={200} />
  return watched ? <Chart alert={alert} watched={watched} /> : null
}

function Chart({ alert, watched: { metric, below, levels } }: { alert: AlertRow; watched: Watched }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useNow(15_000)
  const [zoom, setZoom] = useState<ChartWindow | null>(null)
  const name = metric.id.slice(metric.group.length + 1)
  const seriesOf = useSeriesOf(metric.group)
  const around = windowAround(alert, now)
  const history = useHistory({
    host: alert.host,
    group: metric.group,
    instance: alert.instance || (GROUPS[metric.group].instance === 'mount' ? ROOT : ''),
    windowKey: zoom ? `${zoom.from}-${zoom.to}` : `alert-${alert.id}-${alert.resolved_at}`,
    window: () => zoom ?? windowAround(alert, Date.now()),
    refetchEvery: alert.state === 'firing' && !zoom ? 15_000 : false,
    enabled: true,
  })
  if (history.isPending) return <PanelSkeleton height={230} />
  if (history.isError) return <PanelFailure error={history.error} retry={() => void history.refetch()} />
  const frame = mergeFrames(history.data.frame, EMPTY_FRAME)
  if (frame.times.length === 0) return <PanelEmpty>{t('chart.nothing')}</PanelEmpty>
  const threshold = levels ? alert.threshold : null
  const unit = levels ? alert.unit : (findMetric(metric.id)?.unit ?? 'none')
  const mark = {
    key: 'alert',
    from: Date.parse(alert.started_at),
    to: alert.resolved_at === null ? null : Date.parse(alert.resolved_at),
    level: alert.level,
    label: `${t(`state.${alert.level}`)} · ${alertTitle(t, alert)}`,
    link: null,
  }
  return (
    <>
      <TimeChart
        label={`${t(`metric.${metric.id}`)} ${alert.instance}`}
        times={frame.times}
        series={seriesOf([name, 'blue'])(frame)}
        isHidden={() => false}
        onToggle={() => setZoom(null)}
        window={zoom ?? around}
        onZoom={({ from, to }) => setZoom({ from, to: Math.min(to, Date.now()) })}
        onReset={() => setZoom(null)}
        format={(value) => amountText(formats, value, unit)}
        top={unit === 'percent' ? 100 : threshold === null ? null : threshold * 1.2}
        binary={unit.startsWith('bytes')}
        bands={threshold === null ? null : { warning: null, critical: null, [alert.level]: threshold, below }}
        marks={[mark]}
      />
      <Link to={`/hosts/${alert.host}?from=${Math.round(around.from)}&to=${Math.round(around.to)}#${panelOf(metric)}`}>
        {t('alerts.onHost', { host: alert.host_name })}
      </Link>
    </>
  )
}
