import { hashOf, labelFingerprint } from './fingerprint.ts'
import type { Parser } from './parsing.ts'
import { alertObjects, prometheusAlert } from './prometheus-alert.ts'
import { type Fields, fieldsOf, firstText, labelsOf, listOf } from './values.ts'

/** Grafana's webhook: its own envelope, that of Grafana before 9, or what a template made of it. */
export const parseGrafana: Parser = (body, context) => {
  const fields = fieldsOf(body)
  if (!fields) return { unreadable: 'The payload is not an object' }
  const title = firstText(fields.title, fields.ruleName, fields.alertname, fields.name)
  const envelope = {
    source: 'grafana',
    status: firstText(fields.status, fields.state),
    title,
    description: firstText(fields.message, fields.description),
    commonLabels: {},
  } as const
  const alerts = listOf(fields.alerts)
  if (!alerts) return single(fields, envelope, context)
  const { objects, notes } = alertObjects(alerts)
  if (objects.length === 0 && alerts.length > 0) return { unreadable: 'None of the alerts is an object' }
  const truncated = Number(firstText(fields.truncatedAlerts))
  return {
    signals: objects.map((each) => prometheusAlert(each, envelope, context)),
    notes: [
      ...notes,
      ...(alerts.length === 0 ? ['There are no alerts in it'] : []),
      ...(truncated > 0 ? [`Grafana left out ${truncated} alerts`] : []),
    ],
  }
}

type Envelope = Parameters<typeof prometheusAlert>[1]

function single(fields: Fields, envelope: Envelope, context: Parameters<Parser>[1]): ReturnType<Parser> {
  const { title, description } = envelope
  if (title === '' && description === '') return { unreadable: 'There are neither alerts nor a title in it' }
  const labels = { ...labelsOf(fields.tags), ...labelsOf(fields.commonLabels), ...labelsOf(fields.labels) }
  const severity = firstText(labels.severity, fields.severity)
  // A title that a template made says “[FIRING:1]” first and “[RESOLVED]” later; the severity may be told at first alone.
  const key = title.replace(/^\[[^\]]*\]\s*/, '')
  const { severity: _, ...identity } = labels
  const fingerprint = Object.keys(identity).length > 0 ? labelFingerprint(identity) : hashOf([key])
  const alert = {
    labels: { ...labels, ...(severity !== '' && { severity }) },
    annotations: { summary: title || description, description },
    fingerprint: firstText(fields.fingerprint, fields.ruleId, fields.groupKey, fingerprint),
    startsAt: fields.startsAt,
    endsAt: fields.endsAt,
    panelURL: firstText(fields.ruleUrl, fields.panelURL),
    dashboardURL: fields.dashboardURL,
    generatorURL: firstText(fields.generatorURL, fields.externalURL),
  }
  const signal = prometheusAlert(alert, envelope, context)
  return { signals: [signal], notes: ['It is told as a whole, not by alert'] }
}
