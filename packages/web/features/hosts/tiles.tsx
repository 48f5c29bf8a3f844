import type { Resource } from '@hyperion/wire/thresholds'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconAlertOctagon, IconAlertTriangle, IconArrowDown, IconArrowUp } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import type { Values } from '../../charts/frame.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { useConnection, useLive } from '../../live/feed.tsx'
import { ratesOf } from '../../live/rates.ts'
import { useThresholds } from '../thresholds/queries.ts'
import { levelFor } from './health.ts'
import { fullest } from './instances.ts'
import { useHost } from './queries.ts'
import styles from './tiles.module.css'
import { useFrame } from './use-frame.ts'
import { useView } from './view.tsx'

/** The six figures that say how a machine is, each leading to its charts. */
export function Tiles({ host }: { host: number }) {
  const { t } = useTranslation()
  const { stale } = useConnection()
  return (
    <section className={styles.tiles} data-stale={stale || undefined} aria-label={t('tiles.label')}>
      <CpuTile host={host} />
      <MemoryTile host={host} />
      <DiskTile host={host} />
      <NetworkTile host={host} />
      <LoadTile host={host} />
      <UptimeTile host={host} />
    </section>
  )
}

type TileProps = { readonly host: number }

function Tile({
  target,
  name,
  resource,
  value = null,
  children,
}: {
  target: string
  name: string
  resource?: Resource
  value?: number | null
  children: ReactNode
}) {
  const thresholds = useThresholds()
  const level = resource ? levelFor(thresholds, resource, value) : null
  return (
    <a className={styles.tile} href={target}>
      <div className={styles.tileHead}>
        <span>{name}</span>
        {level && <LevelBadge level={level} />}
      </div>
      {children}
    </a>
  )
}

export function LevelBadge({ level }: { level: 'warning' | 'critical' }) {
  const { t } = useTranslation()
  const Icon = level === 'critical' ? IconAlertOctagon : IconAlertTriangle
  return (
    <span className={styles.badge} data-level={level}>
      <Icon size={14} aria-hidden />
      {t(`state.${level}`)}
    </span>
  )
}

export function Meter({ value, resource, label }: { value: number | null; resource: Resource; label: string }) {
  const thresholds = useThresholds()
  const shown = Math.max(0, Math.min(100, value ?? 0))
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers do not let <meter> take the colours of state
    <div
      className={styles.meter}
      data-level={levelFor(thresholds, resource, value) ?? undefined}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(shown)}
    >
      <span style={{ width: `${shown}%` }} />
    </div>
  )
}

function useTileHistory(
  group: 'cpu' | 'memory' | 'load',
  name: string,
): { times: readonly number[]; values: Values; window: { from: number; to: number } } {
  const { frame, window } = useFrame(group, '')
  return { times: frame.times, values: frame.columns[name] ?? [], window }
}

function CpuTile({ host }: TileProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const live = useLive(host)
  const usage = live.value('cpu.usage')
  const iowait = live.value('cpu.iowait')
  return (
    <Tile target="#cpu" name={t('tiles.cpu')} resource="cpu" value={usage}>
      <div className={`${styles.tileFigure} ${styles.figure}`} data-testid="cpu-figure">
        {formats.percent(usage)}
      </div>
      <div className={styles.tileNote}>{iowait !== null && t('tiles.iowait', { value: formats.percent(iowait) })}</div>
      <Sparkline {...useTileHistory('cpu', 'usage')} top={100} bands={useThresholds().cpu} />
    </Tile>
  )
}

function MemoryTile({ host }: TileProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const live = useLive(host)
  const usage = live.value('memory.usage')
  return (
    <Tile target="#memory" name={t('tiles.memory')} resource="memory" value={usage}>
      <div className={`${styles.tileFigure} ${styles.figure}`}>{formats.percent(usage)}</div>
      <div className={styles.tileNote}>
        {usage !== null &&
          t('tiles.of', { part: formats.bytes(live.value('memory.used')), whole: formats.bytes(live.value('memory.total')) })}
      </div>
      <Sparkline {...useTileHistory('memory', 'usage')} top={100} bands={useThresholds().memory} />
    </Tile>
  )
}

function DiskTile({ host }: TileProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const live = useLive(host)
  const mount = fullest(live)
  const usage = mount === null ? null : live.value('filesystem.usage', mount)
  return (
    <Tile target="#filesystems" name={t('tiles.disk')} resource="disk" value={usage}>
      <div className={`${styles.tileFigure} ${styles.figure}`}>{formats.percent(usage)}</div>
      {mount === null ? (
        <div className={styles.tileNote}>{live.latest ? t('panel.unsupported') : ''}</div>
      ) : (
        <>
          <div className={styles.tileNote} title={mount}>
            {t('tiles.free', { value: formats.bytes(live.value('filesystem.available', mount)), mount })}
          </div>
          <Meter value={usage} resource="disk" label={t('tiles.diskMeter', { mount })} />
        </>
      )}
    </Tile>
  )
}

function NetworkTile({ host }: TileProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const live = useLive(host)
  const facts = useHost(host).data
  const { networkUnit } = useView().state
  const virtual = new Set(facts?.interfaces.filter((each) => each.virtual).map((each) => each.name))
  const names = live.instances('network').filter((name) => !virtual.has(name))
  const total = (metric: string) => {
    const rates = names.map((name) => live.rate(metric, name)).filter((rate) => rate !== null)
    return rates.length === 0 ? null : rates.reduce((sum, rate) => sum + rate, 0)
  }
  const show = (rate: number | null) => (networkUnit === 'bits' ? formats.bitRate(rate === null ? null : rate * 8) : formats.rate(rate))
  return (
    <Tile target="#network" name={t('tiles.network')}>
      <div className={`${styles.tilePair} ${styles.figure}`}>
        <span title={t('metric.network.rx_bytes')}>
          <IconArrowDown size={16} aria-label={t('metric.network.rx_bytes')} />
          {show(total('network.rx_bytes'))}
        </span>
        <span title={t('metric.network.tx_bytes')}>
          <IconArrowUp size={16} aria-label={t('metric.network.tx_bytes')} />
          {show(total('network.tx_bytes'))}
        </span>
      </div>
      {names[0] === undefined ? (
        <div className={styles.tileNote}>{live.latest && t('panel.unsupported')}</div>
      ) : (
        <NetworkSpark key={names[0]} name={names[0]} />
      )}
    </Tile>
  )
}

function LoadTile({ host }: TileProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const live = useLive(host)
  const cores = useHost(host).data?.info.cpu.cores
  const history = useTileHistory('load', 'one')
  return (
    <Tile target="#load" name={t('tiles.load')}>
      <div className={`${styles.tileFigure} ${styles.figure}`}>{formats.load(live.value('load.one'))}</div>
      <div className={styles.tileNote}>
        {[
          ...(live.value('load.one') === null ? [] : [formats.load(live.value('load.five')), formats.load(live.value('load.fifteen'))]),
          ...(cores ? [t('facts.cores', { count: cores })] : []),
        ].join(' · ')}
      </div>
      <Sparkline {...history} top={null} bands={null} />
    </Tile>
  )
}

function UptimeTile({ host }: TileProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const live = useLive(host)
  const facts = useHost(host).data
  const uptime = live.value('system.uptime')
  const booted = facts?.info.booted_at ?? null
  const processes = live.value('processes.total')
  return (
    <Tile target="#processes" name={t('tiles.uptime')}>
      <div className={`${styles.tileFigure} ${styles.figure}`} title={booted === null ? undefined : formats.dateTime(booted)}>
        {formats.duration(uptime === null ? null : uptime * 1_000)}
      </div>
      <div className={styles.tileNote}>{booted !== null && t('tiles.since', { date: formats.moment(booted) })}</div>
      <div className={styles.tileNote}>
        {processes !== null && t('tiles.processes', { count: processes, total: formats.number(processes) })}
      </div>
    </Tile>
  )
}

/** Received and sent together, of the first interface. */
function NetworkSpark({ name }: { name: string }) {
  const { frame, window } = useFrame('network', name)
  const received = ratesOf(frame.times, frame.columns.rx_bytes ?? [])
  const sent = ratesOf(frame.times, frame.columns.tx_bytes ?? [])
  const both = received.map((value, i) => (value === null ? null : value + (sent[i] ?? 0)))
  return <Sparkline times={frame.times} values={both} window={window} top={null} bands={null} />
}
