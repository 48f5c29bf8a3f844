import type { AlertEvent } from '@hyperion/domain/alerts'
import { type Incident, isMajor } from '@hyperion/domain/incidents'
import type { Message } from '@hyperion/features/notifications'
import type { LeasedPage } from '@hyperion/ports/escalation'

type Told = Pick<LeasedPage, 'id' | 'kind' | 'text' | 'step' | 'createdAt' | 'earlier'>

/** A page in the words of every kind of channel: an incident is told as an alert on its service. */
export function pageMessage(incident: Incident, page: Told, appUrl: string): Message {
  const { shortId, title, service, severity, createdAt, source } = incident
  const event: AlertEvent = {
    host: 0,
    hostName: service.name,
    // One thread for each incident.
    rule: `incident:${incident.id}`,
    instance: '',
    title: `${shortId} ${title}`,
    kind: kindOf(page),
    level: isMajor(severity) ? 'critical' : 'warning',
    unit: 'none',
    value: null,
    threshold: null,
    message: sentenceOf(incident, page),
    startedAt: createdAt,
    at: page.createdAt,
  }
  return {
    key: `page ${page.id}`,
    items: [{ alert: 0, event, reference: page.earlier }],
    test: source === 'test',
    url: new URL(`/app/incidents/${shortId}`, appUrl).href,
  }
}

function kindOf({ kind, step }: Told): AlertEvent['kind'] {
  if (kind === 'resolved') return 'resolved'
  if (kind === 'ack' || (step && step.round > 0)) return 'reminded'
  return step && step.step > 0 ? 'escalated' : 'fired'
}

function sentenceOf({ shortId, title, description }: Incident, { kind, text }: Told): string {
  const subject = kind === 'reopened' ? `${shortId} ${title}, opened again` : `${shortId} ${title}`
  const more = kind === 'page' || kind === 'reopened' ? description : ''
  return [subject, text, more].filter((part) => part !== '').join(' – ')
}
