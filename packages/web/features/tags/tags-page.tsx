import type { ImpactScopeRow, TagRow } from '@hyperion/wire/services'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconTag, IconTarget } from '../../app/icons.ts'
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
import { ScopeDialog } from './scope-dialog.tsx'
import { TagDialog } from './tag-dialog.tsx'
import styles from './tags.module.css'

/** The words that incidents are found by, and what they may touch. */
export function TagsPage() {
  const { t } = useTranslation()
  const address = useCatalogAddress()
  const [said, setSaid] = useState('')
  useTitle(t('nav.tags'))
  const close = (words = '') => {
    setSaid(words)
    address.close()
  }
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <CatalogHead title={t('nav.tags')} lead={t('tags.lead')} said={said} address={address} searchLabel={t('tags.search')} add={null} />
      <TagList address={address} onClose={close} />
      <ScopeList address={address} onClose={close} />
    </div>
  )
}

interface PartProps {
  readonly address: CatalogAddress
  readonly onClose: (said?: string) => void
}

function TagList({ address, onClose }: PartProps) {
  const { t } = useTranslation()
  const query = useCollection('tags')
  const permitted = usePermitted('execute')
  const found = useChosen(query.data, address.id)
  const add = permitted && <AddButton onClick={() => address.open('add-tag')}>{t('tags.add')}</AddButton>
  return (
    <>
      <div className={styles.head}>
        <h2>{t('tags.tags')}</h2>
        {(query.data?.length ?? 0) > 0 && add}
      </div>
      <CatalogList
        query={query}
        label={t('tags.tags')}
        search={address.search}
        textOf={({ name }) => name}
        empty={{ icon: IconTag, title: t('tags.none'), text: t('tags.noneText') }}
        add={add}
        row={(tag) => <TagLine tag={tag} permitted={permitted} address={address} />}
      />
      {permitted && address.dialog === 'add-tag' && <TagDialog tag={null} onClose={onClose} />}
      {permitted && found && address.dialog === 'edit-tag' && <TagDialog key={found.id} tag={found} onClose={onClose} />}
      {permitted && found && address.dialog === 'delete-tag' && (
        <DeleteDialog collection="tags" id={found.id} name={found.name} goes={[t('tags.deleteText')]} onClose={onClose} />
      )}
    </>
  )
}

function TagLine({ tag: { id, name, color }, permitted, address }: { tag: TagRow; permitted: boolean; address: CatalogAddress }) {
  return (
    <>
      <div className={`${styles.line} ${styles.tag}`}>
        <span className={styles.dot} style={{ background: color }} aria-hidden />
        {name}
      </div>
      {permitted && (
        <div className={services.menu}>
          <RowMenu name={name} onEdit={() => address.open('edit-tag', id)} onDelete={() => address.open('delete-tag', id)} />
        </div>
      )}
    </>
  )
}

function ScopeList({ address, onClose }: PartProps) {
  const { t } = useTranslation()
  const query = useCollection('impact-scopes')
  const permitted = usePermitted('config')
  const found = useChosen(query.data, address.id)
  const add = permitted && <AddButton onClick={() => address.open('add-scope')}>{t('tags.addScope')}</AddButton>
  return (
    <>
      <div className={styles.head}>
        <h2>{t('tags.scopes')}</h2>
        {(query.data?.length ?? 0) > 0 && add}
      </div>
      <CatalogList
        query={query}
        label={t('tags.scopes')}
        search={address.search}
        textOf={({ name, description }) => `${name} ${description}`}
        empty={{ icon: IconTarget, title: t('tags.noScopes'), text: t('tags.noScopesText') }}
        add={add}
        row={(scope) => <ScopeLine scope={scope} permitted={permitted} address={address} />}
      />
      {permitted && address.dialog === 'add-scope' && <ScopeDialog scope={null} onClose={onClose} />}
      {permitted && found && address.dialog === 'edit-scope' && <ScopeDialog key={found.id} scope={found} onClose={onClose} />}
      {permitted && found && address.dialog === 'delete-scope' && (
        <DeleteDialog collection="impact-scopes" id={found.id} name={found.name} goes={[t('tags.deleteScopeText')]} onClose={onClose} />
      )}
    </>
  )
}

interface ScopeLineProps {
  readonly scope: ImpactScopeRow
  readonly permitted: boolean
  readonly address: CatalogAddress
}

function ScopeLine({ scope: { id, name, description }, permitted, address }: ScopeLineProps) {
  return (
    <>
      <div className={styles.line}>
        <div className={reports.name}>{name}</div>
        {description !== '' && <div className={panel.sub}>{description}</div>}
      </div>
      {permitted && (
        <div className={services.menu}>
          <RowMenu name={name} onEdit={() => address.open('edit-scope', id)} onDelete={() => address.open('delete-scope', id)} />
        </div>
      )}
    </>
  )
}
