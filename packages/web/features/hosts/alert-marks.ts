import type { AlertRow, RuleRow } from '@hyperion/wire/web'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import type { ChartMark } from '../../charts/marks.ts'
import { alertLine } from '../alerts/alert-words.ts'
import { useAlertsOf } from '../alerts/queries.ts'
import { useRules } from '../rules/queries.ts'
import { panelOf, watchedBy } from '../rules/watched.ts'
import { useView } from './view.tsx'

const NONE: readonly never[] = []

/** The alerts about what a panel draws. */
function alertsOn(panel: string, instance: string, alerts: readonly AlertRow[], rules: readonly RuleRow[]): readonly AlertRow[] {
  return alerts.filter((alert) => {
    const watched = watchedBy(alert.rule, rules)
    return watched !== null && panelOf(watched.metric) === panel && alert.instance === instance
  })
}

/** Marks of the alerts on one panel of the host that is shown, each a way to its story. */
export function useAlertMarks(panel: string, instance: string): readonly ChartMark[] {
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
          label: [t(`state.${alert.level}`), alertLine(t, formats, alert), formats.moment(from)].join(' · '),
          link: `/alerts?alert=${alert.id}`,
        }
      }),
    [panel, instance, alerts, rules, t, formats],
  )
}
