import type { ReportRow } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { IconFileAnalytics, IconPlus } from '../../app/icons.ts'
import { EmptyState } from '../../app/shell/empty-state.tsx'
import { PageHead } from '../../app/shell/page-head.tsx'
import { Said } from '../../app/shell/said.tsx'
import { useKept } from '../../app/use-kept.ts'
import { useTitle } from '../../app/use-title.ts'
import { PanelPending } from '../hosts/panel.tsx'
import settings from '../settings/settings.module.css'
import { DeleteReportDialog } from './delete-dialogs.tsx'
import { useReports } from './queries.ts'
import { ReportDialog } from './report-dialog.tsx'
import { ReportList } from './report-list.tsx'
import type { WantedReport } from './report-range.ts'
import styles from './reports.module.css'
import { ReportsTabs } from './reports-tabs.tsx'

/** Reports that were made and that are being made. */
export function ReportsPage() {
  const { t } = useTranslation()
  const query = useReports()
  const address = useAddress()
  const [said, setSaid] = useState('')
  useTitle(t('nav.reports'))
  const close = (words = '') => {
    setSaid(words)
    address.close()
  }
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <PageHead title={t('nav.reports')} lead={t('reports.lead')}>
        <div className={styles.deeds}>
          <ReportsTabs />
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={address.openNew}>
            {t('reports.add')}
          </Button>
        </div>
      </PageHead>
      <Said>{said}</Said>
      {query.data ? (
        <Reports reports={query.data} now={query.dataUpdatedAt} address={address} onSaid={setSaid} />
      ) : (
        <PanelPending query={query} height={240} framed />
      )}
      {address.wanted && <ReportDialog wanted={address.wanted} onClose={close} />}
      {query.data && <Deleting reports={query.data} id={address.deleted} onClose={close} />}
    </div>
  )
}

interface ReportsProps {
  readonly reports: readonly ReportRow[]
  readonly now: number
  readonly address: ReturnType<typeof useAddress>
  readonly onSaid: (words: string) => void
}

function Reports({ reports, now, address, onSaid }: ReportsProps) {
  const { t } = useTranslation()
  if (reports.length > 0) return <ReportList reports={reports} now={now} onDelete={address.openDelete} onSaid={onSaid} />
  return (
    <EmptyState framed icon={IconFileAnalytics} title={t('reports.none')} text={t('reports.noneText')}>
      <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={address.openNew}>
        {t('reports.add')}
      </Button>
    </EmptyState>
  )
}

function Deleting({ reports, id, onClose }: { reports: readonly ReportRow[]; id: number; onClose: (said?: string) => void }) {
  const found = useKept(reports, id)
  return found ? <DeleteReportDialog key={found.id} report={found} onClose={onClose} /> : null
}

/** The open dialog, kept in the address: `?new=1&host=3&range=24h`, or `?delete=7`. */
function useAddress() {
  const [params, setParams] = useSearchParams()
  const hosts = (params.get('host') ?? '').split(',').map(Number)
  const wanted: WantedReport = { hosts: hosts.filter((id) => Number.isSafeInteger(id) && id > 0), range: params.get('range') }
  return {
    wanted: params.has('new') ? wanted : null,
    deleted: Number(params.get('delete')),
    openNew: () => setParams({ new: '1' }),
    openDelete: (id: number) => setParams({ delete: String(id) }),
    close: () => setParams({}, { replace: true }),
  }
}
