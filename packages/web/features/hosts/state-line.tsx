import type { HostDown } from '@hyperion/wire/fleet'
import { metricsOf } from '@hyperion/wire/metrics'
import type { Resource } from '@hyperion/wire/thresholds'
import type { HostAnswer } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from '../../app/use-formats.ts'
import { useTitle } from '../../app/use-title.ts'
import { useConnection, useLive } from '../../live/feed.tsx'
import type { LiveStore } from '../../live/store.ts'
import { useFiring } from '../alerts/queries.ts'
import { useThresholds } from '../thresholds/queries.ts'
import { useUnits } from '../units/queries.ts'
import { breachSince, type Cause, CPU_MEAN_MS, causesOf, levelOf, worst } from './health.ts'
import { LacksBadge } from './lacks-badge.tsx'
import { HUB_HOST, useHost } from './queries.ts'
import { StateBanner } from './state-banner.tsx'
import styles from './state-line.module.css'

const SHOWN_CAUSES = 4

const TARGETS: Record<Cause['kind'], string> = {
  cpu: '#cpu',
  memory: '#memory',
  disk: '#filesystems',
  mount: '#filesystems',
  unit: '#units',
  degraded: '#facts',
}

function useHealth(host: number) {
  const live = useLive(host)
  const facts = useHost(host).data
  const units = useUnits(host).data
  const thresholds = useThresholds()
  const causes = causesOf({
    thresholds,
    cpu: live.recentMean('cpu.usage', CPU_MEAN_MS),
    memory: live.value('memory.usage'),
    disks: live.instances('filesystem').map((mount) => ({ mount, usage: live.value('filesystem.usage', mount) })),
    stuckMounts: facts?.mounts.filter((mount) => mount.stuck).map((mount) => mount.mount) ?? [],
    failedUnits: units?.units.filter((unit) => unit.status === 'failed').map((unit) => unit.name) ?? [],
    degraded: facts?.degraded ?? [],
    since: (resource, limit, mount) => sinceIn(live, resource, limit, mount),
  })
  const firing = useFiring().data?.filter((alert) => alert.host === host) ?? []
  const open = firing.filter((alert) => alert.acknowledged_at === null && !alert.silenced)
  return { causes, level: worst(levelOf(causes, live.latest !== null), open), firing: firing.length }
}

function sinceIn(live: LiveStore, resource: Resource, limit: number, mount: string): number | null {
  const group = resource === 'disk' ? 'filesystem' : resource
  const rows = live.ring(group, mount)
  const column = metricsOf(group).findIndex((metric) => metric.id === `${group}.usage`)
  return rows ? breachSince(rows, column, limit) : null
}

/** What was measured before says nothing of a host that is away. */
function withDown({ firing }: Pick<ReturnType<typeof useHealth>, 'firing'>, { what }: HostDown) {
  return { causes: [], level: what === 'host' ? ('critical' as const) : ('warning' as const), firing }
}

/** The answer to "is anything wrong?", before anything else. */
export function StateLine({ host, overview }: { host: number; overview: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { stale, lastReceived } = useConnection()
  const health = useHealth(host)
  const down = useHost(host).data?.down ?? null
  // What was true when the figures stopped need not be true now.
  const { causes, level, firing } = stale ? { causes: [], level: 'unknown' as const, firing: 0 } : down ? withDown(health, down) : health
  const live = useLive(host)
  const facts = useHost(host).data
  useTitle(level === 'warning' || level === 'critical' ? t(`state.${level}`) : '', facts?.name ?? t('nav.overview'))
  const cause = (each: Cause) =>
    t(`state.cause.${each.kind === 'degraded' && host !== HUB_HOST ? 'trouble' : each.kind}`, {
      subject: each.subject,
      value: formats.percent(each.value),
      threshold: formats.percent(each.threshold),
    })
  return (
    <StateBanner
      level={level}
      label={t('state.label')}
      word={down && !stale ? t(down.what === 'host' ? 'fleet.state.down' : 'fleet.state.stale') : t(`state.${level}`)}
      stale={stale}
      aside={facts && <Machine facts={facts} live={live} />}
    >
      {down && !stale ? (
        <p className="muted">{t(`fleet.stateLine.${down.what}`, { time: formats.moment(down.since) })}</p>
      ) : causes.length === 0 ? (
        <p className="muted">
          {stale && lastReceived !== null
            ? t('state.staleText', { time: formats.time(lastReceived) })
            : t(
                level === 'unknown' || live.latest === null ? 'state.unknownText' : firing > 0 ? 'state.withinLimits' : 'state.healthyText',
              )}
        </p>
      ) : (
        <ul className={styles.causes}>
          {causes.slice(0, SHOWN_CAUSES).map((each) => (
            <li key={`${each.kind} ${each.subject}`}>
              {overview ? (
                <a href={TARGETS[each.kind]}>{cause(each)}</a>
              ) : (
                <Link to={`/hosts/${host}${TARGETS[each.kind]}`}>{cause(each)}</Link>
              )}
              {each.since !== null && <span className="muted"> {t('state.since', { time: formats.time(each.since) })}</span>}
            </li>
          ))}
          {causes.length > SHOWN_CAUSES && <li className="muted">{t('state.more', { count: causes.length - SHOWN_CAUSES })}</li>}
          {firing === 0 && <li className="muted">{t('state.noAlert')}</li>}
        </ul>
      )}
      {firing > 0 && (
        <Link to={`/alerts?state=firing&host=${host}`} className={styles.firing}>
          {t('state.firing', { count: firing })}
        </Link>
      )}
      {facts && <LacksBadge lacks={facts.lacks} />}
    </StateBanner>
  )
}

function Machine({ facts: { info }, live }: { facts: HostAnswer; live: LiveStore }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <div className={styles.facts}>
      <div>
        {info.os.name} {info.os.version}
      </div>
      <div>
        {t('facts.cores', { count: info.cpu.cores })} · {formats.bytes(info.memory_bytes)}
      </div>
      {live.latest && <div title={formats.dateTime(live.latest.at)}>{t('state.updated', { time: formats.time(live.latest.at) })}</div>}
    </div>
  )
}
