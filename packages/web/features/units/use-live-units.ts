import type { UnitRow } from '@hyperion/wire/actions'
import type { Snake } from '@hyperion/wire/web'
import { useEffect, useRef, useState } from 'react'
import { useOperation } from '../operating/use-operation.ts'

export type LiveUnit = Snake<UnitRow>

const EVERY_MS = 5_000

/** The units of a host as its service manager tells them, every few seconds; null before the first time. */
export function useLiveUnits(host: number) {
  const gathered = useRef<LiveUnit[]>([])
  const [units, setUnits] = useState<readonly LiveUnit[] | null>(null)
  const operation = useOperation(host, 'unit.list', {}, { onRows: (rows) => gathered.current.push(...rows) })
  const { state, error, again } = operation
  const latest = useRef(again)
  latest.current = again
  useEffect(() => {
    if (state === 'waiting') gathered.current = []
    if (state !== 'ended') return
    setUnits(gathered.current)
    const timer = setTimeout(() => latest.current(), EVERY_MS)
    return () => clearTimeout(timer)
  }, [state])
  return { units, error: state === 'failed' ? error : null, stale: state === 'lost', again }
}
