import { DESCRIPTION_LENGTH, type Signal, TITLE_LENGTH } from '../incidents/index.ts'
import { oneLine, shortened } from '../text/index.ts'
import { hashOf, labelFingerprint } from './fingerprint.ts'
import type { InboundSource } from './kinds.ts'
import type { ParseContext } from './parsing.ts'
import { severityOf } from './severity-map.ts'
import { type Fields, fieldsOf, firstText, instantOf, keyOf, labelsOf, linkOf, noticedAt } from './values.ts'

/** Words for an alert that is on, in either program and all their versions. */
const OVER = ['resolved', 'ok', 'normal', 'inactive']

interface Envelope {
  readonly source: InboundSource
  /** Of all alerts, where one does not say. */
  readonly status: string
  readonly title: string
  readonly description: string
  readonly commonLabels: Readonly<Record<string, string>>
}

/** One alert as Alertmanager and Grafana write it. */
export function prometheusAlert(alert: Fields, envelope: Envelope, { receivedAt, severities }: ParseContext): Signal {
  const labels = { ...envelope.commonLabels, ...labelsOf(alert.labels) }
  const annotations = labelsOf(alert.annotations)
  const { summary, description, message, title } = annotations
  const resolved = isOver(firstText(alert.status, alert.state, envelope.status))
  const over = instantOf(alert.endsAt)
  const name = firstText(labels.alertname, labels.rulename)
  return {
    source: envelope.source,
    fingerprint: keyOf(firstText(alert.fingerprint), hashOf) ?? fingerprintOf(labels, envelope.title),
    status: resolved ? 'resolved' : 'firing',
    title: shortened(oneLine(firstText(summary, title, name, envelope.title, 'Alert')) || 'Alert', TITLE_LENGTH),
    description: shortened(firstText(description, message, envelope.description), DESCRIPTION_LENGTH),
    severity: severityOf(
      [labels.severity, labels.priority, labels.level].filter((each) => each !== undefined),
      severities,
    ),
    detectedAt: noticedAt(instantOf(alert.startsAt), receivedAt),
    endedAt: resolved ? noticedAt(over, receivedAt) : null,
    labels,
    url: linkOf(alert.panelURL, alert.dashboardURL, alert.generatorURL, annotations.runbook_url),
  }
}

export function isOver(status: string): boolean {
  return OVER.includes(status.toLowerCase())
}

function fingerprintOf(labels: Readonly<Record<string, string>>, title: string): string {
  return Object.keys(labels).length > 0 ? labelFingerprint(labels) : hashOf([title])
}

/** The alerts that are objects, and a sentence on each that is not. */
export function alertObjects(alerts: readonly unknown[]): { readonly objects: readonly Fields[]; readonly notes: readonly string[] } {
  const read = alerts.map(fieldsOf)
  const bad = read.filter((each) => each === null).length
  return {
    objects: read.filter((each) => each !== null),
    notes: bad > 0 ? [`${bad} of ${alerts.length} alerts could not be read`] : [],
  }
}
