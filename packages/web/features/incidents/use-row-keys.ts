import type { IncidentRow } from '@hyperion/wire/incidents'
import { type RefObject, useRef } from 'react'
import { useKeys } from '../../app/use-keys.ts'

interface RowDeeds {
  readonly acknowledge: (incident: IncidentRow) => void
  readonly resolve: (incident: IncidentRow) => void
  readonly comment: (incident: IncidentRow) => void
  readonly add: () => void
  readonly help: () => void
}

/**
 * Moves along the links marked with `data-incident` and acts on the one that has the focus, or had it last: a row that
 * changed its place is still the same one.
 */
export function useRowKeys(place: RefObject<HTMLElement | null>, rows: readonly IncidentRow[], deeds: RowDeeds): void {
  const last = useRef<string | null>(null)
  const links = () => [...(place.current?.querySelectorAll<HTMLElement>('[data-incident]') ?? [])]
  const focused = () => {
    const own = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>('[data-incident]')?.dataset.incident
    return own ?? last.current
  }
  const move = (step: number) => {
    const all = links()
    const at = all.findIndex((link) => link.dataset.incident === focused())
    const next = all[at === -1 ? (step > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + step))]
    last.current = next?.dataset.incident ?? null
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  const on = (deed: (incident: IncidentRow) => void) => () => {
    const id = focused()
    const incident = rows.find((row) => row.short_id === id)
    if (!incident) return
    last.current = incident.short_id
    deed(incident)
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    a: on(deeds.acknowledge),
    r: on(deeds.resolve),
    c: on(deeds.comment),
    n: deeds.add,
    '?': deeds.help,
  })
}
