import type { Parser } from './parsing.ts'
import { alertObjects, prometheusAlert } from './prometheus-alert.ts'
import { fieldsOf, firstText, listOf } from './values.ts'

/** Alertmanager's webhook, version 4. Each alert goes by its own status: that of the whole ends only with the last of them. */
export const parseAlertmanager: Parser = (body, context) => {
  const fields = fieldsOf(body)
  if (!fields) return { unreadable: 'The payload is not an object' }
  const alerts = listOf(fields.alerts)
  if (!alerts) return { unreadable: 'There is no list of alerts' }
  const { objects, notes } = alertObjects(alerts)
  if (objects.length === 0 && alerts.length > 0) return { unreadable: 'None of the alerts is an object' }
  const envelope = { source: 'alertmanager', status: firstText(fields.status), title: '', description: '', commonLabels: {} } as const
  const truncated = Number(firstText(fields.truncatedAlerts))
  return {
    signals: objects.map((each) => prometheusAlert(each, envelope, context)),
    notes: [
      ...notes,
      ...(alerts.length === 0 ? ['There are no alerts in it'] : []),
      // Absence then proves nothing: whatever is not told stays as it is.
      ...(truncated > 0 ? [`Alertmanager left out ${truncated} alerts (max_alerts)`] : []),
    ],
  }
}
