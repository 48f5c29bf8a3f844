import type { AlertRow } from '@hyperion/wire/web'
import { Button, Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconCheck } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import panel from '../hosts/panel.module.css'
import { AlertMarks, AlertState, AlertTime, AlertValue } from './alert-cells.tsx'
import { alertLine, alertTitle } from './alert-words.ts'
import styles from './alerts.module.css'
import { SilenceMenu } from './silence-menu.tsx'
import type { AlertActions } from './use-alert-actions.ts'

interface AlertTableProps {
  readonly label: string
  readonly alerts: readonly AlertRow[]
  readonly now: number
  readonly onOpen: (id: number) => void
  /** For alerts that can be acted upon, by someone who may. */
  readonly acting?: {
    readonly actions: AlertActions
    readonly chosen: ReadonlySet<number>
    readonly onChoose: (chosen: ReadonlySet<number>) => void
  }
}

/** State first, name second; cards on a phone. */
export function AlertTable({ label, alerts, now, onOpen, acting }: AlertTableProps) {
  const { t } = useTranslation()
  const all = alerts.every((alert) => acting?.chosen.has(alert.id))
  return (
    <table className={`${panel.table} ${styles.table}`} aria-label={label}>
      <thead>
        <tr>
          {acting && (
            <th scope="col" className={styles.check}>
              <Checkbox
                aria-label={t('alerts.chooseAll')}
                checked={all}
                indeterminate={!all && acting.chosen.size > 0}
                onChange={() => acting.onChoose(new Set(all ? [] : alerts.map((alert) => alert.id)))}
              />
            </th>
          )}
          <th scope="col">{t('alerts.state')}</th>
          <th scope="col">{t('alerts.what')}</th>
          <th scope="col">{t('alerts.host')}</th>
          <th scope="col">{t('alerts.value')}</th>
          <th scope="col">{t('alerts.began')}</th>
          {acting && (
            <th scope="col">
              <span className="visually-hidden">{t('users.actions')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {alerts.map((alert) => (
          <Row key={alert.id} alert={alert} now={now} onOpen={onOpen} acting={acting} />
        ))}
      </tbody>
    </table>
  )
}

type RowProps = { readonly alert: AlertRow; readonly acting: AlertTableProps['acting'] } & Pick<AlertTableProps, 'now' | 'onOpen'>

function Row({ alert, now, onOpen, acting }: RowProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const line = `${alert.host_name} · ${alertLine(t, formats, alert)}`
  return (
    <tr data-alert={alert.id}>
      {acting && (
        <td className={styles.check}>
          <Checkbox
            aria-label={t('alerts.choose', { alert: line })}
            checked={acting.chosen.has(alert.id)}
            onChange={() => {
              const next = new Set(acting.chosen)
              if (!next.delete(alert.id)) next.add(alert.id)
              acting.onChoose(next)
            }}
          />
        </td>
      )}
      <td className={styles.state}>
        <AlertState alert={alert} />
      </td>
      <td className={styles.what}>
        <button type="button" className={styles.open} onClick={() => onOpen(alert.id)}>
          {alertTitle(t, alert)}
          {alert.instance !== '' && <span className={styles.instance}>{alert.instance}</span>}
        </button>
        <AlertMarks alert={alert} />
      </td>
      <td className={styles.host}>{alert.host_name}</td>
      <td className={styles.figure}>
        <AlertValue alert={alert} />
      </td>
      <td className={styles.when}>
        <AlertTime alert={alert} now={now} />
      </td>
      {acting && (
        <td className={styles.actions}>
          <RowActions alert={alert} line={line} actions={acting.actions} />
        </td>
      )}
    </tr>
  )
}

/** Taken on or left in peace, from the list itself: two taps at most. */
export function RowActions({
  alert,
  line,
  actions,
  size = 'compact-sm',
}: {
  alert: AlertRow
  line: string
  actions: AlertActions
  size?: string
}) {
  const { t } = useTranslation()
  return (
    <div className={styles.buttons}>
      {alert.acknowledged_at === null ? (
        <Button
          size={size}
          disabled={actions.busy}
          leftSection={<IconCheck size={16} aria-hidden />}
          aria-label={t('alerts.acknowledgeOne', { alert: line })}
          onClick={() => void actions.acknowledge([alert])}
        >
          {t('alerts.acknowledge')}
        </Button>
      ) : (
        <Button
          size={size}
          variant="default"
          disabled={actions.busy}
          aria-label={t('alerts.takeBackOne', { alert: line })}
          onClick={() => void actions.takeBack(alert)}
        >
          {t('alerts.takeBack')}
        </Button>
      )}
      <SilenceMenu alerts={[alert]} actions={actions} label={t('alerts.silenceOne', { alert: line })} size={size} />
    </div>
  )
}
