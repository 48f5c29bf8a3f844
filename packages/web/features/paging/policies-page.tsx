import type { PolicyRow } from '@hyperion/wire/escalation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconCircleCheck, IconStairsUp } from '../../app/icons.ts'
import { useTitle } from '../../app/use-title.ts'
import panel from '../hosts/panel.module.css'
import reports from '../reports/reports.module.css'
import { AddButton, type CatalogAddress, CatalogHead, CatalogList, useCatalogAddress, useChosen } from '../services/catalog-page.tsx'
import { DeleteDialog } from '../services/delete-dialog.tsx'
import { useCollection } from '../services/queries.ts'
import { RowMenu } from '../services/row-menu.tsx'
import services from '../services/services.module.css'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { OnCallTabs } from './on-call-tabs.tsx'
import styles from './paging.module.css'
import { PolicyDialog } from './policy-dialog.tsx'

/** Whom services have paged, and who comes next. */
export function PoliciesPage() {
  const { t } = useTranslation()
  const query = useCollection('escalation-policies')
  const address = useCatalogAddress()
  const permitted = usePermitted('config')
  const [said, setSaid] = useState('')
  useTitle(t('paging.policies'))
  const close = (words = '') => {
    setSaid(words)
    address.close()
  }
  const add = permitted && <AddButton onClick={() => address.open('add')}>{t('paging.add')}</AddButton>
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <CatalogHead
        title={t('paging.policies')}
        lead={t('paging.policiesLead')}
        said={said}
        address={address}
        searchLabel={t('paging.search')}
        tabs={<OnCallTabs />}
        add={add}
      />
      <CatalogList
        query={query}
        label={t('paging.policies')}
        search={address.search}
        textOf={(policy) => [policy.name, policy.description, ...policy.services.map(({ name }) => name)].join(' ')}
        empty={{ icon: IconStairsUp, title: t('paging.none'), text: t('paging.noneText') }}
        add={add}
        row={(policy) => <Row policy={policy} permitted={permitted} address={address} />}
      />
      {permitted && <Dialogs policies={query.data} address={address} onClose={close} />}
    </div>
  )
}

function Row({ policy, permitted, address }: { policy: PolicyRow; permitted: boolean; address: CatalogAddress }) {
  const { t } = useTranslation()
  const { id, name, description, steps, repeat, services: used } = policy
  const gone = [...steps.flatMap(({ targets }) => targets), ...policy.notify].some((each) => each.name === null)
  const Icon = gone ? IconAlertTriangle : IconCircleCheck
  return (
    <>
      <div className={reports.state}>
        <span className={panel.tag} data-tone={gone ? 'warn' : used.length > 0 ? 'good' : 'quiet'}>
          <Icon size={16} aria-hidden />
          {gone ? t('paging.targetGone') : t('paging.usedBy', { count: used.length })}
        </span>
      </div>
      <div className={reports.what}>
        <div className={reports.name}>
          {permitted ? (
            <button type="button" className={reports.open} onClick={() => address.open('edit', id)}>
              {name}
            </button>
          ) : (
            name
          )}
          {repeat > 0 && <span className={reports.kind}>{t('paging.repeats', { count: repeat })}</span>}
        </div>
        {description !== '' && <div className={panel.sub}>{description}</div>}
        <ol className={styles.steps}>
          {steps.map(({ targets, delay_minutes }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place.
            <li key={at}>
              {targets
                .map(({ name: of, type, id: target }) => of ?? t('paging.gone', { type: t(`paging.type.${type}`), id: target }))
                .join(', ')}
              <span className="muted"> · {t('paging.then', { count: delay_minutes })}</span>
            </li>
          ))}
        </ol>
      </div>
      <div className={`muted ${services.hosts}`}>{used.map((each) => each.name).join(', ')}</div>
      {permitted && (
        <div className={services.menu}>
          <RowMenu name={name} onEdit={() => address.open('edit', id)} onDelete={() => address.open('delete', id)} />
        </div>
      )}
    </>
  )
}

interface DialogsProps {
  readonly policies: readonly PolicyRow[] | undefined
  readonly address: CatalogAddress
  readonly onClose: (said?: string) => void
}

function Dialogs({ policies, address, onClose }: DialogsProps) {
  const { t } = useTranslation()
  const found = useChosen(policies, address.id)
  if (address.dialog === 'add') return <PolicyDialog policy={null} onClose={onClose} />
  if (!found) return null
  if (address.dialog === 'edit') return <PolicyDialog key={found.id} policy={found} onClose={onClose} />
  if (address.dialog !== 'delete') return null
  const goes = [t('paging.deleteText')]
  return (
    <DeleteDialog
      collection="escalation-policies"
      id={found.id}
      name={found.name}
      goes={goes}
      refused={t('paging.inUse', { services: found.services.map(({ name }) => name).join(', ') })}
      onClose={onClose}
    />
  )
}
