import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { type AlertFilter, parseFilter } from './alert-filter.ts'

export type AlertAddress = ReturnType<typeof useAlertAddress>

/** The filter and the open alert, kept in the address. */
export function useAlertAddress() {
  const [params, setParams] = useSearchParams()
  const filter = useMemo(() => parseFilter(params), [params])
  const change = (changes: Record<string, string | null | undefined>, replace: boolean) => {
    // A change right after another builds on it, although that address is not rendered yet.
    const after = new URLSearchParams(window.location.search)
    for (const [name, value] of Object.entries(changes)) {
      if (value) after.set(name, value)
      else if (value !== undefined) after.delete(name)
    }
    setParams(after, { replace, preventScrollReset: true })
  }
  const id = params.get('alert') ?? ''
  return {
    filter,
    alert: /^[1-9]\d{0,9}$/.test(id) ? Number(id) : null,
    change: ({ search, host, ...part }: Partial<AlertFilter>) =>
      change({ q: search, host: host === undefined || host === null ? host : String(host), ...part }, true),
    clear: () => change({ q: null, state: null, level: null, host: null, rule: null }, true),
    open: (alert: number) => change({ alert: String(alert) }, false),
    close: () => change({ alert: null }, true),
  }
}
