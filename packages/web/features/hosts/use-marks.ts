import type { AlertRow, RuleRow } from '@hyperion/wire/web'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import type { ChartMark } from '../../charts/marks.ts'
import { beginningLine } from '../alerts/alert-words.ts'
import { useAlertsOf } from '../alerts/queries.ts'
import { useRules } from '../rules/queries.ts'
import { panelOf, watchedBy } from '../rules/watched.ts'
import { eventMarks } from './event-marks.ts'
import { eventText } from './event-words.ts'
import { type HostEvent, useHostEvents } from './host-events.ts'
import { useView } from './view.tsx'

const NONE: readonly never[] = []
/** Charts of what another panel lists. */
const DRAWN_FOR: Readonly<Record<string, string>> = { 'filesystem-use': 'filesystems' }

/** The alerts about what a panel draws. */
function alertsOn(panel: string, instance: string, alerts: readonly AlertRow[], rules: readonly RuleRow[]): readonly AlertRow[] {
  return alerts.filter((alert) => {
    const watched = watchedBy(alert.rule, rules)
    return watched !== null && panelOf(watched.metric) === (DRAWN_FOR[panel] ?? panel) && alert.instance === instance
  })
}

/** What happened on a panel of the host that is shown: alerts about what it draws, reboots, lost connections, failed units, deploys, actions. */
export function useMarks(panel: string, instance: string): readonly ChartMark[] {
  const alerts = useAlertMarks(panel, instance)
  const events = useEventMarks()
  const chosen = useChosenMark()
  return useMemo(() => [...events, ...alerts, ...chosen], [events, alerts, chosen])
}

/** What happened and what was done, each a way to what tells more. */
function useEventMarks(): readonly ChartMark[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const { host } = useView()
  const events = useHostEvents(host).data ?? NONE
  return useMemo(() => {
    const label = (event: HostEvent) => [eventText(t, event), formats.moment(event.at)].join(' · ')
    return eventMarks(events, host, label)
  }, [events, host, t, formats])
}

/** The moment whose processes are shown. */
function useChosenMark(): readonly ChartMark[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const { at } = useView().state
  return useMemo(() => {
    if (at === null) return NONE
    const label = t('hostPage.moment.chosen', { time: formats.dateTime(at) })
    return [{ key: 'chosen', from: at, to: at, level: 'info', label, link: null }]
  }, [at, t, formats])
}

/** Marks of the alerts on one panel of the host that is shown, each a way to its story. */
function useAlertMarks(panel: string, instance: string): readonly ChartMark[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const alerts = useAlertsOf(useView().host).data ?? NONE
  const rules = useRules().data?.rules ?? NONE
  return useMemo(
    () =>
      alertsOn(panel, instance, alerts, rules).map((alert) => {
        const from = Date.parse(alert.started_at)
        return {
          key: String(alert.id),
          from,
          to: alert.resolved_at === null ? null : Date.parse(alert.resolved_at),
          level: alert.level,
          label: [t(`state.${alert.level}`), beginningLine(t, formats, alert), formats.moment(from)].join(' · '),
          link: `/alerts?alert=${alert.id}`,
        }
      }),
    [panel, instance, alerts, rules, t, formats],
  )
}
