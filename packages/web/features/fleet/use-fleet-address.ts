import type { FleetViewSettings } from '@hyperion/wire/fleet'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { parseFleetView, writeFleetView } from './fleet-address.ts'

export type FleetAddress = ReturnType<typeof useFleetAddress>

/** How the list is looked at, kept in the address. */
export function useFleetAddress() {
  const [params, setParams] = useSearchParams()
  const view = useMemo(() => parseFleetView(params), [params])
  const show = (next: FleetViewSettings) => {
    // A change right after another builds on it, although that address is not rendered yet.
    setParams(writeFleetView(next, new URLSearchParams(window.location.search)), { replace: true, preventScrollReset: true })
  }
  return {
    view,
    show,
    change: (part: Partial<FleetViewSettings>) => show({ ...parseFleetView(new URLSearchParams(window.location.search)), ...part }),
  }
}
