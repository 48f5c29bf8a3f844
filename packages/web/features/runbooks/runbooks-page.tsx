import type { RunbookRow } from '@hyperion/wire/services'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { IconNotebook, IconPlus } from '../../app/icons.ts'
import { useTitle } from '../../app/use-title.ts'
import { useNow, When } from '../../app/when.tsx'
import panel from '../hosts/panel.module.css'
import reports from '../reports/reports.module.css'
import { type CatalogAddress, CatalogHead, CatalogList, useCatalogAddress, useChosen } from '../services/catalog-page.tsx'
import { DeleteDialog } from '../services/delete-dialog.tsx'
import { useCollection } from '../services/queries.ts'
import { RowMenu } from '../services/row-menu.tsx'
import services from '../services/services.module.css'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { minutesOf } from './draft.ts'
import styles from './runbooks.module.css'

/** How to deal with what goes wrong. */
export function RunbooksPage() {
  const { t } = useTranslation()
  const query = useCollection('runbooks')
  const address = useCatalogAddress()
  const permitted = usePermitted('execute')
  const [said, setSaid] = useState('')
  useTitle(t('nav.runbooks'))
  const found = useChosen(query.data, address.id)
  const close = (words = '') => {
    setSaid(words)
    address.close()
  }
  const add = permitted && (
    <Button component={Link} to="/runbooks/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('runbooks.add')}
    </Button>
  )
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <CatalogHead
        title={t('nav.runbooks')}
        lead={t('runbooks.lead')}
        said={said}
        address={address}
        searchLabel={t('runbooks.search')}
        add={add}
      />
      <CatalogList
        query={query}
        label={t('nav.runbooks')}
        search={address.search}
        textOf={({ title, description, service }) => [title, description, service?.name ?? ''].join(' ')}
        empty={{ icon: IconNotebook, title: t('runbooks.none'), text: t('runbooks.noneText') }}
        add={add}
        row={(runbook) => <Row runbook={runbook} permitted={permitted} address={address} />}
      />
      {permitted && found && address.dialog === 'delete' && (
        <DeleteDialog
          collection="runbooks"
          id={found.id}
          name={found.title}
          goes={[t('runbooks.deleteText', { count: found.steps.length })]}
          onClose={close}
        />
      )}
    </div>
  )
}

function Row({ runbook, permitted, address }: { runbook: RunbookRow; permitted: boolean; address: CatalogAddress }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const now = useNow()
  const { id, title, service, steps, updated_at } = runbook
  const minutes = minutesOf(steps)
  return (
    <>
      <div className={reports.what}>
        <Link to={`/runbooks/${id}`} className={styles.title ?? ''}>
          {title}
        </Link>
        <div className={panel.sub}>
          {[t('runbooks.steps', { count: steps.length }), ...(minutes === null ? [] : [t('runbooks.minutes', { count: minutes })])].join(
            ' · ',
          )}
        </div>
      </div>
      <div className={services.owner}>{service?.name ?? <span className="muted">{t('runbooks.anyService')}</span>}</div>
      <div className={reports.when}>
        <When at={updated_at} now={now} />
      </div>
      {permitted && (
        <div className={services.menu}>
          <RowMenu name={title} onEdit={() => void navigate(`/runbooks/${id}/edit`)} onDelete={() => address.open('delete', id)} />
        </div>
      )}
    </>
  )
}
