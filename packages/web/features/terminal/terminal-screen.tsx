import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { confirmStepUp } from '../../app/api.ts'
import { operations, type RunningOperation } from '../operating/connection.ts'
import { KeysRow } from './keys-row.tsx'
import { makeTerminal } from './make-terminal.ts'
import styles from './terminal.module.css'

interface TerminalScreenProps {
  readonly host: number
  readonly reason: string
  readonly onClose: () => void
}

type State = { readonly name: 'opening' | 'open' | 'approval' | 'over' | 'lost' } | { readonly name: 'failed'; readonly message: string }

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
            set({ name: waiting.current ? 'approval' : 'open' })
            running?.resize(terminal.cols, terminal.rows)
          },
          bytes: (bytes) => here && terminal.write(bytes),
          ended: ({ error }) => set(error && error.failure !== 'cancelled' ? { name: 'failed', message: error.message } : { name: 'over' }),
          refused: (error) => {
            if (waiting.current) return set({ name: 'approval' })
            set({ name: 'failed', message: error.message })
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
    return () => {
      here = false
      clearTimeout(begin)
      observer.disconnect()
      running?.cancel()
      screen.close()
    }
  }, [host, reason, round])
  const over = state.name !== 'open' && state.name !== 'opening'
  return (
    <div className={styles.whole}>
      <div className={styles.bar}>
        <span className={styles.recorded} data-on={state.name === 'open' || undefined}>
          {t('terminal.recorded')}
        </span>
        <span role="status">{state.name === 'failed' ? state.message : t(`terminal.state.${state.name}`)}</span>
        <div className={styles.tools}>
          {over && (
            <Button size="xs" variant="default" onClick={() => setRound((n) => n + 1)}>
              {t(state.name === 'approval' ? 'common.retry' : 'terminal.again')}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={onClose}>
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

/** What Ctrl and a letter send. */
function controlled(text: string): string {
  return /^[a-zA-Z@[\\\]^_]$/.test(text) ? String.fromCharCode(text.toUpperCase().charCodeAt(0) & 31) : text
}
