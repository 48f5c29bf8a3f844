import type { ResultOf } from '@hyperion/wire/actions'
import type { ActionView, Snake } from '@hyperion/wire/web'
import { useEffect, useRef, useState } from 'react'
import { operations, type RunningOperation } from '../operating/connection.ts'
import { type PrintedPart, withPart } from '../operating/printed.ts'

type Result = Snake<ResultOf<'command.run'>>

export interface Output {
  readonly action: ActionView | null
  readonly state: 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'lost'
  /** The end of what was printed. */
  readonly printed: readonly PrintedPart[]
  readonly result: Result | null
  readonly message: string
  cancel(): void
  /** Reads on after the connection was lost. */
  again(): void
}

const KEPT = 256 * 1024
const NOTHING = { action: null, state: 'waiting', printed: [], result: null, message: '' } as const

/** Reads along with a command: it goes on when nobody does. */
export function useOutput(action: string): Output {
  const [told, setTold] = useState<Omit<Output, 'cancel' | 'again'>>(NOTHING)
  const [round, setRound] = useState(0)
  const running = useRef<RunningOperation | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks the same anew
  useEffect(() => {
    let here = true
    const change = (news: Partial<typeof told>) => here && setTold((before) => ({ ...before, ...news }))
    setTold(NOTHING)
    running.current = operations.run(
      { type: 'attach', action },
      {
        begun: (message) => change({ action: message.action, state: 'running' }),
        text: (text, stream) =>
          here && setTold((before) => ({ ...before, printed: withPart(before.printed, text, stream === 'err', KEPT) })),
        ended: ({ state, result, error }) =>
          change({ state: state === 'refused' ? 'failed' : state, result: result as Result | null, message: error?.message ?? '' }),
        refused: ({ message }) => change({ state: 'failed', message }),
        lost: () => change({ state: 'lost' }),
      },
    )
    return () => {
      here = false
    }
  }, [action, round])
  return { ...told, cancel: () => running.current?.cancel(), again: () => setRound((n) => n + 1) }
}
