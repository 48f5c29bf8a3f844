import { useSearchParams } from 'react-router'
import { ORDERS, type Order } from './container-order.ts'

export const LOOKS = ['logs', 'details', 'usage'] as const
export type Look = (typeof LOOKS)[number]

/** The search, the order and the container whose charts are open, and the one that is looked into, kept in the address. */
export function useContainerAddress() {
  const [params, setParams] = useSearchParams()
  const change = (name: string, value: string | null, replace: boolean) => {
    // A change right after another builds on it, although that address is not rendered yet.
    const after = new URLSearchParams(window.location.search)
    if (value) after.set(name, value)
    else after.delete(name)
    setParams(after, { replace, preventScrollReset: true })
  }
  const [look = '', of = ''] = (params.get('look') ?? '').split(':')
  return {
    /** What is looked at of which container, by its number here. */
    look: LOOKS.find((each) => each === look) ?? null,
    of: Number(of),
    lookAt: (wish: Look | null, id = 0) => change('look', wish && `${wish}:${id}`, wish === null),
    search: params.get('containers') ?? '',
    order: ORDERS.find((order) => order === params.get('by')) ?? ('state' satisfies Order),
    removed: params.get('removed') === '1',
    open: params.get('container'),
    find: (text: string) => change('containers', text, true),
    sort: (order: Order) => change('by', order === 'state' ? null : order, true),
    showRemoved: (shown: boolean) => change('removed', shown ? '1' : null, true),
    show: (name: string | null) => change('container', name, name === null),
  }
}
