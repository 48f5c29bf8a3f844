import type { IncidentAnswer } from '@hyperion/wire/incidents'
import { ActionIcon } from '@mantine/core'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { ApiError } from '../../../app/api.ts'
import { IconChevronLeft, IconKeyboard } from '../../../app/icons.ts'
import { NotFoundPage } from '../../../app/shell/not-found.tsx'
import { PageSkeleton } from '../../../app/shell/page-skeleton.tsx'
import { useFormats } from '../../../app/use-formats.ts'
import { useKeys } from '../../../app/use-keys.ts'
import { usePhone } from '../../../app/use-phone.ts'
import { useTitle } from '../../../app/use-title.ts'
import { useNow } from '../../../app/when.tsx'
import { useLiveStore } from '../../../live/feed.tsx'
import { PanelFailure } from '../../hosts/panel.tsx'
import { HUB_HOST } from '../../hosts/queries.ts'
import { usePermitted } from '../../session/session.ts'
import { SeverityBadge, StatusBadge } from '../badges.tsx'
import { useIncident, useOpenIncidents } from '../queries.ts'
import { ResolveDialog } from '../resolve-dialog.tsx'
import { ShortcutsDialog } from '../shortcuts-dialog.tsx'
import { useDeeds } from '../use-deeds.ts'
import { CommentBox } from './comment-box.tsx'
import { EditDialog } from './edit-dialog.tsx'
import styles from './room.module.css'
import { RoomActions } from './room-actions.tsx'
import { RoomAlerts } from './room-alerts.tsx'
import { Kpis, RoomFacts } from './room-facts.tsx'
import { RoomMetrics } from './room-metrics.tsx'
import { RoomRunbook } from './room-runbook.tsx'
import { RoomSteps } from './room-steps.tsx'
import { Timeline } from './timeline.tsx'

const ASIDE = ['runbook', 'metrics', 'alerts'] as const
const PANELS = ['timeline', 'facts', ...ASIDE] as const
type Panel = (typeof PANELS)[number]

/** Everything about one incident on one screen. */
export function IncidentPage() {
  const { shortId = '' } = useParams()
  const query = useIncident(shortId)
  if (query.error instanceof ApiError && query.error.status === 404) return <NotFoundPage />
  if (!query.data) return query.isError ? <PanelFailure error={query.error} retry={() => void query.refetch()} /> : <PageSkeleton />
  return <Room key={query.data.short_id} incident={query.data} />
}

function Room({ incident }: { incident: IncidentAnswer }) {
  const { t } = useTranslation()
  const phone = usePhone()
  const permitted = usePermitted('execute')
  const deeds = useDeeds()
  const store = useLiveStore(HUB_HOST)
  useNow()
  const now = store.now()
  const [dialog, setDialog] = useState<'resolve' | 'edit' | 'keys' | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const [panel, show] = usePanel(incident, phone)
  const focusComment = () => {
    if (phone && panel !== 'timeline') show('timeline')
    setTimeout(() => field.current?.focus())
  }
  const attempt = (action: 'acknowledge' | 'mitigate' | 'reopen') => {
    if (permitted && incident.allowed_actions.includes(action)) void deeds.act(incident, action)
  }
  useTitle(`${incident.short_id} ${incident.title}`)
  useRoomKeys(incident, {
    a: () => attempt('acknowledge'),
    m: () => attempt('mitigate'),
    o: () => attempt('reopen'),
    r: () => {
      if (permitted && incident.allowed_actions.includes('resolve')) setDialog('resolve')
    },
    c: focusComment,
    '?': () => setDialog('keys'),
  })
  useCommentAsked(focusComment)
  const acting = permitted ? { deeds } : {}
  const parts: Readonly<Record<Panel, () => React.ReactNode>> = {
    timeline: () => (
      <>
        {permitted && <CommentBox shortId={incident.short_id} field={field} />}
        <Timeline entries={incident.timeline} />
      </>
    ),
    facts: () => (
      <>
        <Kpis incident={incident} />
        <RoomFacts incident={incident} now={now} onEdit={() => setDialog('edit')} {...acting} />
        <RoomSteps shortId={incident.short_id} steps={incident.steps} {...acting} />
      </>
    ),
    runbook: () => <RoomRunbook incident={incident} />,
    metrics: () => <RoomMetrics incident={incident} now={now} />,
    alerts: () => <RoomAlerts alerts={incident.alerts} now={now} />,
  }
  const actions = permitted && incident.allowed_actions.length > 0 && (
    <RoomActions incident={incident} deeds={deeds} onResolve={() => setDialog('resolve')} />
  )
  const tabs = <Tabs panels={phone ? PANELS : ASIDE} current={panel} incident={incident} onShow={show} />
  return (
    <div className={styles.room}>
      <Head incident={incident} onKeys={() => setDialog('keys')} />
      {phone ? (
        <>
          {tabs}
          <section className={styles.part} id="room-panel" role="tabpanel" aria-labelledby={`tab-${panel}`}>
            {parts[panel]()}
          </section>
          {actions}
        </>
      ) : (
        <div className={styles.columns}>
          <section className={styles.part} aria-label={t('incidents.panel.facts')}>
            {actions}
            {parts.facts()}
          </section>
          <section className={styles.part} aria-label={t('incidents.panel.timeline')}>
            {parts.timeline()}
          </section>
          <section className={styles.part}>
            {tabs}
            <div id="room-panel" role="tabpanel" aria-labelledby={`tab-${panel}`}>
              {parts[panel]()}
            </div>
          </section>
        </div>
      )}
      {dialog === 'resolve' && <ResolveDialog incident={incident} deeds={deeds} onClose={() => setDialog(null)} />}
      {dialog === 'edit' && <EditDialog incident={incident} onClose={() => setDialog(null)} />}
      {dialog === 'keys' && <ShortcutsDialog place="room" onClose={() => setDialog(null)} />}
    </div>
  )
}

function Head({ incident, onKeys }: { incident: IncidentAnswer; onKeys: () => void }) {
  const { t } = useTranslation()
  return (
    <header className={styles.head}>
      <div className={styles.headTop}>
        <Link to="/incidents" className={styles.back} title={t('incidents.back')}>
          <IconChevronLeft size={18} aria-hidden />
          {incident.short_id}
        </Link>
        <StatusBadge status={incident.status} />
        <SeverityBadge severity={incident.severity} />
        <Elapsed incident={incident} />
        {incident.reopened > 0 && <span className="muted">{t('incidents.reopened', { count: incident.reopened })}</span>}
        <ActionIcon
          className={styles.keys ?? ''}
          variant="subtle"
          color="gray"
          aria-label={t('incidents.keys.title')}
          title={t('incidents.keys.title')}
          onClick={onKeys}
        >
          <IconKeyboard size={18} aria-hidden />
        </ActionIcon>
      </div>
      <h1>{incident.title}</h1>
      <p className="muted">{incident.service.name}</p>
    </header>
  )
}

/** For how long it has been open, second by second; how long it was when it is over. */
function Elapsed({ incident }: { incident: IncidentAnswer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const store = useLiveStore(HUB_HOST)
  useNow(1_000)
  const begun = Date.parse(incident.created_at)
  const over = incident.resolved_at !== null
  const lasted = (incident.resolved_at === null ? store.now() : Date.parse(incident.resolved_at)) - begun
  return (
    <span className={styles.elapsed} title={formats.dateTime(begun)}>
      {t(over ? 'incidents.lasted' : 'incidents.openFor', { duration: formats.duration(Math.max(0, lasted)) })}
    </span>
  )
}

interface TabsProps {
  readonly panels: readonly Panel[]
  readonly current: Panel
  readonly incident: IncidentAnswer
  readonly onShow: (panel: Panel) => void
}

function Tabs({ panels, current, incident, onShow }: TabsProps) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const move = (step: number) => {
    const next = panels[(panels.indexOf(current) + step + panels.length) % panels.length]
    if (!next) return
    onShow(next)
    place.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
  }
  return (
    <div
      ref={place}
      className={styles.tabs}
      role="tablist"
      aria-label={t('incidents.panel.label')}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') move(1)
        else if (event.key === 'ArrowLeft') move(-1)
      }}
    >
      {panels.map((panel) => (
        <button
          key={panel}
          id={`tab-${panel}`}
          type="button"
          role="tab"
          aria-selected={panel === current}
          aria-controls="room-panel"
          tabIndex={panel === current ? 0 : -1}
          onClick={() => onShow(panel)}
        >
          {t(`incidents.panel.${panel}`)}
          {panel === 'alerts' && incident.alerts.length > 0 && <span className={styles.tabCount}>{incident.alerts.length}</span>}
        </button>
      ))}
    </div>
  )
}

/** Which part is shown, kept in the address; the wide page has room for the first two at all times. */
function usePanel(incident: IncidentAnswer, phone: boolean): readonly [Panel, (panel: Panel) => void] {
  const [params, setParams] = useSearchParams()
  const panels: readonly Panel[] = phone ? PANELS : ASIDE
  const first = phone ? 'timeline' : incident.alerts.length > 0 ? 'alerts' : 'runbook'
  const show = (panel: Panel) => {
    const after = new URLSearchParams(window.location.search)
    after.set('panel', panel)
    setParams(after, { replace: true, preventScrollReset: true })
  }
  return [panels.find((each) => each === params.get('panel')) ?? first, show]
}

/** The keys of the room; j and k lead to the next open incident and the one before. */
function useRoomKeys(incident: IncidentAnswer, keys: Readonly<Record<string, () => void>>): void {
  const navigate = useNavigate()
  const rows = useOpenIncidents().data?.results ?? []
  const go = (step: number) => {
    const at = rows.findIndex(({ id }) => id === incident.id)
    const next = rows[at === -1 ? 0 : at + step]
    if (next && next.id !== incident.id) void navigate(`/incidents/${next.short_id}`)
  }
  useKeys({ ...keys, j: () => go(1), k: () => go(-1) })
}

/** A link may ask for the field of a comment. */
function useCommentAsked(focus: () => void): void {
  const [params, setParams] = useSearchParams()
  const asked = params.get('do') === 'comment'
  const obey = useEffectEvent(() => {
    focus()
    const after = new URLSearchParams(params)
    after.delete('do')
    setParams(after, { replace: true })
  })
  useEffect(() => {
    if (asked) obey()
  }, [asked])
}
