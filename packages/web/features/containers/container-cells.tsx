import type { ContainerRow } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconCircleCheck,
  IconHelpCircle,
  IconPlayerPause,
  IconPlayerStop,
  IconRefresh,
  IconTrash,
} from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { useLiveStore } from '../../live/feed.tsx'
import panel from '../hosts/panel.module.css'
import { useSeen } from '../hosts/use-seen.ts'
import { type ShownContainer, toneOf } from './container-order.ts'
import styles from './container-table.module.css'
import { useRecentCpu } from './queries.ts'

const ICONS: Record<ContainerRow['state'], typeof IconRefresh> = {
  created: IconPlayerStop,
  running: IconCircleCheck,
  paused: IconPlayerPause,
  restarting: IconRefresh,
  removing: IconTrash,
  exited: IconPlayerStop,
  dead: IconAlertOctagon,
  unknown: IconHelpCircle,
  removed: IconTrash,
}

/** Icon and word; a failed health check or exit code says more than the state does. */
export function ContainerState({ container }: { container: ContainerRow }) {
  const { t } = useTranslation()
  const { state, health, exit_code: code } = container
  const ailing = state === 'running' && (health === 'unhealthy' || health === 'starting')
  const failed = state === 'exited' && code !== null && code !== 0
  const Icon = ailing || failed ? IconAlertTriangle : ICONS[state]
  const word = ailing
    ? t(`containers.health.${health}`)
    : code !== null && code !== 0 && (state === 'exited' || state === 'restarting')
      ? t(`containers.ended.${state}`, { code })
      : t(`containers.states.${state}`)
  return (
    <span className={panel.tag} data-tone={toneOf(container)}>
      <Icon size={16} aria-hidden />
      {word}
    </span>
  )
}

/** Of its limit where it has one: near it the kernel ends what is inside. */
export function ContainerMemory({ container }: { container: ShownContainer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { memory, memoryLimit, memoryPercent, name } = container
  if (memory === null) return <span className={`muted ${styles.none}`}>–</span>
  const level = memoryLimit === null || memoryPercent === null ? undefined : levelOf(memoryPercent)
  return (
    <div className={styles.memory}>
      <div>
        {formats.bytes(memory)}
        <span className={panel.sub}>{memoryLimit === null ? ` · ${t('containers.noLimit')}` : ` / ${formats.bytes(memoryLimit)}`}</span>
      </div>
      {memoryLimit !== null && memoryPercent !== null && (
        // biome-ignore lint/a11y/useSemanticElements: browsers do not let <meter> take the colours of state
        <div
          className={styles.meter}
          data-level={level}
          role="meter"
          aria-label={t('containers.memoryMeter', { name })}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(memoryPercent)}
        >
          <span style={{ width: `${memoryPercent}%` }} />
        </div>
      )}
    </div>
  )
}

const NEAR = { warning: 80, critical: 95 } as const

function levelOf(percent: number): 'warning' | 'critical' | undefined {
  if (percent > NEAR.critical) return 'critical'
  return percent > NEAR.warning ? 'warning' : undefined
}

export function ContainerTraffic({ container }: { container: ShownContainer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { received, sent } = container
  if (received === null && sent === null) return <span className={`muted ${styles.none}`}>–</span>
  return (
    <span className={styles.traffic}>
      <span>
        <IconArrowDown size={14} aria-label={t('metric.container.rx_bytes')} />
        {formats.rate(received)}
      </span>
      <span>
        <IconArrowUp size={14} aria-label={t('metric.container.tx_bytes')} />
        {formats.rate(sent)}
      </span>
    </span>
  )
}

/** The last quarter of an hour; asked for when the row comes into sight. */
export function ContainerSpark({ host, name }: { host: number; name: string }) {
  const store = useLiveStore(host)
  const [place, seen] = useSeen()
  const { data } = useRecentCpu(host, name, () => store.now(), seen)
  return (
    <div ref={place} className={styles.spark}>
      {data && data.times.length > 1 && <Sparkline times={data.times} values={data.values} window={data.window} top={null} bands={null} />}
    </div>
  )
}
