import type { ServiceRow } from '@hyperion/wire/services'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconAlertOctagon, IconCircleCheck, IconExternalLink, IconStack2, IconUsers } from '../../app/icons.ts'
import { useTitle } from '../../app/use-title.ts'
import panel from '../hosts/panel.module.css'
import reports from '../reports/reports.module.css'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { AddButton, type CatalogAddress, CatalogHead, CatalogList, useCatalogAddress, useChosen } from './catalog-page.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { useCollection } from './queries.ts'
import { RowMenu } from './row-menu.tsx'
import { ServiceDialog } from './service-dialog.tsx'
import styles from './services.module.css'
import { ServicesTabs } from './services-tabs.tsx'

/** What incidents are about, who looks after it and how much hangs on it. */
export function ServicesPage() {
  const { t } = useTranslation()
  const query = useCollection('services')
  const address = useCatalogAddress()
  const permitted = usePermitted('config')
  const [said, setSaid] = useState('')
  useTitle(t('nav.services'))
  const close = (words = '') => {
    setSaid(words)
    address.close()
  }
  const add = permitted && <AddButton onClick={() => address.open('add')}>{t('services.add')}</AddButton>
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <CatalogHead
        title={t('nav.services')}
        lead={t('services.lead')}
        said={said}
        address={address}
        searchLabel={t('services.search')}
        tabs={<ServicesTabs />}
        add={add}
      />
      <CatalogList
        query={query}
        label={t('nav.services')}
        search={address.search}
        textOf={({ name, description, owner_team, criticality }) =>
          [name, description, owner_team?.name ?? '', t(`services.tier.${criticality}`)].join(' ')
        }
        empty={{ icon: IconStack2, title: t('services.none'), text: t('services.noneText') }}
        add={add}
        row={(service) => <Row service={service} permitted={permitted} address={address} />}
      />
      {permitted && <Dialogs services={query.data} address={address} onClose={close} />}
    </div>
  )
}

function Row({ service, permitted, address }: { service: ServiceRow; permitted: boolean; address: CatalogAddress }) {
  const { t } = useTranslation()
  const { id, name, description, criticality, owner_team, runbook_url, hosts, open_incidents: open } = service
  const Icon = open > 0 ? IconAlertOctagon : IconCircleCheck
  return (
    <>
      <div className={reports.state}>
        <span className={panel.tag} data-tone={open > 0 ? 'bad' : 'good'}>
          <Icon size={16} aria-hidden />
          {open > 0 ? t('services.open', { count: open }) : t('services.quiet')}
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
          <span className={reports.kind}>{t(`services.tier.${criticality}`)}</span>
        </div>
        {description !== '' && <div className={panel.sub}>{description}</div>}
        {runbook_url !== null && (
          <a className={styles.link} href={runbook_url} target="_blank" rel="noreferrer">
            {t('services.runbookLink')}
            <IconExternalLink size={14} aria-hidden />
          </a>
        )}
      </div>
      <div className={styles.owner}>
        <IconUsers size={16} aria-hidden />
        {owner_team?.name ?? <span className="muted">{t('services.noOwner')}</span>}
      </div>
      <div className={`muted ${styles.hosts}`}>{t('services.hostCount', { count: hosts.length })}</div>
      {permitted && (
        <div className={styles.menu}>
          <RowMenu name={name} onEdit={() => address.open('edit', id)} onDelete={() => address.open('delete', id)} />
        </div>
      )}
    </>
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
