import { type ReactNode, useState } from 'react'
import panel from '../hosts/panel.module.css'
import reports from '../reports/reports.module.css'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { AddButton, type CatalogAddress, CatalogHead, CatalogList, type CatalogListProps, useCatalogAddress } from './catalog-page.tsx'
import { type Collection, type Collections, useCollection } from './queries.ts'
import { RowMenu } from './row-menu.tsx'
import styles from './services.module.css'

type Shown<T> = Pick<CatalogListProps<T>, 'label' | 'textOf' | 'empty'>

interface CollectionPageProps<C extends Collection> extends Shown<Collections[C]> {
  readonly collection: C
  readonly title: string
  readonly lead: string
  readonly searchLabel: string
  readonly addLabel: string
  readonly tabs: ReactNode
  readonly row: (item: Collections[C], permitted: boolean, address: CatalogAddress) => ReactNode
  /** For those who may change things. */
  readonly dialogs: (items: readonly Collections[C][] | undefined, address: CatalogAddress, close: (said?: string) => void) => ReactNode
}

/** A page about all of one collection: searched, added to and changed in dialogs. */
export function CollectionPage<C extends Collection>(props: CollectionPageProps<C>) {
  const { collection, title, lead, searchLabel, addLabel, tabs, row, dialogs, ...shown } = props
  const query = useCollection(collection)
  const address = useCatalogAddress()
  const permitted = usePermitted('config')
  const [said, setSaid] = useState('')
  const close = (words = '') => {
    setSaid(words)
    address.close()
  }
  const add = permitted && <AddButton onClick={() => address.open('add')}>{addLabel}</AddButton>
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <CatalogHead title={title} lead={lead} said={said} address={address} searchLabel={searchLabel} tabs={tabs} add={add} />
      <CatalogList query={query} search={address.search} add={add} row={(item) => row(item, permitted, address)} {...shown} />
      {permitted && dialogs(query.data, address, close)}
    </div>
  )
}

interface CollectionRowProps {
  readonly item: { readonly id: string; readonly name: string; readonly description: string }
  readonly permitted: boolean
  readonly address: CatalogAddress
  /** Comes first. */
  readonly tone: 'good' | 'bad' | 'warn' | 'quiet'
  readonly state: ReactNode
  /** A word behind the name. */
  readonly kind: ReactNode
  /** Below the description. */
  readonly more?: ReactNode
  /** Further columns. */
  readonly children: ReactNode
}

/** State first, name second, and what can be done with it last. */
export function CollectionRow({ item, permitted, address, tone, state, kind, more, children }: CollectionRowProps) {
  const { id, name, description } = item
  const edit = () => address.open('edit', id)
  return (
    <>
      <div className={reports.state}>
        <span className={panel.tag} data-tone={tone}>
          {state}
        </span>
      </div>
      <div className={reports.what}>
        <div className={reports.name}>
          {permitted ? (
            <button type="button" className={reports.open} onClick={edit}>
              {name}
            </button>
          ) : (
            name
          )}
          {kind && <span className={reports.kind}>{kind}</span>}
        </div>
        {description !== '' && <div className={panel.sub}>{description}</div>}
        {more}
      </div>
      {children}
      {permitted && (
        <div className={styles.menu}>
          <RowMenu name={name} onEdit={edit} onDelete={() => address.open('delete', id)} />
        </div>
      )}
    </>
  )
}
