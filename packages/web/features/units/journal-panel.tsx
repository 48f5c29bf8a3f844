import type { JournalRow } from '@hyperion/wire/actions'
import type { JournalAnswer, Snake } from '@hyperion/wire/web'
import { Button, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/use-formats.ts'
import { Panel, PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { useOperation } from '../operating/use-operation.ts'
import styles from './live-units.module.css'

type Entry = Snake<JournalRow>

/** Entries on the page; older ones go when more come. */
const MOST = 2000
const FIRST = 200
const PRIORITIES = ['3', '4', '6', '7'] as const

/** What a unit writes to the journal, as it is written. */
export function JournalPanel({ host, unit }: { host: number; unit: string }) {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const [priority, search] = [params.get('priority') ?? '7', params.get('text') ?? '']
  const [asked] = useDebouncedValue(search, 300)
  const [paused, setPaused] = useState(false)
  const set = (name: string, value: string, standard: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value === standard) next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  return (
    <Panel
      id="journal"
      title={t('units.journal')}
      note={t(paused ? 'units.paused' : 'units.following')}
      wide
      actions={
        <Button size="xs" variant="default" aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {t(paused ? 'units.follow' : 'units.pause')}
        </Button>
      }
    >
      <div className={styles.chips}>
        <Select
          size="xs"
          aria-label={t('units.priority')}
          allowDeselect={false}
          data={PRIORITIES.map((value) => ({ value, label: t(`units.priorities.${value}`) }))}
          value={PRIORITIES.find((each) => each === priority) ?? '7'}
          onChange={(value) => set('priority', value ?? '7', '7')}
        />
        <TextInput
          size="xs"
          aria-label={t('units.searchJournal')}
          placeholder={t('units.searchJournal')}
          maxLength={200}
          value={search}
          onChange={(event) => set('text', event.currentTarget.value, '')}
        />
      </div>
      <Entries
        key={`${unit} ${priority} ${asked}`}
        host={host}
        unit={unit}
        priority={Number(priority)}
        search={asked.trim()}
        paused={paused}
      />
    </Panel>
  )
}

interface EntriesProps {
  readonly host: number
  readonly unit: string
  readonly priority: number
  readonly search: string
  readonly paused: boolean
}

function Entries({ host, unit, priority, search, paused }: EntriesProps) {
  const { t } = useTranslation()
  const [entries, setEntries] = useState<readonly Entry[]>([])
  const [earliest, setEarliest] = useState(false)
  const filter = { ...(priority < 7 && { priority }), ...(search !== '' && { search }) }
  const add = (rows: readonly Entry[]) => setEntries((before) => merged(before, rows).slice(-MOST))
  const { state, error, again } = useOperation(host, 'unit.journal', { unit, lines: FIRST, follow: !paused, ...filter }, { onRows: add })
  const earlier = async () => {
    const first = entries[0]
    if (!first) return
    const query = new URLSearchParams({ before: first.cursor, lines: String(FIRST) })
    for (const [name, value] of Object.entries(filter)) query.set(name, String(value))
    const answer = await request<JournalAnswer>(`/api/hosts/${host}/units/${encodeURIComponent(unit)}/journal?${query}`)
    setEntries((before) => [...answer.entries, ...before].slice(0, MOST))
    setEarliest(!answer.more)
  }
  if (state === 'failed' && error) return <PanelFailure error={new Error(error.message)} retry={again} />
  if (entries.length === 0) return state === 'waiting' ? <PanelSkeleton height={240} /> : <PanelEmpty>{t('units.noEntries')}</PanelEmpty>
  return (
    <>
      {entries.length >= FIRST && !earliest && (
        <Button size="xs" variant="subtle" onClick={() => void earlier()}>
          {t('units.earlier')}
        </Button>
      )}
      <Lines entries={entries} />
    </>
  )
}

/** Following begins anew after a pause or a lost connection, with entries that are there already. */
function merged(before: readonly Entry[], rows: readonly Entry[]): readonly Entry[] {
  const known = new Set(before.map(({ cursor }) => cursor))
  return [...before, ...rows.filter(({ cursor }) => !known.has(cursor))]
}

const NEAR_END = 40

function Lines({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const box = useRef<HTMLElement>(null)
  const atEnd = useRef(true)
  const last = entries.at(-1)?.cursor
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new entry is followed, by whoever looks at the end
  useEffect(() => {
    if (atEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight
  }, [last])
  return (
    <section
      ref={box}
      className={styles.journal}
      aria-label={t('units.entries')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END
      }}
    >
      {entries.map(({ cursor, at, priority, message, pid }) => (
        <div key={cursor} className={styles.line} data-bad={priority <= 3 || undefined} data-warn={priority === 4 || undefined}>
          <time dateTime={new Date(at).toISOString()} title={pid === null ? undefined : `PID ${pid}`}>
            {formats.dateTime(at)}
          </time>
          <p>{message}</p>
        </div>
      ))}
    </section>
  )
}
