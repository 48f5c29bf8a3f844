import type { ActionAnswer } from '@hyperion/wire/web'
import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { ApiError, request } from '../../app/api.ts'
import { IconDownload, IconPlayerPause, IconPlayerPlay } from '../../app/icons.ts'
import { NotAllowedPage } from '../../app/shell/not-allowed.tsx'
import { NotFoundPage } from '../../app/shell/not-found.tsx'
import { PageHead } from '../../app/shell/page-head.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { useTitle } from '../../app/use-title.ts'
import { PanelPending } from '../hosts/panel.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { type Cast, readCast } from './cast.ts'
import { makeTerminal, type Screen } from './make-terminal.ts'
import styles from './terminal.module.css'

export function ReplayPage() {
  const { action = '' } = useParams()
  return usePermitted('config') ? <Replay key={action} action={action} /> : <NotAllowedPage />
}

function useRecording(action: string) {
  return useQuery({
    queryKey: ['recording', action],
    queryFn: async ({ signal }) => {
      const [{ action: about }, answer] = await Promise.all([
        request<ActionAnswer>(`/api/actions/${action}`, { signal }),
        fetch(`/api/actions/${action}/recording`, { signal }),
      ])
      if (!answer.ok) throw new ApiError(answer.status, 'NOT_FOUND', answer.statusText)
      return { about, cast: readCast(await answer.text()) }
    },
    retry: false,
    staleTime: 60_000,
  })
}

function Replay({ action }: { action: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useRecording(action)
  useTitle(t('terminal.replayTitle'))
  if (query.error instanceof ApiError && [404, 422].includes(query.error.status)) return <NotFoundPage />
  if (!query.data) return <PanelPending query={query} height={420} framed />
  const { about, cast } = query.data
  const lead = t('terminal.replayLead', { user: about.requested_by.name, when: formats.dateTime(cast.at), reason: about.reason })
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <PageHead title={t('terminal.replayTitle')} lead={lead}>
        <Button
          component="a"
          href={`/api/actions/${action}/recording`}
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t('terminal.download')}
        </Button>
      </PageHead>
      <p>
        <Link to={`/hosts/${about.host}/terminal`}>{t('terminal.toHost')}</Link>
      </p>
      <Player cast={cast} />
    </div>
  )
}

const SPEEDS = ['1', '2', '4', '8']
const TICK_MS = 50

function Player({ cast }: { cast: Cast }) {
  const { t } = useTranslation()
  const element = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const [playing, setPlaying] = useState(true)
  const [speed, setSpeed] = useState('1')
  useShown(element, cast, at)
  useEffect(() => {
    if (!playing) return
    let before = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      const passed = ((now - before) / 1000) * Number(speed)
      before = now
      setAt((was) => Math.min(cast.length, was + passed))
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [playing, speed, cast])
  const over = at >= cast.length
  const toggle = () => {
    if (over) setAt(0)
    setPlaying(over || !playing)
  }
  const runs = playing && !over
  return (
    <section className={styles.whole} aria-label={t('terminal.player')}>
      <div ref={element} className={styles.replay} />
      <div className={styles.bar}>
        <Button
          variant="default"
          leftSection={runs ? <IconPlayerPause size={18} aria-hidden /> : <IconPlayerPlay size={18} aria-hidden />}
          onClick={toggle}
        >
          {t(runs ? 'terminal.pause' : 'terminal.play')}
        </Button>
        <input
          className={styles.seek}
          type="range"
          aria-label={t('terminal.position')}
          min={0}
          max={cast.length}
          step={0.1}
          value={at}
          onChange={(event) => setAt(Number(event.currentTarget.value))}
        />
        <NativeSelect
          aria-label={t('terminal.speed')}
          data={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
          value={speed}
          onChange={(event) => setSpeed(event.currentTarget.value)}
        />
      </div>
    </section>
  )
}

/** Shows a recording as it was at a time: goes on from where it is, or anew from the beginning. */
function useShown(element: React.RefObject<HTMLDivElement | null>, cast: Cast, at: number) {
  const screen = useRef<Screen | null>(null)
  const shown = useRef(0)
  useEffect(() => {
    if (!element.current) return
    const made = makeTerminal(element.current, { cols: cast.width, rows: cast.height, disableStdin: true, cursorBlink: false })
    screen.current = made
    shown.current = 0
    return () => {
      screen.current = null
      made.close()
    }
  }, [element, cast])
  useEffect(() => {
    const terminal = screen.current?.terminal
    if (!terminal) return
    const before = cast.events[shown.current - 1]
    if (before && before.at > at) {
      terminal.reset()
      terminal.resize(cast.width, cast.height)
      shown.current = 0
    }
    for (; shown.current < cast.events.length; shown.current++) {
      const event = cast.events[shown.current]
      if (!event || event.at > at) return
      if (event.kind === 'o') terminal.write(event.data)
      else if (event.kind === 'r') resize(event.data, (columns, rows) => terminal.resize(columns, rows))
    }
  }, [cast, at])
}

function resize(data: string, to: (columns: number, rows: number) => void): void {
  const [columns = 0, rows = 0] = data.split('x').map(Number)
  if (columns > 0 && rows > 0) to(columns, rows)
}
