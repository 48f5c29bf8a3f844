import type { IncidentAnswer } from '@hyperion/wire/incidents'
import { GROUPS, type GroupId } from '@hyperion/wire/metrics'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from '../../../app/use-formats.ts'
import { EMPTY_FRAME, type Frame, mergeFrames } from '../../../charts/frame.ts'
import type { DrawnSeries } from '../../../charts/options.ts'
import { TimeChart } from '../../../charts/time-chart.tsx'
import type { ChartWindow } from '../../../charts/window.ts'
import { PanelEmpty, PanelFailure, PanelSkeleton } from '../../hosts/panel.tsx'
import { useHistory, useHosts } from '../../hosts/queries.ts'
import { useSeriesOf } from '../../hosts/use-series-of.ts'
import { useCollection } from '../../services/queries.ts'
import styles from './room-metrics.module.css'

const BEFORE = 30 * 60_000
const AFTER = 10 * 60_000
const EVERY = 15_000
const ROOT = '/'
const HEIGHT = 120

/** From some time before it was noticed to now, or to some time after its end. */
export function windowOf({ detected_at, resolved_at }: Pick<IncidentAnswer, 'detected_at' | 'resolved_at'>, now: number): ChartWindow {
  const to = resolved_at === null ? now : Math.min(now, Date.parse(resolved_at) + AFTER)
  return { from: Date.parse(detected_at) - BEFORE, to }
}

/** The hosts that its own alerts name, else those that the service runs on. */
export function hostsIn(alerts: IncidentAnswer['alerts']): readonly number[] {
  const named = alerts.flatMap(({ source, labels }) => (source === 'hyperion' ? [Number(labels.host_id)] : []))
  return [...new Set(named.filter((id) => Number.isSafeInteger(id) && id > 0))]
}

/** What the hosts concerned did meanwhile. */
export function RoomMetrics({ incident, now }: { incident: IncidentAnswer; now: number }) {
  const { t } = useTranslation()
  const named = hostsIn(incident.alerts)
  const service = useCollection('services').data?.find(({ id }) => id === incident.service.id)?.hosts ?? []
  const known = useHosts().data?.hosts
  const [chosen, setChosen] = useState<number | null>(null)
  const hosts = (named.length > 0 ? named : service).flatMap((id) => known?.find((host) => host.id === id) ?? [])
  if (known === undefined) return <PanelSkeleton height={320} />
  const host = hosts.find(({ id }) => id === chosen) ?? hosts[0]
  if (!host) return <PanelEmpty>{t('incidents.noHosts')}</PanelEmpty>
  const { from, to } = windowOf(incident, now)
  return (
    <div className={styles.metrics}>
      {hosts.length > 1 && (
        <ul className={styles.hosts} aria-label={t('nav.hosts')}>
          {hosts.map(({ id, name }) => (
            <li key={id}>
              <button type="button" aria-pressed={id === host.id} onClick={() => setChosen(id)}>
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Charts key={host.id} host={host.id} incident={incident} now={now} />
      <Link to={`/hosts/${host.id}?from=${Math.round(from)}&to=${Math.round(to)}`}>{t('alerts.onHost', { host: host.name })}</Link>
    </div>
  )
}

function Charts({ host, incident, now }: { host: number; incident: IncidentAnswer; now: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const cpu = useSeriesOf('cpu')
  const memory = useSeriesOf('memory')
  const disk = useSeriesOf('filesystem')
  const shared = { host, incident, now, format: formats.percent }
  return (
    <>
      <Chart {...shared} title={t('section.cpu')} group="cpu" series={cpu(['usage', 'blue'])} />
      <Chart {...shared} title={t('section.memory')} group="memory" series={memory(['usage', 'violet'])} />
      <Chart {...shared} title={t('incidents.disk', { mount: ROOT })} group="filesystem" series={disk(['usage', 'teal'])} />
    </>
  )
}

interface ChartProps {
  readonly host: number
  readonly incident: IncidentAnswer
  readonly now: number
  readonly title: string
  readonly group: GroupId
  readonly series: (frame: Frame) => readonly DrawnSeries[]
  readonly format: (value: number | null) => string
}

function Chart({ host, incident, now, title, group, series, format }: ChartProps) {
  const { t } = useTranslation()
  const [zoom, setZoom] = useState<ChartWindow | null>(null)
  const around = windowOf(incident, now)
  const open = incident.resolved_at === null
  const history = useHistory({
    host,
    group,
    instance: GROUPS[group].instance === 'mount' ? ROOT : '',
    windowKey: zoom ? `${zoom.from}-${zoom.to}` : `incident-${incident.short_id}-${incident.resolved_at}`,
    window: () => zoom ?? windowOf(incident, Date.now()),
    refetchEvery: open && !zoom ? EVERY : false,
    enabled: true,
  })
  if (history.isPending) return <PanelSkeleton height={HEIGHT + 60} />
  if (history.isError) return <PanelFailure error={history.error} retry={() => void history.refetch()} />
  const frame = mergeFrames(history.data.frame, EMPTY_FRAME)
  const mark = {
    key: 'incident',
    from: Date.parse(incident.detected_at),
    to: incident.resolved_at === null ? null : Date.parse(incident.resolved_at),
    level: 'critical' as const,
    label: `${incident.short_id} · ${incident.title}`,
    link: null,
  }
  return (
    <section>
      <h3 className={styles.chartTitle}>{title}</h3>
      <TimeChart
        label={title}
        times={frame.times}
        series={series(frame)}
        isHidden={() => false}
        onToggle={() => setZoom(null)}
        window={zoom ?? around}
        onZoom={({ from, to }) => setZoom({ from, to: Math.min(to, Date.now()) })}
        onReset={() => setZoom(null)}
        format={format}
        top={100}
        height={HEIGHT}
        marks={[mark]}
        note={frame.times.length === 0 ? t('chart.nothing') : null}
      />
    </section>
  )
}
