import type { HostSummary, NewEnrolmentTokenAnswer } from '@hyperion/wire/web'
import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { request } from '../../app/api.ts'
import { IconAlertTriangle, IconCircleCheck, IconRefresh } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { useNow } from '../../app/when.tsx'
import { useLive, useWatch } from '../../live/feed.tsx'
import { SelfCheckFaults } from '../self-check/self-check-list.tsx'
import settings from '../settings/settings.module.css'
import styles from './add-host.module.css'
import { useTokens } from './queries.ts'

interface WaitingProps {
  readonly token: NewEnrolmentTokenAnswer
  readonly onAgain: () => void
}

/** Says when the host that this token is for is there, and shows its first figures. */
export function WaitingForHost({ token, onAgain }: WaitingProps) {
  const { t } = useTranslation()
  const tokens = useTokens(true).data?.tokens
  const row = tokens?.find(({ id }) => id === token.id)
  if (row?.host) return <Arrived host={row.host} onAgain={onAgain} />
  return (
    <section className={settings.card} aria-labelledby="waiting-title">
      <Countdown until={token.expires_at} revoked={tokens !== undefined && row === undefined} onAgain={onAgain} />
      <p className="muted">{t('addHost.waitingText')}</p>
      <SelfCheckFaults />
    </section>
  )
}

function Countdown({ until, revoked, onAgain }: { until: number; revoked: boolean; onAgain: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useNow(1_000)
  const left = until - now
  if (revoked || left <= 0) {
    return (
      <div className={styles.waiting}>
        <IconAlertTriangle size={20} className={styles.warn} aria-hidden />
        <h2 id="waiting-title">{t(revoked ? 'addHost.revoked' : 'addHost.expired')}</h2>
        <Button leftSection={<IconRefresh size={16} aria-hidden />} onClick={onAgain}>
          {t('addHost.make')}
        </Button>
      </div>
    )
  }
  return (
    <div className={styles.waiting}>
      <Loader size={20} aria-hidden />
      <h2 id="waiting-title">{t('addHost.waiting')}</h2>
      <span className="muted" role="timer">
        {t('addHost.left', { time: formats.duration(Math.ceil(left / 1000) * 1000) })}
      </span>
    </div>
  )
}

function Arrived({ host, onAgain }: { host: number; onAgain: () => void }) {
  const { t } = useTranslation()
  const summary = useQuery({
    queryKey: ['host', host, 'facts'],
    queryFn: ({ signal }) => request<HostSummary>(`/api/hosts/${host}`, { signal }),
    refetchInterval: 2_000,
  }).data
  return (
    <section className={settings.card} aria-labelledby="arrived-title">
      <div className={styles.waiting} role="status">
        <IconCircleCheck size={22} className={styles.good} aria-hidden />
        <h2 id="arrived-title">{t('addHost.arrived', { name: summary?.name ?? `#${host}` })}</h2>
      </div>
      <FirstFigures host={host} />
      <div className={styles.next}>
        <Button component={Link} to={`/hosts/${host}`}>
          {t('addHost.open')}
        </Button>
        <Button variant="default" onClick={onAgain}>
          {t('addHost.another')}
        </Button>
      </div>
    </section>
  )
}

function FirstFigures({ host }: { host: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const live = useLive(host)
  useWatch(host)
  if (!live.latest) return <p className="muted">{t('addHost.figures')}</p>
  const figures = [
    [t('addHost.cpu'), live.value('cpu.usage')],
    [t('addHost.memory'), live.value('memory.usage')],
    [t('addHost.disk'), live.value('filesystem.usage', '/')],
  ] as const
  return (
    <dl className={styles.figures}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{formats.percent(value)}</dd>
        </div>
      ))}
    </dl>
  )
}
