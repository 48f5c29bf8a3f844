import type { ServiceRow } from '@hyperion/wire/services'
import { useTranslation } from 'react-i18next'
import { IconAlertOctagon, IconCircleCheck, IconExternalLink, IconStack2, IconUsers } from '../../app/icons.ts'
import { useTitle } from '../../app/use-title.ts'
import { CollectionPage, CollectionRow } from './catalog-collection.tsx'
import { type CatalogAddress, useChosen } from './catalog-page.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { ServiceDialog } from './service-dialog.tsx'
import styles from './services.module.css'
import { ServicesTabs } from './services-tabs.tsx'

/** What incidents are about, who looks after it and how much hangs on it. */
export function ServicesPage() {
  const { t } = useTranslation()
  useTitle(t('nav.services'))
  return (
    <CollectionPage
      collection="services"
      title={t('nav.services')}
      lead={t('services.lead')}
      label={t('nav.services')}
      searchLabel={t('services.search')}
      addLabel={t('services.add')}
      tabs={<ServicesTabs />}
      textOf={({ name, description, owner_team, criticality }) =>
        [name, description, owner_team?.name ?? '', t(`services.tier.${criticality}`)].join(' ')
      }
      empty={{ icon: IconStack2, title: t('services.none'), text: t('services.noneText') }}
      row={(service, permitted, address) => <Row service={service} permitted={permitted} address={address} />}
      dialogs={(services, address, close) => <Dialogs services={services} address={address} onClose={close} />}
    />
  )
}

function Row({ service, permitted, address }: { service: ServiceRow; permitted: boolean; address: CatalogAddress }) {
  const { t } = useTranslation()
  const { criticality, owner_team, runbook_url, hosts, open_incidents: open } = service
  const Icon = open > 0 ? IconAlertOctagon : IconCircleCheck
  return (
    <CollectionRow
      item={service}
      permitted={permitted}
      address={address}
      tone={open > 0 ? 'bad' : 'good'}
      state={
        <>
          <Icon size={16} aria-hidden />
          {open > 0 ? t('services.open', { count: open }) : t('services.quiet')}
        </>
      }
      kind={t(`services.tier.${criticality}`)}
      more={
        runbook_url !== null && (
          <a className={styles.link} href={runbook_url} target="_blank" rel="noreferrer">
            {t('services.runbookLink')}
            <IconExternalLink size={14} aria-hidden />
          </a>
        )
      }
    >
      <div className={styles.owner}>
        <IconUsers size={16} aria-hidden />
        {owner_team?.name ?? <span className="muted">{t('services.noOwner')}</span>}
      </div>
      <div className={`muted ${styles.hosts}`}>{t('services.hostCount', { count: hosts.length })}</div>
    </CollectionRow>
  )
}

interface DialogsProps {
  readonly services: readonly ServiceRow[] | undefined
  readonly address: CatalogAddress
  readonly onClose: (said?: string) => void
}

function Dialogs({ services, address, onClose }: DialogsProps) {
  const { t } = useTranslation()
  const found = useChosen(services, address.id)
  if (address.dialog === 'add') return <ServiceDialog service={null} known={services ?? []} onClose={onClose} />
  if (!found) return null
  if (address.dialog === 'edit') return <ServiceDialog key={found.id} service={found} known={services ?? []} onClose={onClose} />
  if (address.dialog !== 'delete') return null
  return (
    <DeleteDialog
      collection="services"
      id={found.id}
      name={found.name}
      goes={[t('services.deleteText'), t('services.deleteHosts', { count: found.hosts.length }), t('services.deleteRunbooks')]}
      refused={t('services.hasIncidents')}
      onClose={onClose}
    />
  )
}
