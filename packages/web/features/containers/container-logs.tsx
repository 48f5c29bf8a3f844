import type { ContainerRow } from '@hyperion/wire/web'
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconDownload, IconPlayerPause, IconPlayerPlay, IconSearch } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { PanelEmpty, PanelSkeleton } from '../hosts/panel.tsx'
import { useOperation } from '../operating/use-operation.ts'
import containerLogs from './container-logs.module.css'
import styles from './containers.module.css'
import { LogBuffer, type LogLine, logText, matchingLines } from './log-buffer.ts'

const TAIL = 500
/** Faster than one reads, slower than a program prints. */
const DRAW_MS = 150
type Streams = 'both' | 'stdout' | 'stderr'

/** What a container printed lately and prints now. */
export function ContainerLogs({ host, container }: { host: number; container: ContainerRow }) {
  const { t } = useTranslation()
  const { lines, operation, paused, setPaused, waiting } = useFollowedLog(host, container)
  const [search, setSearch] = useState('')
  const [streams, setStreams] = useState<Streams>('both')
  const [wrap, setWrap] = useState(true)
  const found = useMemo(() => matchingLines(lines, search, streams), [lines, search, streams])
  const { state, error, result } = operation
  return (
    <div className={containerLogs.logs}>
      <div className={containerLogs.logTools}>
        <TextInput
          size="xs"
          aria-label={t('containerActions.logs.search')}
          placeholder={t('containerActions.logs.search')}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <NativeSelect
          size="xs"
          aria-label={t('containerActions.logs.stream')}
          data={(['both', 'stdout', 'stderr'] as const).map((value) => ({ value, label: t(`containerActions.logs.streams.${value}`) }))}
          value={streams}
          onChange={(event) => setStreams(event.currentTarget.value as Streams)}
        />
        <Checkbox
          size="xs"
          label={t('containerActions.logs.wrap')}
          checked={wrap}
          onChange={(event) => setWrap(event.currentTarget.checked)}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={paused ? <IconPlayerPlay size={14} aria-hidden /> : <IconPlayerPause size={14} aria-hidden />}
          onClick={() => setPaused(!paused)}
        >
          {t(paused ? 'containerActions.logs.goOn' : 'containerActions.logs.pause')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={found.length === 0}
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => download(`${container.name}.log`, logText(found))}
        >
          {t('containerActions.logs.download')}
        </Button>
      </div>
      <p className={`muted ${containerLogs.logStatus}`} role="status">
        {paused && waiting > 0
          ? t('containerActions.logs.waiting', { count: waiting })
          : t(`containerActions.logs.state.${paused ? 'paused' : result?.ended === 'gone' ? 'gone' : state}`)}
      </p>
      {error && (
        <div className={styles.trouble} role="alert">
          <IconAlertTriangle size={16} aria-hidden />
          <span>
            {t('containerActions.logs.failed')} <span className={styles.reason}>{error.message}</span>
          </span>
          <Button size="compact-xs" variant="default" onClick={() => operation.again()}>
            {t('common.retry')}
          </Button>
        </div>
      )}
      {state === 'waiting' && lines.length === 0 ? (
        <PanelSkeleton height={320} />
      ) : found.length > 0 ? (
        <Lines lines={found} wrap={wrap} follow={!paused} label={t('containerActions.logs.of', { name: container.name })} />
      ) : (
        !error && <PanelEmpty>{t(lines.length > 0 ? 'containerActions.logs.noMatch' : 'containerActions.logs.none')}</PanelEmpty>
      )}
    </div>
  )
}

/** Drawn some times a second at most, and not at all while it is paused. */
function useFollowedLog(host: number, { engine, container_id: id }: ContainerRow) {
  const buffer = useRef(new LogBuffer())
  const dirty = useRef(false)
  const [lines, setLines] = useState<readonly LogLine[]>([])
  const [waiting, setWaiting] = useState(0)
  const [paused, setPaused] = useState(false)
  const params = { engine, id, tail: TAIL, since: null, until: null, streams: 'both', follow: true } as const
  const operation = useOperation(host, 'container.logs', params, {
    onRows: (rows) => {
      buffer.current.add(rows)
      dirty.current = true
    },
  })
  const { state } = operation
  useEffect(() => {
    // Begun anew, it tells its last lines again.
    if (state === 'waiting') buffer.current.clear()
  }, [state])
  useEffect(() => {
    const timer = setInterval(() => {
      if (!dirty.current) return
      if (paused) return setWaiting(newerThan(buffer.current.lines, lines.at(-1)?.key ?? 0))
      dirty.current = false
      setWaiting(0)
      setLines(buffer.current.lines)
    }, DRAW_MS)
    return () => clearInterval(timer)
  }, [paused, lines])
  return { lines, operation, paused, setPaused, waiting }
}

function newerThan(lines: readonly LogLine[], key: number): number {
  return lines.length - (lines.findLastIndex((line) => line.key <= key) + 1)
}

interface LinesProps {
  readonly lines: readonly LogLine[]
  readonly wrap: boolean
  readonly follow: boolean
  readonly label: string
}

function Lines({ lines, wrap, follow, label }: LinesProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const place = useRef<HTMLDivElement>(null)
  const stick = useStickToEnd(place, lines, follow)
  return (
    <div
      ref={place}
      className={containerLogs.lines}
      data-wrap={wrap || undefined}
      role="log"
      aria-live="off"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
      tabIndex={0}
      onScroll={stick}
    >
      {lines.map(({ key, at, stream, text }) => (
        <div key={key} className={containerLogs.line} data-stream={stream}>
          <span className={containerLogs.lineTime} title={at === null ? undefined : formats.dateTime(at)}>
            {at === null ? '' : formats.time(at)}
          </span>
          {stream === 'stderr' && <span className={containerLogs.lineStream}>stderr</span>}
          <span>{stream === 'notice' ? t(`containerActions.logs.notice.${text}`, { defaultValue: text }) : text}</span>
        </div>
      ))}
    </div>
  )
}

/** The end stays in sight until somebody scrolls up. */
function useStickToEnd(place: RefObject<HTMLDivElement | null>, lines: readonly LogLine[], follow: boolean): () => void {
  const atEnd = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each new line
  useEffect(() => {
    const element = place.current
    if (element && follow && atEnd.current) element.scrollTop = element.scrollHeight
  }, [lines, follow])
  return () => {
    const element = place.current
    if (element) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 24
  }
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
