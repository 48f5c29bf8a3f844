import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconPlayerStop } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { Panel } from '../hosts/panel.tsx'
import type { PrintedPart } from '../operating/printed.ts'
import { PrintedText, StderrLegend } from '../operating/printed-text.tsx'
import styles from './commands.module.css'
import { type Output, useOutput } from './use-output.ts'

/** What a command prints, while it does. */
export function OutputPanel({ action }: { action: string }) {
  const { t } = useTranslation()
  const output = useOutput(action)
  return (
    <Panel id="command-output" title={t('commands.output')} wide actions={<Stop output={output} />}>
      <Told output={output} />
    </Panel>
  )
}

/** The same as a part of something else. */
export function CommandOutput({ action }: { action: string }) {
  const output = useOutput(action)
  return (
    <div className={styles.part}>
      <Told output={output} />
      <Stop output={output} />
    </div>
  )
}

function Stop({ output }: { output: Output }) {
  const { t } = useTranslation()
  if (output.state !== 'running') return null
  return (
    <Button size="xs" variant="default" leftSection={<IconPlayerStop size={16} aria-hidden />} onClick={output.cancel}>
      {t('commands.stop')}
    </Button>
  )
}

function Told({ output }: { output: Output }) {
  const { t } = useTranslation()
  return (
    <>
      {output.action && <p className={styles.line}>{output.action.target}</p>}
      <Printed parts={output.printed} />
      <StderrLegend parts={output.printed} />
      <p role="status" className={styles.end} data-state={toneOf(output)}>
        {useEndWords(output)}
      </p>
      {output.state === 'lost' && (
        <Button size="xs" variant="default" onClick={output.again}>
          {t('common.retry')}
        </Button>
      )}
    </>
  )
}

/** Stays at its end unless somebody looks further up. */
function Printed({ parts }: { parts: readonly PrintedPart[] }) {
  const { t } = useTranslation()
  const box = useRef<HTMLPreElement>(null)
  const atEnd = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: with every part that comes
  useEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight
  }, [parts])
  return (
    <pre
      ref={box}
      className={styles.printed}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
      tabIndex={0}
      role="log"
      aria-label={t('commands.output')}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 24
      }}
    >
      {parts.length === 0 ? <span className="muted">{t('commands.nothingPrinted')}</span> : <PrintedText parts={parts} />}
    </pre>
  )
}

function toneOf({ state, result }: Output): string {
  if (state === 'failed' || (result && result.exit_code !== 0)) return 'bad'
  return state === 'succeeded' ? 'good' : 'neutral'
}

function useEndWords({ state, result, message }: Output): string {
  const { t } = useTranslation()
  const formats = useFormats()
  if (state === 'succeeded' && result) {
    const seconds = formats.number(result.duration_ms / 1000, 1)
    const how =
      result.exit_code === null
        ? t('commands.endedBy', { signal: result.signal, seconds })
        : t('commands.endedWith', { code: result.exit_code, seconds })
    return [how, result.truncated && t('commands.truncated'), result.left_running && t('commands.leftRunning')].filter(Boolean).join(' ')
  }
  if (state === 'failed') return t('commands.failed', { message })
  return t(`commands.state.${state}`)
}
