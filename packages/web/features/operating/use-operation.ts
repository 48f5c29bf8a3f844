import type { OperationId, ParamsOf, ResultOf, RowOf } from '@hyperion/wire/actions'
import type { Snake } from '@hyperion/wire/web'
import { useEffect, useRef, useState } from 'react'
import { confirmStepUp } from '../../app/api.ts'
import { operations, type RunningOperation } from './connection.ts'

export type OperationState = 'waiting' | 'running' | 'ended' | 'failed' | 'lost'

export interface FollowedOperation<O extends OperationId> {
  readonly state: OperationState
  /** All rows so far. */
  readonly rows: readonly Snake<RowOf<O>>[]
  /** The end of what was printed. */
  readonly text: string
  readonly result: Snake<ResultOf<O>> | null
  /** Why it failed: a word of the catalog, and a sentence in English. */
  readonly error: { readonly code: string; readonly message: string } | null
  readonly progress: { readonly done: number; readonly total: number | null } | null
  cancel(): void
  /** Begins anew. */
  again(): void
}

interface Options<O extends OperationId> {
  /** Nothing is asked while false. Default true. */
  readonly enabled?: boolean
  /** Begins anew after the connection was lost. Default true. */
  readonly returns?: boolean
  /** Told of new rows as they come; they are then not gathered in `rows`. */
  readonly onRows?: (rows: readonly Snake<RowOf<O>>[]) => void
  /** Told of bytes as they come. */
  readonly onBytes?: (bytes: Uint8Array) => void
}

const KEPT_TEXT = 512 * 1024
const RETURN_MS = 2_000
const NOTHING = { state: 'waiting', rows: [], text: '', result: null, error: null, progress: null } as const

/** Starts something that changes nothing on a host, and follows what comes of it until the page leaves it. */
export function useOperation<O extends OperationId>(
  host: number,
  operation: O,
  params: Snake<ParamsOf<O>>,
  options: Options<O> = {},
): FollowedOperation<O> {
  const { enabled = true, returns = true } = options
  const [told, setTold] = useState<Omit<FollowedOperation<O>, 'cancel' | 'again'>>(NOTHING)
  const [round, setRound] = useState(0)
  const running = useRef<RunningOperation | null>(null)
  const latest = useRef(options)
  latest.current = options
  const asked = JSON.stringify(params)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks the same anew
  useEffect(() => {
    if (!enabled) return
    let here = true
    let retry: ReturnType<typeof setTimeout> | undefined
    const change = (news: Partial<typeof told>) => here && setTold((before) => ({ ...before, ...news }))
    setTold(NOTHING)
    running.current = operations.run(
      { type: 'start', host, operation, params: JSON.parse(asked) },
      {
        begun: () => change({ state: 'running' }),
        rows: (rows) => {
          // A round that was left may still tell what was on its way.
          if (!here) return
          const typed = rows as readonly Snake<RowOf<O>>[]
          if (!here) return
          if (latest.current.onRows) latest.current.onRows(typed)
          else setTold((before) => ({ ...before, rows: [...before.rows, ...typed] }))
        },
        text: (text) => here && setTold((before) => ({ ...before, text: (before.text + text).slice(-KEPT_TEXT) })),
        bytes: (bytes) => here && latest.current.onBytes?.(bytes),
        progress: (done, total) => change({ progress: { done, total } }),
        ended: ({ state, result, error }) =>
          change({
            state: state === 'succeeded' || state === 'cancelled' ? 'ended' : 'failed',
            result: result as Snake<ResultOf<O>> | null,
            error: error && state !== 'cancelled' ? { code: error.failure, message: error.message } : null,
          }),
        refused: (error) => {
          change({ state: 'failed', error })
          if (error.code === 'STEP_UP_REQUIRED') void confirmStepUp().then((given) => given && here && setRound((n) => n + 1))
        },
        lost: () => {
          change({ state: 'lost' })
          if (returns && here) retry = setTimeout(() => setRound((n) => n + 1), RETURN_MS)
        },
      },
    )
    return () => {
      here = false
      clearTimeout(retry)
      running.current?.cancel()
      running.current = null
    }
  }, [host, operation, asked, enabled, returns, round])
  return { ...told, cancel: () => running.current?.cancel(), again: () => setRound((n) => n + 1) }
}
