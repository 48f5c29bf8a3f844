import { allowedActions, type Incident, type IncidentAction, kpisOf, severityDisplay, statusDisplay } from '@hyperion/domain/incidents'
import type { IncidentDetail } from '@hyperion/ports/incidents'
import { fitted, link } from './mrkdwn.ts'

/** What a message says: the text is for notifications and for those who cannot see blocks. */
export interface Post {
  readonly text: string
  readonly blocks: readonly object[]
}

const HEADER_LENGTH = 150
const SECTION_LENGTH = 3000
const FIELD_LENGTH = 1900
const DESCRIPTION_LENGTH = 1500

/** Ids of what a button does. */
export const BUTTONS = {
  acknowledge: 'incident_acknowledge',
  mitigate: 'incident_mitigate',
  resolve: 'incident_resolve',
  reopen: 'incident_reopen',
  lead: 'incident_lead',
  open: 'incident_open',
} as const

export const SEVERITY_SIGNS = { SEV1_CRITICAL: '🔴', SEV2_HIGH: '🟠', SEV3_MEDIUM: '🟡', SEV4_LOW: '🔵' } as const
const STATUS_SIGNS = { TRIGGERED: '🔥', ACKNOWLEDGED: '👀', MITIGATED: '🩹', RESOLVED: '✅' } as const

const LABELS: Readonly<Record<IncidentAction, string>> = {
  acknowledge: 'Acknowledge',
  mitigate: 'Mitigated',
  resolve: 'Resolve…',
  reopen: 'Open again',
}

export interface Links {
  /** Address of the hub, without a slash at its end. */
  readonly app: string
}

export function incidentUrl({ app }: Links, { shortId }: Pick<Incident, 'shortId'>): string {
  return `${app}/app/incidents/${shortId}`
}

function plain(text: string, limit: number): object {
  return { type: 'plain_text', text: fitted(text, limit), emoji: true }
}

export function markup(text: string): { readonly type: 'section'; readonly text: object } {
  return { type: 'section', text: { type: 'mrkdwn', text } }
}

/** The message of an incident, that is changed as the incident changes. */
export function incidentPost(detail: IncidentDetail, links: Links): Post {
  const { incident } = detail
  const { title, description } = incident
  const sign = incident.status === 'RESOLVED' ? STATUS_SIGNS.RESOLVED : SEVERITY_SIGNS[incident.severity]
  return {
    text: fitted(headline(incident), SECTION_LENGTH),
    blocks: [
      { type: 'header', text: plain(`${sign} ${title}`, HEADER_LENGTH) },
      { type: 'section', fields: fields(detail) },
      ...(description.trim() === '' ? [] : [{ type: 'section', text: plain(description, DESCRIPTION_LENGTH) }]),
      ...resolution(incident),
      { type: 'actions', block_id: 'incident', elements: buttons(incident, links) },
      { type: 'context', elements: [{ type: 'mrkdwn', text: footer(detail, links) }] },
    ],
  }
}

/** The first message of a war room. */
export function roomPost(detail: IncidentDetail, runbook: { readonly id: string; readonly title: string } | null, links: Links): Post {
  const post = incidentPost(detail, links)
  const help = [
    ...(detail.service.runbookUrl ? [link(detail.service.runbookUrl, 'Runbook of the service')] : []),
    ...(runbook ? [link(`${links.app}/app/runbooks/${runbook.id}`, fitted(runbook.title, 200))] : []),
  ]
  const note = 'Whatever is written here goes on the timeline of the incident.'
  return {
    ...post,
    blocks: [
      ...post.blocks,
      ...(help.length > 0 ? [markup(`📖 ${help.join(' · ')}`)] : []),
      { type: 'context', elements: [plain(note, 200)] },
    ],
  }
}

/** How quick one was, for the room, when it is over. */
export function kpisPost(incident: Incident): Post {
  const { mttd, mtta, mttr } = kpisOf(incident)
  const figure = (label: string, seconds: number | null) => ({
    type: 'mrkdwn',
    text: `*${label}*\n${seconds === null ? '–' : duration(seconds)}`,
  })
  const text = `✅ ${incident.shortId} is resolved`
  return {
    text,
    blocks: [
      { type: 'header', text: plain(text, HEADER_LENGTH) },
      { type: 'section', fields: [figure('Time to detect', mttd), figure('Time to acknowledge', mtta), figure('Time to resolve', mttr)] },
      ...resolution(incident),
    ],
  }
}

export function headline({ shortId, severity, status, title }: Incident): string {
  return `${STATUS_SIGNS[status]} ${shortId} · ${severityDisplay(severity)} · ${statusDisplay(status)}: ${title}`
}

function fields({ incident, service }: IncidentDetail): readonly object[] {
  const { severity, status, lead, acknowledgedBy } = incident
  const field = (label: string, value: string) => ({ type: 'mrkdwn', text: `*${label}*\n${fitted(value, FIELD_LENGTH)}` })
  return [
    field('Status', `${STATUS_SIGNS[status]} ${statusDisplay(status)}`),
    field('Severity', `${SEVERITY_SIGNS[severity]} ${severityDisplay(severity)}`),
    field('Service', service.ownerTeam ? `${service.name} (${service.ownerTeam.name})` : service.name),
    field('Lead', lead?.username ?? acknowledgedBy?.username ?? 'nobody yet'),
  ]
}

function resolution({ status, resolutionNote, rootCause }: Incident): readonly object[] {
  if (status !== 'RESOLVED') return []
  const parts = [
    ['What ended it', resolutionNote],
    ['Root cause', rootCause],
  ] as const
  return parts.filter(([, text]) => text.trim() !== '').map(([label, text]) => markup(`*${label}*\n${fitted(text, SECTION_LENGTH - 50)}`))
}

function buttons({ id, shortId, status }: Incident, links: Links): readonly object[] {
  const button = (action: string, label: string, more: object = {}) => ({
    type: 'button',
    action_id: action,
    text: { type: 'plain_text', text: label, emoji: true },
    value: id,
    ...more,
  })
  const first = allowedActions(status).filter((action) => action !== 'reopen' || status === 'RESOLVED')
  return [
    ...first.map((action) => button(BUTTONS[action], LABELS[action], action === 'acknowledge' ? { style: 'primary' } : {})),
    ...(status !== 'RESOLVED' ? [button(BUTTONS.lead, 'Take the lead')] : []),
    button(BUTTONS.open, 'Open page', { url: incidentUrl(links, { shortId }) }),
  ]
}

function footer({ incident, signals }: IncidentDetail, links: Links): string {
  const { createdAt, warRoomLink, lidLink, shortId } = incident
  const at = Math.floor(createdAt / 1000)
  const since = `<!date^${at}^{date_short_pretty} {time}|${new Date(createdAt).toISOString()}>`
  const firing = signals.filter(({ status }) => status === 'firing').length
  return [
    link(incidentUrl(links, incident), shortId),
    `since ${since}`,
    ...(signals.length > 0 ? [`${firing} of ${signals.length} ${signals.length === 1 ? 'alert' : 'alerts'} firing`] : []),
    ...(warRoomLink ? [link(warRoomLink, 'War room')] : []),
    ...(lidLink ? [link(lidLink, 'Document')] : []),
  ].join(' · ')
}

/** `1 h 04 min`, for people. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ${String(minutes % 60).padStart(2, '0')} min` : `${Math.round(hours / 24)} d`
}
