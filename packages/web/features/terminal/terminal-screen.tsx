import { COMMAND_LIMITS } from '@hyperion/wire/actions'
import type { ActionAnswer, ActionView } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { confirmStepUp, request } from '../../app/api.ts'
import { operations, type RunningOperation } from '../operating/connection.ts'
import { decideAction } from '../operating/queries.ts'
import { KeysRow } from './keys-row.tsx'
import { makeTerminal } from './make-terminal.ts'
import styles from './terminal.module.css'

interface TerminalScreenProps {
  readonly host: number
  readonly reason: string
  readonly onClose: () => void
}

type State =
  | { readonly name: 'opening' | 'open' | 'over' | 'lost' | 'refused' | 'expired' | 'cancelled' }
  | { readonly name: 'approval'; readonly action: string }
  | { readonly name: 'failed'; readonly code: string; readonly message: string }

/** Parts of what is pasted. */
const PART = 16 * 1024
const encoder = new TextEncoder()

/** A shell on a host, for as long as this is shown. */
export default function TerminalScreen({ host, reason, onClose }: TerminalScreenProps) {
  const { t } = useTranslation()
  const element = useRef<HTMLDivElement>(null)
  const type = useRef<(text: string) => void>(() => {})
  const focus = useRef<() => void>(() => {})
  const held = useRef(false)
  const [ctrl, setCtrl] = useState(false)
  const [state, setState] = useState<State>({ name: 'opening' })
  const [round, setRound] = useState(0)
  const waiting = useRef<string | null>(null)
  held.current = ctrl
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks anew
  useEffect(() => {
    if (!element.current) return
    const screen = makeTerminal(element.current)
    const { terminal } = screen
    let here = true
    let running: RunningOperation | null = null
    let over: State | null = null
    const set = (next: State) => here && setState(next)
    screen.fit()
    const { cols: columns, rows } = terminal
    // A moment later, as a page that is shown and hidden at once must not open a shell.
    const begin = setTimeout(() => {
      running = operations.run(
        waiting.current
          ? { type: 'attach', action: waiting.current }
          : { type: 'start', host, operation: 'command.terminal', params: { columns, rows }, reason },
        {
          begun: ({ action }) => {
            waiting.current = action?.state === 'awaiting_approval' ? action.id : null
            if (action && isUndone(action.state)) over = { name: action.state }
            set(over ?? (waiting.current ? { name: 'approval', action: waiting.current } : { name: 'open' }))
            running?.resize(terminal.cols, terminal.rows)
          },
          bytes: (bytes) => here && terminal.write(bytes),
          ended: ({ error }) => {
            const failed = error && error.failure !== 'cancelled'
            set(over ?? (failed ? { name: 'failed', code: error.failure, message: error.message } : { name: 'over' }))
          },
          refused: (error) => {
            // It was asked for, and waits: begun is another matter.
            if (waiting.current) return
            set({ name: 'failed', code: error.code, message: error.message })
            if (error.code === 'STEP_UP_REQUIRED') void confirmStepUp().then((given) => given && here && setRound((n) => n + 1))
          },
          lost: () => set({ name: 'lost' }),
        },
      )
    })
    type.current = (text) => {
      const bytes = encoder.encode(held.current ? controlled(text) : text)
      setCtrl(false)
      for (let at = 0; at < bytes.length; at += PART) running?.input(bytes.subarray(at, at + PART))
      terminal.focus()
    }
    focus.current = () => terminal.focus()
    terminal.onData((text) => type.current(text))
    terminal.onResize((size) => running?.resize(size.cols, size.rows))
    const observer = new ResizeObserver(() => screen.fit())
    observer.observe(element.current)
    terminal.focus()
    // On a phone the prompt would be below what is seen.
    element.current.parentElement?.scrollIntoView({ block: 'nearest' })
    return () => {
      here = false
      clearTimeout(begin)
      observer.disconnect()
      running?.cancel()
      screen.close()
    }
  }, [host, reason, round])
  const over = state.name !== 'open' && state.name !== 'opening' && state.name !== 'approval'
  const asked = state.name === 'approval' ? state.action : null
  useDecision(asked, () => setRound((n) => n + 1))
  const close = () => {
    // Nobody is there any more to use it.
    if (asked) void decideAction(asked, 'cancel').catch(() => {})
    onClose()
  }
  return (
    <div className={styles.whole}>
      <div className={styles.bar}>
        <span className={styles.recorded} data-on={state.name === 'open' || undefined}>
          {t('terminal.recorded')}
        </span>
        <span role="status">
          {state.name === 'failed'
            ? t(`terminal.failure.${state.code}`, { ...LIMITS, defaultValue: state.message })
            : t(`terminal.state.${state.name}`)}
        </span>
        <div className={styles.tools}>
          {over && (
            <Button size="xs" variant="default" onClick={() => setRound((n) => n + 1)}>
              {t('terminal.again')}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={close}>
            {t('terminal.close')}
          </Button>
        </div>
      </div>
      <div ref={element} className={styles.screen} data-testid="terminal" />
      <KeysRow
        ctrl={ctrl}
        onCtrl={() => {
          setCtrl((on) => !on)
          focus.current()
        }}
        onKey={(text) => type.current(text)}
      />
    </div>
  )
}

const LIMITS = { minutes: COMMAND_LIMITS.idleMs / 60_000 }
const LOOK_MS = 2_000

function isUndone(state: ActionView['state']): state is 'refused' | 'expired' | 'cancelled' {
  return state === 'refused' || state === 'expired' || state === 'cancelled'
}

/** Tells when somebody has decided about what waits for a second person. */
function useDecision(action: string | null, onDecided: () => void): void {
  const decided = useEffectEvent(onDecided)
  const { data } = useQuery({
    queryKey: ['actions', 'decision', action],
    queryFn: ({ signal }) => request<ActionAnswer>(`/api/actions/${action}`, { signal }),
    enabled: action !== null,
    refetchInterval: LOOK_MS,
  })
  const state = data?.action.state
  useEffect(() => {
    if (state !== undefined && state !== 'awaiting_approval') decided()
  }, [state])
}

/** What Ctrl and a letter send. */
function controlled(text: string): string {
  return /^[a-zA-Z@[\\\]^_]$/.test(text) ? String.fromCharCode(text.toUpperCase().charCodeAt(0) & 31) : text
}
