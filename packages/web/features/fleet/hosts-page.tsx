import type { FleetRow } from '@hyperion/wire/fleet'
import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconPlus, IconServer } from '../../app/icons.ts'
import { EmptyState } from '../../app/shell/empty-state.tsx'
import { usePhone } from '../../app/use-phone.ts'
import { useTitle } from '../../app/use-title.ts'
import { useNow } from '../../app/when.tsx'
import alerts from '../alerts/alerts.module.css'
import { PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { BulkBar } from './bulk-bar.tsx'
import { isNarrowed, toggled } from './fleet-address.ts'
import { FleetFilters } from './fleet-filters.tsx'
import { countStates } from './fleet-rows.ts'
import { FleetSummary } from './fleet-summary.tsx'
import { FleetTable } from './fleet-table.tsx'
import styles from './hosts-page.module.css'
import { useFleet } from './use-fleet.ts'
import { type FleetAddress, useFleetAddress } from './use-fleet-address.ts'
import { useLines } from './use-lines.ts'
import { ViewMenu } from './view-menu.tsx'

/** Every monitored machine, live. */
export function HostsPage() {
  const { t } = useTranslation()
  const fleet = useFleet()
  const address = useFleetAddress()
  const phone = usePhone()
  const permitted = usePermitted('config')
  const { view, change } = address
  const counts = useMemo(() => countStates(fleet.rows), [fleet.rows])
  const bad = counts.down + counts.critical
  useTitle(bad > 0 ? t('fleet.bad', { count: bad }) : '', t('nav.hosts'))
  return (
    <div className={`${settings.page} ${styles.page}`}>
      <header className={styles.top}>
        <h1 className={settings.title}>{t('nav.hosts')}</h1>
        {permitted && (
          <Button component={Link} to="/hosts/add" leftSection={<IconPlus size={16} aria-hidden />}>
            {t('fleet.add')}
          </Button>
        )}
      </header>
      {fleet.known ? (
        <>
          <FleetSummary counts={counts} chosen={view.states} onToggle={(state) => change({ states: toggled(view.states, state) })} />
          <div className={alerts.filters}>
            <FleetFilters rows={fleet.rows} address={address} phone={phone} />
            <ViewMenu address={address} />
          </div>
          <FleetList rows={fleet.rows} skew={fleet.skew} address={address} phone={phone} />
        </>
      ) : fleet.error ? (
        <PanelFailure error={fleet.error} retry={fleet.retry} />
      ) : (
        <>
          <PanelSkeleton height={40} />
          <PanelSkeleton height={480} />
        </>
      )}
    </div>
  )
}

interface FleetListProps {
  readonly rows: readonly FleetRow[]
  readonly skew: number
  readonly address: FleetAddress
  readonly phone: boolean
}

function FleetList({ rows, skew, address, phone }: FleetListProps) {
  const { t } = useTranslation()
  const { view } = address
  const now = useNow() + skew
  const items = useLines(rows, view)
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows])
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const permitted = usePermitted('execute')
  const compact = document.documentElement.dataset.density === 'compact'
  // A host that was deleted meanwhile is not acted upon.
  const marked = [...chosen].flatMap((id) => byId.get(id) ?? [])
  const choosing = useMemo(() => ({ chosen, onChoose: setChosen }), [chosen])
  return (
    <>
      <p className={styles.shown} aria-live="polite">
        {isNarrowed(view) &&
          t('fleet.shown', { shown: new Set(items.flatMap((item) => (item.type === 'host' ? [item.id] : []))).size, count: rows.length })}
      </p>
      {marked.length > 0 && <BulkBar hosts={marked} onDone={() => setChosen(new Set())} mayAct={permitted} />}
      {items.length === 0 ? (
        <div className={alerts.list}>
          <PanelEmpty>{t('fleet.noMatch')}</PanelEmpty>
        </div>
      ) : (
        <FleetTable
          items={items}
          rows={byId}
          address={address}
          now={now}
          phone={phone}
          compact={compact}
          choosing={phone ? null : choosing}
        />
      )}
      {rows.length === 1 && <OnlyThisOne />}
    </>
  )
}

/** What to do next, while the hub watches itself alone. */
function OnlyThisOne() {
  const { t } = useTranslation()
  const permitted = usePermitted('config')
  return (
    <EmptyState icon={IconServer} title={t('fleet.onlyOne')} text={t(permitted ? 'fleet.onlyOneText' : 'fleet.onlyOneAsk')}>
      {permitted && (
        <Button component={Link} to="/hosts/add" variant="default" leftSection={<IconPlus size={16} aria-hidden />}>
          {t('fleet.add')}
        </Button>
      )}
    </EmptyState>
  )
}
