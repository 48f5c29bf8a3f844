import type { OperationId, ParamsOf, ResultOf, RowOf } from '@hyperion/wire/actions'
import type { Snake } from '@hyperion/wire/web'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../../app/api.ts'
import { operations, type RunningOperation } from '../operating/connection.ts'

type FileRead = Extract<OperationId, `file.${string}`>

export interface Reading<O extends FileRead> {
  readonly rows: readonly Snake<RowOf<O>>[]
  readonly result: Snake<ResultOf<O>> | null
  readonly error: ApiError | null
  readonly busy: boolean
  /** Reads anew; what was read stays until then. */
  again(): void
}

/** A list of a hundred thousand is drawn a few times, not for each part of it. */
const DRAW_MS = 400

/** Reads something of files, rows gathered; what was read before stays in place while the same is read anew. */
export function useReading<O extends FileRead>(host: number, operation: O, params: Snake<ParamsOf<O>>): Reading<O> {
  type Told = Omit<Reading<O>, 'again'>
  const [told, setTold] = useState<Told & { readonly of: string }>({ rows: [], result: null, error: null, busy: true, of: '' })
  const [round, setRound] = useState(0)
  const last = useRef('')
  const asked = JSON.stringify([host, operation, params])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks the same anew
  useEffect(() => {
    const same = last.current === asked
    last.current = asked
    const rows: Snake<RowOf<O>>[] = []
    let drawn = performance.now()
    let here = true
    const change = (news: Partial<Told>) => here && setTold((before) => ({ ...before, ...news, of: asked }))
    change(same ? { busy: true } : { rows: [], result: null, error: null, busy: true })
    const run = operations.run(
      { type: 'start', host, operation, params: JSON.parse(asked)[2] },
      {
        rows: (part) => {
          for (const row of part) rows.push(row as Snake<RowOf<O>>)
          if (same || performance.now() - drawn < DRAW_MS) return
          drawn = performance.now()
          change({ rows: [...rows] })
        },
        ended: ({ state, result, error }) =>
          state === 'succeeded'
            ? change({ rows, result: result as Snake<ResultOf<O>>, error: null, busy: false })
            : change({ error: new ApiError(400, error?.failure ?? 'failed', error?.message ?? ''), busy: false }),
        refused: ({ code, message }) => change({ error: new ApiError(400, code, message), busy: false }),
        lost: () => change({ error: new ApiError(0, 'UNREACHABLE', ''), busy: false }),
      },
    )
    return () => {
      here = false
      run.cancel()
    }
  }, [asked, round])
  const again = useCallback(() => setRound((n) => n + 1), [])
  const current = told.of === asked ? told : { rows: [], result: null, error: null, busy: true }
  return { ...current, again }
}

/** Asks once, bytes handed on as they come. Rejects with an `ApiError`. */
export function ask<O extends FileRead>(
  host: number,
  operation: O,
  params: Snake<ParamsOf<O>>,
  onBytes: (bytes: Uint8Array<ArrayBuffer>) => void = () => {},
): { readonly run: RunningOperation; readonly over: Promise<Snake<ResultOf<O>>> } {
  const { promise, resolve, reject } = Promise.withResolvers<Snake<ResultOf<O>>>()
  const run = operations.run(
    { type: 'start', host, operation, params },
    {
      bytes: (bytes) => onBytes(bytes as Uint8Array<ArrayBuffer>),
      ended: ({ state, result, error }) =>
        state === 'succeeded'
          ? resolve(result as Snake<ResultOf<O>>)
          : reject(new ApiError(400, error?.failure ?? state, error?.message ?? '')),
      refused: ({ code, message }) => reject(new ApiError(400, code, message)),
      lost: () => reject(new ApiError(0, 'UNREACHABLE', '')),
    },
  )
  return { run, over: promise }
}
