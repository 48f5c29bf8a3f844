import type { OnCallRow } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconPhoneCall, IconPlus } from '../../app/icons.ts'
import { Said } from '../../app/shell/said.tsx'
import { useTitle } from '../../app/use-title.ts'
import { useNow } from '../../app/when.tsx'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { OnCallTabs } from '../paging/on-call-tabs.tsx'
import { usePermitted, useSession } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import styles from './on-call.module.css'
import { OnCallNow } from './on-call-now.tsx'
import { useOnCallNow } from './queries.ts'
import { ScheduleCalendar } from './schedule-calendar.tsx'
import { useOnCallAddress } from './use-address.ts'

/** Who is on call now, and in the coming weeks. */
export function OnCallPage() {
  const { t } = useTranslation()
  const query = useOnCallNow()
  const mayConfigure = usePermitted('config')
  useTitle(t('nav.onCall'))
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <header className={styles.head}>
        <h1 className={settings.title}>{t('nav.onCall')}</h1>
        <OnCallTabs />
        {mayConfigure && query.data && query.data.length > 0 && <AddButton />}
      </header>
      {query.data ? (
        <Known rows={query.data} mayConfigure={mayConfigure} />
      ) : query.isError ? (
        <section className={settings.card}>
          <PanelFailure error={query.error} retry={() => void query.refetch()} />
        </section>
      ) : (
        <>
          <PanelSkeleton height={132} />
          <PanelSkeleton height={420} />
        </>
      )}
    </div>
  )
}

function AddButton() {
  const { t } = useTranslation()
  return (
    <Button component={Link} to="/on-call/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('onCall.add')}
    </Button>
  )
}

function Known({ rows, mayConfigure }: { rows: readonly OnCallRow[]; mayConfigure: boolean }) {
  const now = useNow()
  const me = useSession().data?.user.username
  const address = useOnCallAddress()
  const [said, setSaid] = useState('')
  const chosen = rows.find(({ schedule }) => schedule.id === address.schedule) ?? rows[0]
  if (!chosen)
    return (
      <>
        <Said>{said}</Said>
        <Empty mayConfigure={mayConfigure} />
      </>
    )
  return (
    <>
      <OnCallNow rows={rows} now={now} me={me} chosen={chosen.schedule.id} onChoose={address.choose} />
      <Said>{said}</Said>
      <ScheduleCalendar key={chosen.schedule.id} schedule={chosen.schedule} now={now} me={me} address={address} onSaid={setSaid} />
    </>
  )
}

function Empty({ mayConfigure }: { mayConfigure: boolean }) {
  const { t } = useTranslation()
  return (
    <section className={`${settings.card} ${styles.empty}`}>
      <IconPhoneCall size={32} className="muted" aria-hidden />
      <h2>{t('onCall.none')}</h2>
      <p className="muted">{t(mayConfigure ? 'onCall.noneText' : 'onCall.noneAsk')}</p>
      {mayConfigure && <AddButton />}
    </section>
  )
}
