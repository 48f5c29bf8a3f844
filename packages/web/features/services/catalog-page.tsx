import { Button } from '@mantine/core'
import { type ComponentType, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { IconPlus } from '../../app/icons.ts'
import { SearchField } from '../../app/search-field.tsx'
import { EmptyState } from '../../app/shell/empty-state.tsx'
import { PageHead } from '../../app/shell/page-head.tsx'
import { Said } from '../../app/shell/said.tsx'
import { PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import reports from '../reports/reports.module.css'
import settings from '../settings/settings.module.css'
import styles from './services.module.css'

export interface CatalogAddress {
  readonly search: string
  readonly dialog: string | null
  readonly id: string | null
  setSearch(search: string): void
  open(dialog: string, id?: string): void
  close(): void
}

/** The search and the open dialog, kept in the address. */
export function useCatalogAddress(): CatalogAddress {
  const [params, setParams] = useSearchParams()
  const change = (changes: Readonly<Record<string, string | null>>, replace: boolean) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changes)) {
          if (value === null || value === '') next.delete(name)
          else next.set(name, value)
        }
        return next
      },
      { replace },
    )
  return {
    search: params.get('q') ?? '',
    dialog: params.get('dialog'),
    id: params.get('id'),
    setSearch: (q) => change({ q }, true),
    open: (dialog, id) => change({ dialog, id: id ?? null }, false),
    close: () => change({ dialog: null, id: null }, true),
  }
}

/** The item that a dialog is about; one that is gone leaves the list before its dialog says so. */
export function useChosen<T extends { readonly id: string }>(items: readonly T[] | undefined, id: string | null): T | null {
  const [last, setLast] = useState<T | null>(null)
  const found = items?.find((each) => each.id === id) ?? (last?.id === id ? last : null)
  if (found && found !== last) setLast(found)
  return found
}

interface Query<T> {
  readonly data: readonly T[] | undefined
  readonly isError: boolean
  readonly error: Error | null
  refetch(): unknown
}

export interface CatalogListProps<T> {
  readonly query: Query<T>
  readonly label: string
  readonly search: string
  readonly textOf: (item: T) => string
  readonly empty: {
    readonly icon: ComponentType<{ size: number; className: string; 'aria-hidden': boolean }>
    readonly title: string
    readonly text: string
  }
  readonly add: ReactNode
  readonly row: (item: T) => ReactNode
}

/** The rows that match the search, or why there are none. */
export function CatalogList<T extends { readonly id: string }>({ query, label, search, textOf, empty, add, row }: CatalogListProps<T>) {
  const { t } = useTranslation()
  if (!query.data) {
    return query.isError ? (
      <section className={settings.card}>
        <PanelFailure error={query.error} retry={() => void query.refetch()} />
      </section>
    ) : (
      <PanelSkeleton height={240} />
    )
  }
  if (query.data.length === 0) {
    return (
      <EmptyState framed icon={empty.icon} title={empty.title} text={empty.text}>
        {add}
      </EmptyState>
    )
  }
  const wanted = search.trim().toLowerCase()
  const shown = query.data.filter((item) => textOf(item).toLowerCase().includes(wanted))
  return (
    <section className={reports.list} aria-label={label}>
      {shown.length > 0 ? (
        <ul className={reports.rows}>
          {shown.map((item) => (
            <li key={item.id} className={reports.row}>
              {row(item)}
            </li>
          ))}
        </ul>
      ) : (
        <PanelEmpty>{t('catalog.noMatch', { search })}</PanelEmpty>
      )}
    </section>
  )
}

interface HeadProps {
  readonly title: string
  readonly lead: string
  readonly said: string
  readonly address: CatalogAddress
  readonly searchLabel: string
  readonly tabs?: ReactNode
  /** What whoever may not change things does not see. */
  readonly add: ReactNode
}

export function CatalogHead({ title, lead, said, address, searchLabel, tabs, add }: HeadProps) {
  return (
    <>
      <PageHead title={title} lead={lead}>
        <div className={reports.deeds}>
          {tabs}
          <SearchField className={styles.search} label={searchLabel} value={address.search} onChange={address.setSearch} />
          {add}
        </div>
      </PageHead>
      <Said>{said}</Said>
    </>
  )
}

export function AddButton({ children, onClick }: { children: string; onClick: () => void }) {
  return (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={onClick}>
      {children}
    </Button>
  )
}
