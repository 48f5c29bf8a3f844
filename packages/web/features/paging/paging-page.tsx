import type { ContactMethodRow } from '@hyperion/wire/escalation'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle, IconX } from '../../app/icons.ts'
import { PageHead } from '../../app/shell/page-head.tsx'
import { Said } from '../../app/shell/said.tsx'
import { useTitle } from '../../app/use-title.ts'
import { useNow, When } from '../../app/when.tsx'
import panel from '../hosts/panel.module.css'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import reports from '../reports/reports.module.css'
import { AddButton, type CatalogAddress, useCatalogAddress, useChosen } from '../services/catalog-page.tsx'
import { RowMenu } from '../services/row-menu.tsx'
import services from '../services/services.module.css'
import { FormError } from '../session/gate.tsx'
import settings from '../settings/settings.module.css'
import { DeleteMethodDialog, MethodDialog } from './method-dialog.tsx'
import styles from './paging.module.css'
import { testMethod, useContactMethods, useRules } from './queries.ts'
import { RulesEditor } from './rules-editor.tsx'
import { reasonText, wayName } from './way-words.ts'

/** How whoever is signed in is paged. */
export function PagingPage() {
  const { t } = useTranslation()
  const methods = useContactMethods()
  const rules = useRules()
  const address = useCatalogAddress()
  const [said, setSaid] = useState('')
  useTitle(t('nav.paging'))
  const failed = methods.isError ? methods : rules.isError ? rules : null
  const close = (words = '') => {
    setSaid(words)
    address.close()
  }
  return (
    <div className={settings.page}>
      <PageHead title={t('nav.paging')} lead={t('paging.lead')}>
        <AddButton onClick={() => address.open('add')}>{t('paging.addMethod')}</AddButton>
      </PageHead>
      <Said>{said}</Said>
      {methods.data && rules.data ? (
        <>
          <Methods methods={methods.data} address={address} onSaid={setSaid} />
          <RulesEditor key={JSON.stringify(rules.data)} rules={rules.data} methods={methods.data} onSaid={setSaid} />
          <Dialogs methods={methods.data} address={address} onClose={close} />
        </>
      ) : failed ? (
        <section className={settings.card}>
          <PanelFailure error={failed.error} retry={() => void failed.refetch()} />
        </section>
      ) : (
        <PanelSkeleton height={240} />
      )}
    </div>
  )
}

interface MethodsProps {
  readonly methods: readonly ContactMethodRow[]
  readonly address: CatalogAddress
  readonly onSaid: (words: string) => void
}

function Methods({ methods, address, onSaid }: MethodsProps) {
  const { t } = useTranslation()
  return (
    <section className={reports.list} aria-label={t('paging.methods')}>
      <ul className={reports.rows}>
        {methods.map((method) => (
          <li key={method.id} className={reports.row}>
            <Method method={method} onSaid={onSaid} />
            {!method.own && (
              <div className={services.menu}>
                <RowMenu
                  name={method.label}
                  onEdit={() => address.open('edit', method.id)}
                  onDelete={() => address.open('delete', method.id)}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Method({ method, onSaid }: { method: ContactMethodRow; onSaid: (words: string) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const now = useNow()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState('')
  const name = wayName(t, method)
  const test = async () => {
    setBusy(true)
    setFailure('')
    try {
      const { ok, error } = await testMethod(client, method.id)
      if (ok) onSaid(t('paging.testSent', { name }))
      else setFailure(error ?? '')
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t('error.hub'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <div className={reports.what}>
        <div className={reports.name}>
          {name}
          {!method.own && <span className={reports.kind}>{method.kind}</span>}
        </div>
        <Standing method={method} now={now} />
        {failure !== '' && <FormError>{failure}</FormError>}
      </div>
      <Button size="xs" variant="default" loading={busy} disabled={method.problem !== null} onClick={() => void test()}>
        {t('paging.test')}
        <span className="visually-hidden"> {name}</span>
      </Button>
    </>
  )
}

function Standing({ method: { id, problem, last }, now }: { method: ContactMethodRow; now: number }) {
  const { t } = useTranslation()
  const Icon = problem ? IconX : last ? (last.ok ? IconCircleCheck : IconAlertTriangle) : IconHelpCircle
  const tone = problem ? 'bad' : last ? (last.ok ? 'good' : 'bad') : 'warn'
  return (
    <div className={styles.standing}>
      <span className={panel.tag} data-tone={tone}>
        <Icon size={16} aria-hidden />
        {t(`paging.state.${problem ? 'unreachable' : last ? (last.ok ? 'ok' : 'failed') : 'never_tried'}`)}
      </span>
      <span className="muted">{(problem && reasonText(t, problem)) ?? last?.error ?? (last && <When at={last.at} now={now} />)}</span>
      {problem && (
        <Link to={id === 'mail' ? '/settings/profile' : '/notifications'}>{t(id === 'mail' ? 'paging.setMail' : 'paging.setPush')}</Link>
      )}
    </div>
  )
}

interface DialogsProps {
  readonly methods: readonly ContactMethodRow[]
  readonly address: CatalogAddress
  readonly onClose: (said?: string) => void
}

function Dialogs({ methods, address, onClose }: DialogsProps) {
  const found = useChosen(methods, address.id)
  if (address.dialog === 'add') return <MethodDialog method={null} onClose={onClose} />
  if (!found || found.own) return null
  if (address.dialog === 'edit') return <MethodDialog key={found.id} method={found} onClose={onClose} />
  return address.dialog === 'delete' ? <DeleteMethodDialog method={found} onClose={onClose} /> : null
}
