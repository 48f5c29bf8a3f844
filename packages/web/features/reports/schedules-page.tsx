import type { ReportScheduleRow, ReportSchedulesAnswer } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { IconAlertTriangle, IconMail, IconPlus } from '../../app/icons.ts'
import { EmptyState } from '../../app/shell/empty-state.tsx'
import { NotAllowedPage } from '../../app/shell/not-allowed.tsx'
import { PageHead } from '../../app/shell/page-head.tsx'
import { Said } from '../../app/shell/said.tsx'
import { useKept } from '../../app/use-kept.ts'
import { useTitle } from '../../app/use-title.ts'
import { PanelPending } from '../hosts/panel.tsx'
import { FormError } from '../session/gate.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { DeleteScheduleDialog } from './delete-dialogs.tsx'
import { sendNow, useSchedules } from './queries.ts'
import styles from './reports.module.css'
import { ReportsTabs } from './reports-tabs.tsx'
import { ScheduleDialog } from './schedule-dialog.tsx'
import { type ScheduleAction, ScheduleList } from './schedule-list.tsx'

export function SchedulesPage() {
  return usePermitted('config') ? <Schedules /> : <NotAllowedPage />
}

/** Reports that are made and mailed by plan. */
function Schedules() {
  const { t } = useTranslation()
  const query = useSchedules()
  const address = useAddress()
  const [said, setSaid] = useState('')
  useTitle(t('reports.schedule.tab'), t('nav.reports'))
  const close = (words = '') => {
    setSaid(words)
    address.close()
  }
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <PageHead title={t('nav.reports')} lead={t('reports.schedule.lead')}>
        <div className={styles.deeds}>
          <ReportsTabs />
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => address.open('add')}>
            {t('reports.schedule.add')}
          </Button>
        </div>
      </PageHead>
      <Said>{said}</Said>
      {query.data ? (
        <Known answer={query.data} now={query.dataUpdatedAt} address={address} onSaid={setSaid} onClose={close} />
      ) : (
        <PanelPending query={query} height={240} framed />
      )}
    </div>
  )
}

interface KnownProps {
  readonly answer: ReportSchedulesAnswer
  readonly now: number
  readonly address: ReturnType<typeof useAddress>
  readonly onSaid: (words: string) => void
  readonly onClose: (said?: string) => void
}

function Known({ answer: { mail, schedules }, now, address, onSaid, onClose }: KnownProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [failure, setFailure] = useState('')
  const act = async (action: ScheduleAction, { id, name }: ReportScheduleRow) => {
    if (action !== 'send') return address.open(action, id)
    setFailure('')
    try {
      await sendNow(client, id)
      onSaid(t('reports.schedule.sending', { name }))
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t('error.hub'))
    }
  }
  return (
    <>
      {!mail && (
        <p className={styles.notice}>
          <IconAlertTriangle size={18} aria-hidden />
          {t('reports.schedule.noMail')}
        </p>
      )}
      {failure !== '' && <FormError>{failure}</FormError>}
      {schedules.length > 0 ? (
        <ScheduleList schedules={schedules} now={now} onAction={(action, schedule) => void act(action, schedule)} />
      ) : (
        <EmptyState framed icon={IconMail} title={t('reports.schedule.none')} text={t('reports.schedule.noneText')}>
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => address.open('add')}>
            {t('reports.schedule.add')}
          </Button>
        </EmptyState>
      )}
      <Dialogs schedules={schedules} address={address} onClose={onClose} />
    </>
  )
}

function Dialogs({ schedules, address, onClose }: Pick<KnownProps, 'address' | 'onClose'> & { schedules: readonly ReportScheduleRow[] }) {
  const found = useKept(schedules, address.schedule)
  if (address.dialog === 'add') return <ScheduleDialog schedule={null} onClose={onClose} />
  if (!found) return null
  if (address.dialog === 'edit') return <ScheduleDialog key={found.id} schedule={found} onClose={onClose} />
  return address.dialog === 'delete' ? <DeleteScheduleDialog key={found.id} schedule={found} onClose={onClose} /> : null
}

/** The open dialog, kept in the address. */
function useAddress() {
  const [params, setParams] = useSearchParams()
  return {
    dialog: params.get('dialog'),
    schedule: Number(params.get('schedule')),
    open: (dialog: 'add' | 'edit' | 'delete', schedule?: number) =>
      setParams({ dialog, ...(schedule !== undefined && { schedule: String(schedule) }) }),
    close: () => setParams({}, { replace: true }),
  }
}
