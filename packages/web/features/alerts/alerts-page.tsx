import type { AlertRow } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconCheck } from '../../app/icons.ts'
import { Done } from '../../app/shell/said.tsx'
import { useTitle } from '../../app/use-title.ts'
import { useNow } from '../../app/when.tsx'
import { PanelEmpty, PanelFailure, PanelPending, PanelSkeleton } from '../hosts/panel.tsx'
import { FormError } from '../session/gate.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { AlertDrawer } from './alert-drawer.tsx'
import { byUrgency, isFiltered, matchingAlerts } from './alert-filter.ts'
import { AlertFilters } from './alert-filters.tsx'
import { AlertSummary } from './alert-summary.tsx'
import { AlertTable } from './alert-table.tsx'
import styles from './alerts.module.css'
import { useFiring, useResolved } from './queries.ts'
import { SilenceMenu } from './silence-menu.tsx'
import { type AlertActions, useAlertActions } from './use-alert-actions.ts'
import { type AlertAddress, useAlertAddress } from './use-alert-address.ts'

/** What is wrong now, and what was. */
export function AlertsPage() {
  const { t } = useTranslation()
  const firing = useFiring()
  const address = useAlertAddress()
  const actions = useAlertActions()
  const open = firing.data?.filter((alert) => alert.acknowledged_at === null && !alert.silenced).length ?? 0
  useTitle(open > 0 ? t('alerts.needs', { count: open }) : '', t('nav.alerts'))
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <h1 className={settings.title}>{t('nav.alerts')}</h1>
      {firing.data ? <AlertSummary firing={firing.data} /> : <PanelPending query={firing} height={72} />}
      <AlertFilters address={address} />
      <Said actions={actions} />
      {address.filter.state !== 'resolved' && firing.data && <Firing firing={firing.data} address={address} actions={actions} />}
      {address.filter.state !== 'firing' && <History address={address} />}
      {address.alert !== null && <AlertDrawer key={address.alert} id={address.alert} actions={actions} onClose={address.close} />}
    </div>
  )
}

function Said({ actions: { said, failure } }: { actions: AlertActions }) {
  return (
    <div aria-live="polite" className={styles.status}>
      {failure && <FormError>{failure}</FormError>}
      {said !== '' && <Done>{said}</Done>}
    </div>
  )
}

/** More rows at once make the page slow, and nobody reads them. */
const ROWS = 200

function Firing({ firing, address, actions }: { firing: readonly AlertRow[]; address: AlertAddress; actions: AlertActions }) {
  const { t } = useTranslation()
  const now = useNow()
  const permitted = usePermitted('execute')
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const [rows, setRows] = useState(ROWS)
  const matching = byUrgency(matchingAlerts(firing, address.filter))
  const shown = matching.slice(0, rows)
  // An alert that ended meanwhile is not acted upon.
  const marked = shown.filter((alert) => chosen.has(alert.id))
  const acting = { actions, chosen: new Set(marked.map((alert) => alert.id)), onChoose: setChosen }
  if (firing.length === 0 && !isFiltered(address.filter)) return null
  return (
    <section className={styles.list} aria-label={t('alerts.now')}>
      <header className={styles.listHead}>
        <h2>{t('alerts.now')}</h2>
        <span className="muted">{matching.length}</span>
        {marked.length > 0 && <Bulk alerts={marked} actions={actions} onDone={() => setChosen(new Set())} />}
      </header>
      {shown.length === 0 ? (
        <PanelEmpty>{t('alerts.noMatch')}</PanelEmpty>
      ) : (
        <AlertTable label={t('alerts.now')} alerts={shown} now={now} onOpen={address.open} {...(permitted && { acting })} />
      )}
      {matching.length > shown.length && (
        <div className={styles.more}>
          <Button variant="default" onClick={() => setRows(rows + ROWS)}>
            {t('alerts.more')}
          </Button>
        </div>
      )}
    </section>
  )
}

function Bulk({ alerts, actions, onDone }: { alerts: readonly AlertRow[]; actions: AlertActions; onDone: () => void }) {
  const { t } = useTranslation()
  const open = alerts.filter((alert) => alert.acknowledged_at === null)
  const acknowledge = async () => {
    if (await actions.acknowledge(open)) onDone()
  }
  return (
    <div className={styles.bulk}>
      <span>{t('alerts.chosen', { count: alerts.length })}</span>
      <Button
        size="compact-sm"
        disabled={actions.busy || open.length === 0}
        leftSection={<IconCheck size={16} aria-hidden />}
        onClick={() => void acknowledge()}
      >
        {t('alerts.acknowledgeChosen')}
      </Button>
      <SilenceMenu alerts={alerts} actions={actions} label={t('alerts.silenceChosen')} />
      <Button size="compact-sm" variant="subtle" onClick={onDone}>
        {t('alerts.chooseNone')}
      </Button>
    </div>
  )
}

function History({ address }: { address: AlertAddress }) {
  const { t } = useTranslation()
  const now = useNow()
  const query = useResolved(address.filter)
  const filtered = isFiltered(address.filter)
  return (
    <section className={styles.list} aria-label={t('alerts.history')}>
      <header className={styles.listHead}>
        <h2>{t('alerts.history')}</h2>
      </header>
      {query.data === undefined && query.isError && <PanelFailure error={query.error} retry={() => void query.refetch()} />}
      {query.data === undefined && !query.isError && <PanelSkeleton height={240} />}
      {query.data?.length === 0 && <PanelEmpty>{t(filtered ? 'alerts.noMatch' : 'alerts.noHistory')}</PanelEmpty>}
      {query.data && query.data.length > 0 && (
        <AlertTable label={t('alerts.history')} alerts={query.data} now={now} onOpen={address.open} />
      )}
      {query.hasNextPage && (
        <div className={styles.more}>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('alerts.more')}
          </Button>
        </div>
      )}
    </section>
  )
}
