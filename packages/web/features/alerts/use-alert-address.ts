import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { type AlertFilter, parseFilter } from './alert-filter.ts'

export type AlertAddress = ReturnType<typeof useAlertAddress>

/** The filter and the open alert, kept in the address. */
export function useAlertAddress() {
  const [params, setParams] = useSearchParams()
  const filter = useMemo(() => parseFilter(params), [params])
  const change = (changes: Record<string, string | null>, replace: boolean) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changes)) {
          if (value) after.set(name, value)
          else after.delete(name)
        }
        return after
      },
      { replace, preventScrollReset: true },
    )
  const id = params.get('alert') ?? ''
  return {
    filter,
    alert: /^[1-9]\d{0,9}$/.test(id) ? Number(id) : null,
    change: (part: Partial<AlertFilter>) => {
      const { search = filter.search, state = filter.state, level = filter.level, host = filter.host, rule = filter.rule } = part
      change({ q: search, state, level, host: host === null ? null : String(host), rule }, true)
    },
    clear: () => change({ q: null, state: null, level: null, host: null, rule: null }, true),
    open: (alert: number) => change({ alert: String(alert) }, false),
    close: () => change({ alert: null }, true),
  }
}
