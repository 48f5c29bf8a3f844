import type { HopRow } from '@hyperion/wire/escalation'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconAlertTriangle, IconCircleCheck, IconClock, IconX } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import panel from '../hosts/panel.module.css'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import styles from './paging.module.css'
import { endTest, useTest } from './queries.ts'

const LOOKS = {
  done: { icon: IconCircleCheck, tone: 'good' },
  waiting: { icon: IconClock, tone: 'quiet' },
  failed: { icon: IconAlertTriangle, tone: 'bad' },
  skipped: { icon: IconX, tone: 'quiet' },
} as const

/** How far a test page has come, as it happens. */
export function TestHops({ policy, test }: { policy: string; test: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = useTest(policy, test)
  const permitted = usePermitted('execute')
  if (!query.data) {
    return query.isError ? (
      <section className={settings.card}>
        <PanelFailure error={query.error} retry={() => void query.refetch()} />
      </section>
    ) : (
      <PanelSkeleton height={200} />
    )
  }
  const { hops, incident, started_at, ended_at } = query.data
  return (
    <section className={settings.card} aria-label={t('paging.hops')}>
      <div className={styles.hopsHead}>
        <h2>{t('paging.hops')}</h2>
        {incident && <Link to={`/incidents/${incident.short_id}`}>{incident.short_id}</Link>}
        {permitted && ended_at === null && (
          <Button size="xs" variant="default" onClick={() => void endTest(client, policy, test)}>
            {t('paging.endTest')}
          </Button>
        )}
      </div>
      <ol className={styles.hops} aria-live="polite">
        {hops.map((hop, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they only grow, in their order.
          <Hop key={at} hop={hop} since={started_at} />
        ))}
      </ol>
      <p className="muted">{t(ended_at === null ? 'paging.endsItself' : 'paging.ended')}</p>
    </section>
  )
}

function Hop({ hop: { kind, state, at, subject, reason }, since }: { hop: HopRow; since: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { icon: Icon, tone } = LOOKS[state]
  const seconds = at === null ? null : Math.max(0, Math.round((Date.parse(at) - Date.parse(since)) / 1000))
  return (
    <li>
      <span className={panel.tag} data-tone={tone}>
        <Icon size={16} aria-hidden />
        {t(`paging.hop.${kind}`)}
      </span>
      <span>{subject ?? ''}</span>
      <span className="muted">{reason ?? (state === 'waiting' || state === 'skipped' ? t(`paging.hopState.${state}`) : '')}</span>
      {seconds !== null && at !== null && (
        <time className={styles.hopTime} dateTime={at} title={formats.dateTime(Date.parse(at))}>
          {t('paging.after', { count: seconds })}
        </time>
      )}
    </li>
  )
}
