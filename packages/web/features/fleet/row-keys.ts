import { type KeyboardEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { type Choosing, toggledSet } from './choosing.ts'
import type { FleetItem } from './fleet-rows.ts'

const PAGE = 10

/** Arrows, Home, End and pages move through the hosts, Enter opens one, Space chooses it. */
export function useRowKeys(items: readonly FleetItem[], scrollTo: (index: number) => void, choosing: Choosing | null) {
  const navigate = useNavigate()
  const [wanted, setActive] = useState(0)
  const active = hostFrom(items, Math.min(wanted, items.length - 1), 1)
  const focusSoon = (index: number): void => {
    scrollTo(index)
    setActive(index)
    // The line may have to be drawn first.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[role=row][aria-rowindex="${index + 2}"]`)?.focus()),
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (target.getAttribute('role') !== 'row' || event.ctrlKey || event.metaKey || event.altKey) return
    const id = items[active]?.type === 'host' ? (items[active] as { id: number }).id : null
    if (event.key === 'Enter' && id !== null) void navigate(`/hosts/${id}`)
    else if (event.key === ' ' && id !== null && choosing) choosing.onChoose(toggledSet(choosing.chosen, id))
    else {
      const moved = keyTarget(event.key, items, active)
      if (moved === null) return
      focusSoon(moved)
    }
    event.preventDefault()
  }
  return { active, onKeyDown, activate: setActive }
}

function keyTarget(key: string, items: readonly FleetItem[], from: number): number | null {
  const last = items.length - 1
  const steps: Readonly<Record<string, readonly [to: number, step: 1 | -1]>> = {
    ArrowDown: [from + 1, 1],
    ArrowUp: [from - 1, -1],
    PageDown: [Math.min(last, from + PAGE), -1],
    PageUp: [Math.max(0, from - PAGE), 1],
    Home: [0, 1],
    End: [last, -1],
  }
  const step = steps[key]
  if (!step) return null
  const found = hostFrom(items, step[0], step[1])
  return items[found]?.type === 'host' ? found : from
}

/** The first line from one on that is a host. */
function hostFrom(items: readonly FleetItem[], from: number, step: 1 | -1): number {
  let index = Math.max(0, from)
  while (items[index]?.type === 'group') index += step
  return index
}
