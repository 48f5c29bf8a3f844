import { Drawer } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ApiError } from '../../app/api.ts'
import { useFormats } from '../../app/use-formats.ts'
import { useReturnFocus } from '../../app/use-return-focus.ts'
import { useNow } from '../../app/when.tsx'
import { processesAt } from '../hosts/moment-menu.tsx'
import { PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { FormError } from '../session/gate.tsx'
import { usePermitted } from '../session/session.ts'
import { AlertMarks, AlertState, AlertTime, AlertValue } from './alert-cells.tsx'
import { AlertChart } from './alert-chart.tsx'
import { AlertStory } from './alert-story.tsx'
import { RowActions } from './alert-table.tsx'
import { alertLine, alertTitle } from './alert-words.ts'
import styles from './alerts.module.css'
import { useAlert } from './queries.ts'
import type { AlertActions } from './use-alert-actions.ts'

interface AlertDrawerProps {
  readonly id: number
  readonly actions: AlertActions
  readonly onClose: () => void
}

/** One alert with its story, beside the list that it was opened from. */
export function AlertDrawer({ id, actions, onClose }: AlertDrawerProps) {
  const { t } = useTranslation()
  const { data } = useAlert(id)
  useReturnFocus()
  return (
    <Drawer.Root opened onClose={onClose} position="right" size={560} transitionProps={{ duration: 100 }}>
      <Drawer.Overlay />
      <Drawer.Content>
        {/* Not Drawer.Header: that would be a second banner of the page. */}
        <div className={styles.drawerHead}>
          <Drawer.Title>
            <span className={styles.drawerTitle}>
              {data ? [alertTitle(t, data), data.instance].filter(Boolean).join(' · ') : t('alerts.one')}
            </span>
          </Drawer.Title>
          <Drawer.CloseButton aria-label={t('common.close')} />
        </div>
        <Drawer.Body>
          <Content id={id} actions={actions} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}

/** The half hours around it. */
const NO_WINDOW = { from: 0, to: 0 } as const

function Content({ id, actions }: Pick<AlertDrawerProps, 'id' | 'actions'>) {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useNow()
  const permitted = usePermitted('execute')
  const query = useAlert(id)
  const alert = query.data
  if (query.error instanceof ApiError && query.error.status === 404) return <PanelEmpty>{t('alerts.gone')}</PanelEmpty>
  if (!alert && query.isError) return <PanelFailure error={query.error} retry={() => void query.refetch()} />
  if (!alert) return <PanelSkeleton height={480} />
  const line = `${alert.host_name} · ${alertLine(t, formats, alert)}`
  return (
    <div className={styles.drawer}>
      <div className={styles.drawerState}>
        <AlertState alert={alert} />
        <AlertMarks alert={alert} />
      </div>
      {permitted && alert.state === 'firing' && <RowActions alert={alert} line={line} actions={actions} size="sm" />}
      {actions.failure && <FormError>{actions.failure}</FormError>}
      <dl className={styles.facts}>
        <dt>{t('alerts.host')}</dt>
        <dd>
          <Link to={`/hosts/${alert.host}`}>{alert.host_name}</Link>
          {' · '}
          <Link to={processesAt(alert.host, Date.parse(alert.started_at), NO_WINDOW)}>{t('hostPage.moment.whenBegan')}</Link>
        </dd>
        <dt>{t('alerts.value')}</dt>
        <dd>
          <AlertValue alert={alert} />
        </dd>
        <dt>{t('alerts.began')}</dt>
        <dd>
          <AlertTime alert={alert} now={now} />
        </dd>
        <dt>{t('alerts.rule')}</dt>
        <dd>
          <Link to={ruleLink(alert.rule)}>{alertTitle(t, alert)}</Link>
        </dd>
      </dl>
      <AlertChart alert={alert} />
      <AlertStory alert={alert} />
    </div>
  )
}

/** Where what an alert goes by is set. */
function ruleLink(rule: string): string {
  const [, id] = /^rule:(\d+)/.exec(rule) ?? []
  return id === undefined ? '/settings/thresholds' : `/settings/rules/${id}`
}
