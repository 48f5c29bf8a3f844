import type { UnitAnswer, UnitFilesAnswer } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Fragment, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigationType, useSearchParams } from 'react-router'
import { request } from '../../app/api.ts'
import { IconChevronLeft } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { Panel, PanelPending } from '../hosts/panel.tsx'
import { CapabilityNotice, useHindrance } from '../operating/capability-notice.tsx'
import { usePermitted } from '../session/session.ts'
import { JournalPanel } from './journal-panel.tsx'
import styles from './live-units.module.css'
import { UnitActions } from './unit-actions.tsx'
import { UnitState, useBootWord } from './unit-state.tsx'

type Unit = UnitAnswer['unit']

const EVERY_MS = 5_000
const path = (host: number, unit: string) => `/api/hosts/${host}/units/${encodeURIComponent(unit)}`

/** One unit: how it is, what it hangs together with, what it wrote, and what can be done to it. */
export function UnitDetailPanels({ host, unit }: { host: number; unit: string }) {
  const { t } = useTranslation()
  const [, setParams] = useSearchParams()
  const allowed = usePermitted('execute')
  const hindrance = useHindrance(host, 'units', 'operate')
  const query = useQuery({
    queryKey: ['host', host, 'unit', unit],
    queryFn: ({ signal }) => request<UnitAnswer>(path(host, unit), { signal }),
    refetchInterval: EVERY_MS,
  })
  const about = (name: string | null) =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      if (name === null) next.delete('about')
      else next.set('about', name)
      return next
    })
  const mayOperate = allowed && hindrance === null
  const back = useArrival()
  return (
    <>
      <Panel
        id="unit"
        title={unit}
        wide
        actions={
          <Button
            ref={back}
            size="xs"
            variant="default"
            leftSection={<IconChevronLeft size={14} aria-hidden />}
            onClick={() => about(null)}
          >
            {t('units.back')}
          </Button>
        }
      >
        <CapabilityNotice host={host} area="units" needed="operate" />
        {query.data ? (
          <>
            <UnitState status={query.data.unit.state} />
            <Facts unit={query.data.unit} />
            {mayOperate && <UnitActions host={host} unit={query.data.unit} onDone={() => void query.refetch()} />}
          </>
        ) : (
          <PanelPending query={query} height={240} />
        )}
      </Panel>
      {mayOperate && <JournalPanel host={host} unit={unit} />}
      {query.data && <Links unit={query.data.unit} onOpen={about} />}
      {mayOperate && <Files host={host} unit={unit} />}
    </>
  )
}

/** The line that led here is gone, and it may have stood far down: sight and focus go to the button that leads back. */
function useArrival() {
  const back = useRef<HTMLButtonElement>(null)
  const chosen = useNavigationType() === 'PUSH'
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is opened
  useEffect(() => {
    if (!chosen) return
    back.current?.focus({ preventScroll: true })
    const panel = back.current?.closest('section')
    if (panel && panel.getBoundingClientRect().top < 0) panel.scrollIntoView()
  }, [])
  return back
}

function Facts({ unit }: { unit: Unit }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const bootWord = useBootWord()
  const { exit } = unit
  const facts: readonly (readonly [string, string | number | null])[] = [
    ['description', unit.description],
    ['active', `${unit.active} (${unit.sub})`],
    ['since', unit.since === null ? null : formats.dateTime(unit.since)],
    ['boot', unit.enabled && bootWord(unit.enabled)],
    ['load', unit.load === 'loaded' ? null : unit.load],
    ['result', unit.result === 'success' ? null : unit.result],
    ['exit', exit && `${t(`units.exit.${exit.code}`, { status: exit.status })}${exit.at === null ? '' : `, ${formats.dateTime(exit.at)}`}`],
    ['restarts', unit.restarts || null],
    ['pid', unit.main_pid],
    ['memory', unit.memory_bytes === null ? null : formats.bytes(unit.memory_bytes)],
    ['tasks', unit.tasks],
    ['user', unit.user],
    ['command', unit.command],
    ['file', unit.fragment],
    ['dropIns', unit.drop_ins.join(', ')],
  ]
  return (
    <>
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value !== null && value !== '')
          .map(([name, value]) => (
            <Fragment key={name}>
              <dt>{t(`units.facts.${name}`)}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
      </dl>
      {unit.needs_reload && <p role="note">{t('units.needsReload')}</p>}
      {unit.protected && <p role="note">{t('units.protected')}</p>}
    </>
  )
}

const LINKS = ['requires', 'binds_to', 'wants', 'part_of', 'required_by', 'bound_by', 'wanted_by', 'triggers', 'triggered_by'] as const

function Links({ unit, onOpen }: { unit: Unit; onOpen: (name: string) => void }) {
  const { t } = useTranslation()
  const present = LINKS.filter((each) => unit[each].length > 0)
  if (present.length === 0) return null
  return (
    <Panel id="unit-links" title={t('units.links')} wide>
      <dl className={styles.facts}>
        {present.map((each) => (
          <Fragment key={each}>
            <dt>{t(`units.link.${each}`)}</dt>
            <dd className={styles.names}>
              {unit[each].map((name) => (
                <button key={name} type="button" className={styles.link} onClick={() => onOpen(name)}>
                  {name}
                </button>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </Panel>
  )
}

function Files({ host, unit }: { host: number; unit: string }) {
  const { t } = useTranslation()
  const query = useQuery({
    queryKey: ['host', host, 'unit-files', unit],
    queryFn: ({ signal }) => request<UnitFilesAnswer>(`${path(host, unit)}/files`, { signal }),
  })
  if (query.data?.files.length === 0) return null
  return (
    <Panel id="unit-files" title={t('units.files')} wide>
      {query.data ? (
        query.data.files.map((file) => (
          <Fragment key={file.path}>
            <p className="muted">{file.path}</p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
            <pre className={styles.file} tabIndex={0}>
              {file.text}
              {file.cut && '\n…'}
            </pre>
          </Fragment>
        ))
      ) : (
        <PanelPending query={query} height={160} />
      )}
    </Panel>
  )
}
