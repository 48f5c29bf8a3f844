import { useSearchParams } from 'react-router'
import { LIVE_ORDERS, type LiveOrder } from './live-tree.ts'

/** Order, form and the process whose details are open, in the address. */
export function useChosen() {
  const [params, setParams] = useSearchParams()
  const change = (changes: Readonly<Record<string, string | null>>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changes)) value === null ? next.delete(name) : next.set(name, value)
        return next
      },
      { preventScrollReset: true },
    )
  const [pid, startedAt] = [params.get('pid'), params.get('started')].map((text) => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : null))
  return {
    chosen: pid && startedAt !== null && startedAt !== undefined ? { pid, startedAt } : null,
    order: LIVE_ORDERS.find((each) => each === params.get('order')) ?? ('cpu' as const),
    tree: params.get('form') !== 'list',
    choose: (process: { readonly pid: number; readonly started_at: number } | null) =>
      change({ pid: process && String(process.pid), started: process && String(Math.round(process.started_at)) }),
    sortBy: (order: LiveOrder) => change({ order: order === 'cpu' ? null : order }),
    show: (tree: boolean) => change({ form: tree ? null : 'list' }),
  }
}
