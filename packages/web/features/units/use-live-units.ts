import type { UnitRow } from '@hyperion/wire/actions'
import type { Snake } from '@hyperion/wire/web'
import { useEffect, useRef, useState } from 'react'
import { useOperation } from '../operating/use-operation.ts'

export type LiveUnit = Snake<UnitRow>

const EVERY_MS = 5_000

/** The units of a host as its service manager tells them, every few seconds; null before the first time. */
export function useLiveUnits(host: number) {
  const gathered = useRef(new Map<string, LiveUnit>())
  const [units, setUnits] = useState<readonly LiveUnit[] | null>(null)
  const onRows = (rows: readonly LiveUnit[]): void => {
    for (const row of rows) gathered.current.set(row.name, row)
  }
  const operation = useOperation(host, 'unit.list', {}, { onRows })
  const { state, result, error, again } = operation
  const latest = useRef(again)
  latest.current = again
  useEffect(() => {
    if (state === 'failed' || state === 'lost') gathered.current = new Map()
  }, [state])
  // Each listing ends with a result of its own, however quickly it goes.
  useEffect(() => {
    if (!result) return
    setUnits([...gathered.current.values()])
    gathered.current = new Map()
    const timer = setTimeout(() => latest.current(), EVERY_MS)
    return () => clearTimeout(timer)
  }, [result])
  return { units, error: state === 'failed' ? error : null, stale: state === 'lost', again }
}
