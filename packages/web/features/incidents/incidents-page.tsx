import type { IncidentRow } from '@hyperion/wire/incidents'
import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { IconChevronLeft, IconChevronRight, IconKeyboard, IconPlus, IconUrgent } from '../../app/icons.ts'
import { EmptyState } from '../../app/shell/empty-state.tsx'
import { useTitle } from '../../app/use-title.ts'
import { PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import users from '../users/users.module.css'
import { type Acting, IncidentBoard } from './incident-board.tsx'
import { isFiltered, PAGE_SIZE } from './incident-filter.ts'
import { IncidentFilters } from './incident-filters.tsx'
import { IncidentList } from './incident-list.tsx'
import styles from './incidents.module.css'
import incidentsPage from './incidents-page.module.css'
import { NewIncidentDialog } from './new-incident-dialog.tsx'
import { useIncidentList, useOpenCounts, useOpenIncidents, useResolvedLately } from './queries.ts'
import { ResolveDialog } from './resolve-dialog.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { useDeeds } from './use-deeds.ts'
import { type IncidentAddress, useIncidentAddress } from './use-incident-address.ts'
import { useRowKeys } from './use-row-keys.ts'

/** What is broken for those who use it, who has it in hand, and what lately was. */
export function IncidentsPage() {
  const { t } = useTranslation()
  const address = useIncidentAddress()
  const permitted = usePermitted('execute')
  const open = useOpenCounts().data?.total ?? 0
  const [help, setHelp] = useState(false)
  useTitle(open > 0 ? t('incidents.openCount', { count: open }) : '', t('nav.incidents'))
  const shared = { address, onHelp: () => setHelp(true) }
  return (
    <div className={incidentsPage.page}>
      <header className={users.head}>
        <h1 className={settings.title}>{t('nav.incidents')}</h1>
        <div className={incidentsPage.tools}>
          <SegmentedControl
            aria-label={t('incidents.view.label')}
            data={(['board', 'list'] as const).map((value) => ({ value, label: t(`incidents.view.${value}`) }))}
            value={address.view}
            onChange={(view) => address.show(view as 'board' | 'list')}
          />
          <ActionIcon
            className={incidentsPage.keyboard ?? ''}
            variant="default"
            size={36}
            aria-label={t('incidents.keys.title')}
            title={t('incidents.keys.title')}
            onClick={() => setHelp(true)}
          >
            <IconKeyboard size={18} aria-hidden />
          </ActionIcon>
          {permitted && (
            <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => address.create(true)}>
              {t('incidents.add')}
            </Button>
          )}
        </div>
      </header>
      <IncidentFilters address={address} />
      {address.view === 'board' ? <Board {...shared} /> : <List {...shared} />}
      {address.creating && permitted && <NewIncidentDialog onClose={() => address.create(false)} />}
      {help && <ShortcutsDialog place="list" onClose={() => setHelp(false)} />}
    </div>
  )
}

interface ViewProps {
  readonly address: IncidentAddress
  readonly onHelp: () => void
}

function Board({ address, onHelp }: ViewProps) {
  const { t } = useTranslation()
  const filter = { ...address.filter, page: 1 }
  const open = useOpenIncidents(filter)
  const lately = useResolvedLately(filter)
  const failed = [open, lately].find((query) => query.data === undefined && query.isError)
  if (failed) return <PanelFailure error={failed.error} retry={() => void failed.refetch()} />
  if (!open.data || !lately.data) return <BoardSkeleton />
  // One that changed its state a moment ago may be in both.
  const rows = [...new Map([...lately.data.results, ...open.data.results].map((row) => [row.id, row])).values()]
  const sorted = rows.toSorted((a, b) => order(a).localeCompare(order(b)))
  const hidden = open.data.count - open.data.results.length
  return (
    <Rows rows={sorted} address={address} onHelp={onHelp}>
      {(acting) => (
        <>
          <IncidentBoard rows={sorted} {...(acting && { acting })} />
          {hidden > 0 && (
            <Button component={Link} variant="subtle" to="/incidents?view=list&status=OPEN">
              {t('incidents.moreOpen', { count: hidden })}
            </Button>
          )}
        </>
      )}
    </Rows>
  )
}

/** Open ones worst first and then oldest last; those that are over by their end. */
function order(row: IncidentRow): string {
  const newest = (iso: string) => String(9e12 - Date.parse(iso) / 1_000)
  return row.resolved_at === null ? `0 ${row.severity} ${newest(row.created_at)}` : `1 ${newest(row.resolved_at)}`
}

function BoardSkeleton() {
  return (
    <div className={styles.board} aria-hidden>
      {[0, 1, 2, 3].map((key) => (
        <PanelSkeleton key={key} height={240} />
      ))}
    </div>
  )
}

function List({ address, onHelp }: ViewProps) {
  const query = useIncidentList(address.filter)
  if (query.data === undefined)
    return query.isError ? <PanelFailure error={query.error} retry={() => void query.refetch()} /> : <PanelSkeleton height={320} />
  const { results, count } = query.data
  return (
    <Rows rows={results} address={address} onHelp={onHelp}>
      {(acting) => (
        <>
          <section className={users.list}>
            <IncidentList rows={results} {...(acting && { acting })} />
          </section>
          <Pages count={count} address={address} />
        </>
      )}
    </Rows>
  )
}

function Pages({ count, address }: { count: number; address: IncidentAddress }) {
  const { t } = useTranslation()
  const { page } = address.filter
  const last = Math.ceil(count / PAGE_SIZE)
  if (last <= 1) return null
  const to = (next: number) => address.change({ page: next })
  return (
    <nav className={incidentsPage.pages} aria-label={t('incidents.pages')}>
      <ActionIcon variant="default" size={36} disabled={page <= 1} aria-label={t('incidents.previous')} onClick={() => to(page - 1)}>
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <span>{t('incidents.pageOf', { page, last, count })}</span>
      <ActionIcon variant="default" size={36} disabled={page >= last} aria-label={t('incidents.next')} onClick={() => to(page + 1)}>
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
    </nav>
  )
}

interface RowsProps extends ViewProps {
  readonly rows: readonly IncidentRow[]
  readonly children: (acting: Acting | undefined) => ReactNode
}

/** The rows with the keys that move along them, or why there are none. */
function Rows({ rows, address, onHelp, children }: RowsProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const permitted = usePermitted('execute')
  const deeds = useDeeds()
  const place = useRef<HTMLDivElement>(null)
  const [resolving, setResolving] = useState<IncidentRow | null>(null)
  const resolve = (row: IncidentRow) => {
    if (permitted && row.status !== 'RESOLVED') setResolving(row)
  }
  useRowKeys(place, rows, {
    acknowledge: (row) => {
      if (permitted && row.status === 'TRIGGERED') void deeds.act(row, 'acknowledge')
    },
    resolve,
    comment: (row) => void navigate(`/incidents/${row.short_id}?do=comment`),
    add: () => {
      if (permitted) address.create(true)
    },
    help: onHelp,
  })
  if (rows.length === 0) return isFiltered(address.filter) ? <PanelEmpty>{t('incidents.noMatch')}</PanelEmpty> : <Nothing />
  return (
    <div ref={place} className={incidentsPage.rows}>
      {children(permitted ? { deeds, onResolve: resolve } : undefined)}
      {resolving && <ResolveDialog incident={resolving} deeds={deeds} onClose={() => setResolving(null)} />}
    </div>
  )
}

/** What incidents are, for those who have none yet. */
function Nothing() {
  const { t } = useTranslation()
  return (
    <EmptyState icon={IconUrgent} title={t('incidents.nothing.title')} text={t('incidents.nothing.text')}>
      <div className={incidentsPage.nothingActions}>
        <Button component={Link} to="/services" variant="default">
          {t('incidents.nothing.services')}
        </Button>
        <Button component={Link} to="/settings/integrations" variant="default">
          {t('incidents.nothing.integrations')}
        </Button>
      </div>
    </EmptyState>
  )
}
