import type { PolicyRow } from '@hyperion/wire/escalation'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconCircleCheck, IconStairsUp } from '../../app/icons.ts'
import { useTitle } from '../../app/use-title.ts'
import { CollectionPage, CollectionRow } from '../services/catalog-collection.tsx'
import { type CatalogAddress, useChosen } from '../services/catalog-page.tsx'
import { DeleteDialog } from '../services/delete-dialog.tsx'
import services from '../services/services.module.css'
import { OnCallTabs } from './on-call-tabs.tsx'
import styles from './paging.module.css'
import { PolicyDialog } from './policy-dialog.tsx'

/** Whom services have paged, and who comes next. */
export function PoliciesPage() {
  const { t } = useTranslation()
  useTitle(t('paging.policies'))
  return (
    <CollectionPage
      collection="escalation-policies"
      title={t('paging.policies')}
      lead={t('paging.policiesLead')}
      label={t('paging.policies')}
      searchLabel={t('paging.search')}
      addLabel={t('paging.add')}
      tabs={<OnCallTabs />}
      textOf={(policy) => [policy.name, policy.description, ...policy.services.map(({ name }) => name)].join(' ')}
      empty={{ icon: IconStairsUp, title: t('paging.none'), text: t('paging.noneText') }}
      row={(policy, permitted, address) => <Row policy={policy} permitted={permitted} address={address} />}
      dialogs={(policies, address, close) => <Dialogs policies={policies} address={address} onClose={close} />}
    />
  )
}

function Row({ policy, permitted, address }: { policy: PolicyRow; permitted: boolean; address: CatalogAddress }) {
  const { t } = useTranslation()
  const { steps, repeat, services: used } = policy
  const gone = [...steps.flatMap(({ targets }) => targets), ...policy.notify].some((each) => each.name === null)
  const Icon = gone ? IconAlertTriangle : IconCircleCheck
  return (
    <CollectionRow
      item={policy}
      permitted={permitted}
      address={address}
      tone={gone ? 'warn' : used.length > 0 ? 'good' : 'quiet'}
      state={
        <>
          <Icon size={16} aria-hidden />
          {gone ? t('paging.targetGone') : t('paging.usedBy', { count: used.length })}
        </>
      }
      kind={repeat > 0 && t('paging.repeats', { count: repeat })}
      more={
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
      }
    >
      <div className={`muted ${services.hosts}`}>{used.map((each) => each.name).join(', ')}</div>
    </CollectionRow>
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
