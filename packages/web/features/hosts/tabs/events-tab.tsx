import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from '../../../app/use-formats.ts'
import { useNow } from '../../../app/when.tsx'
import { useAlertsOf } from '../../alerts/queries.ts'
import { actionLink, useHostEvents } from '../host-events.ts'
import { processesAt } from '../moment-menu.tsx'
import { Panel, PanelEmpty, PanelFailure, PanelSkeleton } from '../panel.tsx'
import { EVENT_GROUPS, type Happening, iconOf, timelineOf } from '../timeline.ts'
import { useHappeningText } from '../use-happening-text.ts'
import { useView } from '../view.tsx'
import styles from './events-tab.module.css'

/** What happened to the host: its alerts, lost connections, reboots and changes, newest first. */
export function EventsTab({ host }: { host: number }) {
  const { t } = useTranslation()
  const view = useView()
  const events = useHostEvents(host)
  const alerts = useAlertsOf(host)
  const { hiddenEvents } = view.state
  const failed = events.isError && !events.data ? events : alerts.isError && !alerts.data ? alerts : null
  const all = timelineOf(events.data ?? [], alerts.data ?? [])
  const shown = all.filter(({ group }) => !hiddenEvents.has(group))
  return (
    <Panel id="events" title={t('hostPage.tabs.events')} note={t('hostPage.events.kept')} wide actions={<Filters />}>
      {failed ? (
        <PanelFailure error={failed.error} retry={() => void failed.refetch()} />
      ) : events.isPending || alerts.isPending ? (
        <PanelSkeleton height={320} />
      ) : shown.length === 0 ? (
        <PanelEmpty>{t(all.length === 0 ? 'hostPage.events.none' : 'hostPage.events.hidden')}</PanelEmpty>
      ) : (
        <Timeline host={host} happenings={shown} />
      )}
    </Panel>
  )
}

function Filters() {
  const { t } = useTranslation()
  const view = useView()
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a set of form fields
    <div className={styles.chips} role="group" aria-label={t('hostPage.events.filter')}>
      {EVENT_GROUPS.map((group) => (
        <button
          key={group}
          type="button"
          className={styles.filterChip}
          aria-pressed={!view.state.hiddenEvents.has(group)}
          onClick={() => view.toggleEvents(group)}
        >
          {t(`hostPage.events.groups.${group}`)}
        </button>
      ))}
    </div>
  )
}

function Timeline({ host, happenings }: { host: number; happenings: readonly Happening[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useNow()
  const textOf = useHappeningText()
  return (
    <ol className={styles.timeline}>
      {happenings.map((each) => {
        const Icon = iconOf(each)
        const link = linkOf(host, each)
        return (
          <li key={each.key} data-tone={each.tone}>
            <Icon size={18} aria-hidden />
            <div>
              <p>{link === null ? textOf(each) : <Link to={link}>{textOf(each)}</Link>}</p>
              {each.event?.action && <p className="muted">{t('hostPage.events.reason', { reason: each.event.action.reason })}</p>}
              <p className="muted">
                <time dateTime={new Date(each.at).toISOString()} title={formats.dateTime(each.at)}>
                  {formats.dateTime(each.at)} · {formats.relative(Math.min(each.at, now), now)}
                </time>
                {' · '}
                <Link to={processesAt(host, each.at, { from: 0, to: 0 })}>{t('hostPage.moment.processes')}</Link>
              </p>
            </div>
          </li>
        )
      })}
    </ol>
  )
}

function linkOf(host: number, { alert, event }: Happening): string | null {
  if (alert) return `/alerts?alert=${alert.id}`
  return event?.action ? actionLink(host, event.action.id) : null
}
