import type { ReceiverInstance, ReceiverRow } from '@hyperion/wire/web'
import { Button, Switch } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconKey, IconTrash } from '../../app/icons.ts'
import { RowAction } from '../../app/shell/row-action.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { useSubmit } from '../../app/use-submit.ts'
import panel from '../hosts/panel.module.css'
import { FormError } from '../session/gate.tsx'
import { ListSection } from './list-section.tsx'
import styles from './prometheus.module.css'
import { changeReceiver, letInAgain, useReceivers } from './queries.ts'
import type { Open } from './use-dialog.ts'

/** Who may write, and what of it became hosts. */
export function ReceiversSection({ open }: { open: Open }) {
  const query = useReceivers()
  return (
    <ListSection
      id="receivers"
      topic="receiver"
      query={query}
      items={query.data?.receivers.map((each) => <ReceiverItem key={each.id} receiver={each} now={query.dataUpdatedAt} open={open} />)}
      onAdd={() => open('receiver')}
    />
  )
}

function ReceiverItem({ receiver, now, open }: { receiver: ReceiverRow; now: number; open: Open }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const client = useQueryClient()
  const submission = useSubmit([])
  const [asked, setAsked] = useState<boolean | null>(null)
  const { id, name, hint, new_hosts: newHosts, last_used_at: used, instances } = receiver
  const when =
    used === null ? t('prometheus.receiver.unused') : t('prometheus.receiver.used', { when: formats.relative(Math.min(used, now), now) })
  return (
    <li data-receiver={name} className={styles.receiver}>
      <div className={styles.what}>
        <strong>{name}</strong>
        <div className={panel.sub}>
          <span className={styles.address}>hypw_…{hint}</span> · {when}
        </div>
        <Switch
          label={t('prometheus.receiver.newHosts')}
          checked={asked ?? newHosts}
          onChange={(event) => {
            const { checked } = event.currentTarget
            setAsked(checked)
            void submission.run(() => changeReceiver(client, id, { new_hosts: checked })).then(() => setAsked(null))
          }}
        />
        {submission.failure && <FormError>{submission.failure}</FormError>}
        <Instances instances={instances} />
      </div>
      <div className={styles.actions}>
        <RowAction icon={IconKey} label={t('prometheus.receiver.renewOf', { name })} onClick={() => open('token', id)} />
        <RowAction icon={IconTrash} label={t('prometheus.receiver.removeOf', { name })} onClick={() => open('remove-receiver', id)} />
      </div>
    </li>
  )
}

function Instances({ instances }: { instances: readonly ReceiverInstance[] }) {
  const { t } = useTranslation()
  if (instances.length === 0) return <p className="muted">{t('prometheus.receiver.nothing')}</p>
  return (
    <ul className={styles.instances}>
      {instances.map((each) => (
        <Instance key={`${each.job} ${each.instance}`} entry={each} />
      ))}
    </ul>
  )
}

function Instance({ entry: { id, job, instance, state, host, host_name: hostName } }: { entry: ReceiverInstance }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit([])
  return (
    <li>
      <span className={styles.address}>
        {job} / {instance}
      </span>
      {state === 'host' && host !== null && <Link to={`/hosts/${host}`}>{hostName}</Link>}
      {state !== 'host' && <span className={panel.tag}>{t(`prometheus.receiver.states.${state}`)}</span>}
      {state === 'refused' && id !== null && (
        <Button size="xs" variant="default" loading={submission.busy} onClick={() => void submission.run(() => letInAgain(client, id))}>
          {t('prometheus.receiver.letIn')}
        </Button>
      )}
    </li>
  )
}
