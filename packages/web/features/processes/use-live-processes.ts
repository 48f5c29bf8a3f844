import { useEffect, useRef, useState } from 'react'
import { useOperation } from '../operating/use-operation.ts'
import { type LiveProcess, takeIn } from './live-tree.ts'

export interface LiveProcesses {
  /** Null until the first table is there. */
  readonly processes: readonly LiveProcess[] | null
  /** Epoch ms of the host's clock, of what is shown. */
  readonly at: number | null
  /** What is shown stands still: the host or the hub is away. */
  readonly lost: boolean
  readonly error: Error | null
  again(): void
}

/** Follows the processes of a host. */
export function useLiveProcesses(host: number): LiveProcesses {
  const known = useRef(new Map<number, LiveProcess>())
  const fresh = useRef(true)
  const [shown, setShown] = useState<readonly LiveProcess[] | null>(null)
  const { state, progress, error, again } = useOperation(
    host,
    'process.follow',
    {},
    {
      onRows: (rows) => {
        if (fresh.current) known.current.clear()
        fresh.current = false
        takeIn(known.current, rows)
      },
    },
  )
  const at = progress?.done ?? null
  useEffect(() => {
    if (at !== null && !fresh.current) setShown([...known.current.values()])
  }, [at])
  useEffect(() => {
    // The next round tells everything anew.
    if (state === 'lost' || state === 'failed') fresh.current = true
  }, [state])
  return { processes: shown, at, lost: state !== 'running' && shown !== null, error: error ? new Error(error.message) : null, again }
}
