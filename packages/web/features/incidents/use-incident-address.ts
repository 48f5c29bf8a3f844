import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { remember, remembered } from '../../app/remember.ts'
import { type IncidentFilter, type IncidentView, parseFilter } from './incident-filter.ts'

export type IncidentAddress = ReturnType<typeof useIncidentAddress>

/** The filter and the way incidents are laid out, kept in the address. */
export function useIncidentAddress() {
  const [params, setParams] = useSearchParams()
  const filter = useMemo(() => parseFilter(params), [params])
  const named = params.get('view') ?? remembered('incidents')
  const view: IncidentView = named === 'list' ? 'list' : 'board'
  const write = (changes: Record<string, string | number | null | undefined>, replace = true) => {
    // A change right after another builds on it, although that address is not rendered yet.
    const after = new URLSearchParams(window.location.search)
    for (const [name, value] of Object.entries(changes)) {
      if (value) after.set(name, String(value))
      else if (value !== undefined) after.delete(name)
    }
    setParams(after, { replace, preventScrollReset: true })
  }
  return {
    filter,
    view,
    creating: params.get('dialog') === 'add',
    /** Whatever else is changed leads to the first page. */
    change: ({ search, page, ...part }: IncidentFilter) =>
      write({ q: search, ...part, page: page === undefined || page === 1 ? null : page }),
    clear: () => write({ q: null, status: null, severity: null, service: null, tag: null, page: null }),
    show: (next: IncidentView) => {
      remember('incidents', next)
      write({ view: next, page: null }, false)
    },
    create: (open: boolean) => write({ dialog: open ? 'add' : null }),
  }
}
