import type { FleetRow, FleetViewSettings } from '@hyperion/wire/fleet'
import { useMemo, useRef } from 'react'
import { useNow } from '../../app/when.tsx'
import { type FleetItem, itemsOf } from './fleet-rows.ts'

/** Rows that change places every second cannot be read. */
const ORDER_EVERY = 5_000

/** The lines of the list. Their order is made anew with another view or state, and otherwise every few seconds. */
export function useLines(rows: readonly FleetRow[], view: FleetViewSettings): readonly FleetItem[] {
  const tick = useNow(ORDER_EVERY)
  const states = rows.map(({ id, state }) => `${id}${state}`).join()
  const latest = useRef(rows)
  latest.current = rows
  // biome-ignore lint/correctness/useExhaustiveDependencies: figures alone move nothing before the next tick
  return useMemo(() => itemsOf(latest.current, view), [view, tick, states])
}
