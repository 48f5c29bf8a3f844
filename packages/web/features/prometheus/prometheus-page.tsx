import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Dialog } from '../../app/shell/dialog.tsx'
import { NotAllowedPage } from '../../app/shell/not-allowed.tsx'
import { Said } from '../../app/shell/said.tsx'
import { useTitle } from '../../app/use-title.ts'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { AddReceiverDialog, DeleteTargetDialog, NewTokenDialog, RemoveReceiverDialog } from './dialogs.tsx'
import { useReceivers, useTargets } from './queries.ts'
import { ReceiversSection } from './receivers-section.tsx'
import { Snippet } from './snippet.tsx'
import { scrapeSnippet } from './snippets.ts'
import { TargetForm } from './target-form.tsx'
import { TargetsSection } from './targets-section.tsx'
import { useDialog } from './use-dialog.ts'

export function PrometheusPage() {
  return usePermitted('config') ? <PrometheusSettings /> : <NotAllowedPage />
}

function PrometheusSettings() {
  const { t } = useTranslation()
  const dialog = useDialog()
  const [said, setSaid] = useState('')
  useTitle('Prometheus')
  const close = (words = '') => {
    setSaid(words)
    dialog.close()
  }
  return (
    <div className={settings.page}>
      <h1 className={settings.title}>Prometheus</h1>
      <p className="muted">{t('prometheus.lead')}</p>
      <Said>{said}</Said>
      <TargetsSection open={dialog.open} />
      <ReceiversSection open={dialog.open} />
      <section className={settings.card} aria-labelledby="exposition">
        <h2 id="exposition">{t('prometheus.exposition.title')}</h2>
        <p className="muted">
          {t('prometheus.exposition.lead')} <Link to="/settings/api-keys">{t('prometheus.exposition.keys')}</Link>
        </p>
        <Snippet label="prometheus.yml" text={scrapeSnippet(window.location.origin)} />
      </section>
      <OpenDialog dialog={dialog} onClose={close} />
    </div>
  )
}

interface OpenDialogProps {
  readonly dialog: ReturnType<typeof useDialog>
  readonly onClose: (said?: string) => void
}

function OpenDialog({ dialog: { name, id }, onClose }: OpenDialogProps) {
  const target = useTargets().data?.targets.find(({ host }) => host === id)
  const receiver = useReceivers().data?.receivers.find((each) => each.id === id)
  if (name === 'target' && (id === null || target)) return <TargetDialog key={id} {...(target && { target })} onClose={onClose} />
  if (name === 'delete-target' && target) return <DeleteTargetDialog target={target} onClose={onClose} />
  if (name === 'receiver') return <AddReceiverDialog onClose={onClose} />
  if (name === 'token' && receiver) return <NewTokenDialog receiver={receiver} onClose={onClose} />
  return name === 'remove-receiver' && receiver ? <RemoveReceiverDialog receiver={receiver} onClose={onClose} /> : null
}

type TargetDialogProps = Pick<Parameters<typeof TargetForm>[0], 'target'> & { readonly onClose: (said?: string) => void }

function TargetDialog({ target, onClose }: TargetDialogProps) {
  const { t } = useTranslation()
  const title = target ? t('prometheus.target.editOf', { name: target.name }) : t('prometheus.target.add')
  const said = t(target ? 'prometheus.target.saved' : 'prometheus.target.added')
  return (
    <Dialog title={title} onClose={() => onClose()}>
      <TargetForm {...(target && { target })} onAdded={() => onClose(said)} onCancel={() => onClose()} />
    </Dialog>
  )
}
