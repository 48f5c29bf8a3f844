import type { AlertEvent, AlertSubject } from '../alerts/index.ts'
import { DESCRIPTION_LENGTH, type Signal, TITLE_LENGTH } from '../incidents/index.ts'
import { oneLine, shortened } from '../text/index.ts'
import { hashOf } from './fingerprint.ts'
import { OWN_SOURCE } from './kinds.ts'
import type { Parser } from './parsing.ts'
import { severityOf } from './severity-map.ts'
import { fieldsOf, firstText, instantOf, labelsOf, noticedAt } from './values.ts'

/** Which of the hub's own alerts open incidents. */
export const OWN_ALERTS = ['none', 'critical', 'all'] as const
export type OwnAlerts = (typeof OWN_ALERTS)[number]

/** An event of the hub's own alerts, as it was kept. All alerts of one host share an incident, which ends with the last. */
export const parseOwnAlert: Parser = (body, { receivedAt, severities }) => {
  const fields = fieldsOf(body)
  const host = firstText(fields?.host)
  const rule = firstText(fields?.rule)
  if (!fields || host === '' || rule === '') return { unreadable: 'This is no event of an alert' }
  const { hostName, instance, level, message, title, startedAt } = fields
  const over = fields.kind === 'resolved'
  const name = firstText(hostName, host)
  const of = firstText(instance)
  const signal: Signal = {
    source: OWN_SOURCE,
    fingerprint: ownFingerprint({ host: Number(host), rule, instance: of }),
    group: `host:${host}`,
    status: over ? 'resolved' : 'firing',
    title: shortened(oneLine(`${name}: ${firstText(message, title)}`), TITLE_LENGTH),
    description: shortened(`${firstText(title)}${of === '' ? '' : ` (${of})`} on ${name}`, DESCRIPTION_LENGTH),
    severity: severityOf([firstText(level)], severities),
    detectedAt: noticedAt(instantOf(startedAt), receivedAt),
    endedAt: over ? noticedAt(instantOf(fields.at), receivedAt) : null,
    labels: labelsOf({ host: name, host_id: host, rule, ...(of !== '' && { instance: of }), level }),
    url: null,
  }
  return { signals: [signal], notes: [] }
}

/** The same for every event of one alert. */
export function ownFingerprint({ host, rule, instance }: AlertSubject): string {
  return hashOf([String(host), rule, instance])
}

/** Whether an event is of those that open incidents; for the end of an alert, whether its beginning was. */
export function opensIncidents({ kind, level }: Pick<AlertEvent, 'kind' | 'level'>, wanted: OwnAlerts): boolean {
  if (kind === 'reminded' || wanted === 'none') return false
  return wanted === 'all' || level === 'critical'
}
