import type { DeliveryAlertRow, InboundDeliveryAnswer } from '@hyperion/wire/inbound'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Dialog } from '../../app/shell/dialog.tsx'
import { Said } from '../../app/shell/said.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { Snippet } from '../prometheus/snippet.tsx'
import { FormError } from '../session/gate.tsx'
import { prettyBody } from './draft.ts'
import styles from './integrations.module.css'
import { replay, useDelivery } from './queries.ts'
import { StateTag } from './state-tag.tsx'

interface DeliveryDialogProps {
  readonly integration: string
  readonly delivery: number
  readonly onClose: () => void
}

/** One request as it came, what each alert came to, and the way to do it once more. */
export function DeliveryDialog({ integration, delivery, onClose }: DeliveryDialogProps) {
  const { t } = useTranslation()
  const query = useDelivery(integration, delivery)
  return (
    <Dialog title={t('integrations.delivery.title', { id: delivery })} onClose={onClose}>
      {query.data ? (
        <Shown delivery={query.data} integration={integration} />
      ) : query.isError ? (
        <PanelFailure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <PanelSkeleton height={240} />
      )}
    </Dialog>
  )
}

function Shown({ delivery, integration }: { delivery: InboundDeliveryAnswer; integration: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit([])
  const [said, setSaid] = useState('')
  const { id, state, error, notes, alerts, body, headers } = delivery
  const again = async () => {
    if (await submission.run(() => replay(client, integration, id))) setSaid(t('integrations.delivery.replayed'))
  }
  return (
    <div className={styles.delivery}>
      <div className={styles.head}>
        <StateTag state={state} />
        <Button size="sm" variant="default" loading={submission.busy} onClick={() => void again()}>
          {t('integrations.delivery.replay')}
        </Button>
      </div>
      {said !== '' && <Said>{said}</Said>}
      {submission.failure && <FormError>{submission.failure}</FormError>}
      {error !== null && <p>{error}</p>}
      {notes.map((note) => (
        <p key={note} className="muted">
          {note}
        </p>
      ))}
      {alerts.length > 0 && (
        <ul className={styles.alerts}>
          {alerts.map((each) => (
            <Alert key={`${each.fingerprint} ${each.status}`} alert={each} />
          ))}
        </ul>
      )}
      <Snippet label={headers['content-type'] ?? t('integrations.delivery.body')} text={prettyBody(body)} />
    </div>
  )
}

function Alert({ alert: { title, status, outcome, incident } }: { alert: DeliveryAlertRow }) {
  const { t } = useTranslation()
  return (
    <li>
      <span>{title}</span>
      <span className="muted">
        {t(`integrations.statuses.${status}`)} → {t(`integrations.outcome.${outcome}`)}
      </span>
      {incident && <Link to={`/incidents/${incident.short_id}`}>{incident.short_id}</Link>}
    </li>
  )
}
