import type { DocumentLanguage } from '@hyperion/domain/documents'
import { type AttachedSignal, type Incident, kpisOf, type TimelineEntry } from '@hyperion/domain/incidents'
import type { IncidentDetail } from '@hyperion/ports/incidents'
import { actionItems, bullets, document, facts, minuteOf, plain, sectionOf, table } from './markdown.ts'
import { durationOf, HINTS, headingsOf, WORDINGS, type Wording } from './wording.ts'

/** What is known of an incident when a document about it is begun. */
export interface IncidentFacts {
  readonly detail: IncidentDetail
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[]
  /** Address of the live document where it is not in Hyperion. */
  readonly elsewhere?: string | null | undefined
}

/** Entries of the timeline that the live document begins with. */
const EXCERPT = 20

/** The live document as it begins. */
export function lidTemplate({ detail, timeline }: IncidentFacts, language: DocumentLanguage): string {
  const words = WORDINGS[language]
  const { incident, scopes } = detail
  const { description } = incident
  return document(
    `# ${incident.shortId} · ${plain(incident.title)}`,
    facts(factsOf(detail, words)),
    `## ${words.summary}`,
    description.trim() === '' ? hint(words.summaryHint) : description.trim(),
    `## ${words.impact}`,
    ...(scopes.length > 0 ? [bullets(scopes.map(({ name }) => plain(name)))] : []),
    hint(words.impactHint),
    `## ${words.timeline}`,
    ...(timeline.length > EXCERPT ? [hint(words.earlier)] : []),
    bullets(timeline.slice(-EXCERPT).map(lineOf)),
    `## ${words.hypotheses}`,
    `- ${hint(words.hypothesesHint)}`,
    `## ${words.actions}`,
    `- [ ] ${hint(words.actionsHint)}`,
  )
}

/** The postmortem as it begins: what the live document says, and what the hub knows. */
export function postmortemTemplate(
  { detail, timeline, elsewhere }: IncidentFacts,
  lid: string,
  writers: readonly string[],
  language: DocumentLanguage,
): string {
  const words = WORDINGS[language]
  const { incident, scopes, signals } = detail
  const cause = incident.rootCause.trim() || filled(lid, 'rootCause') || filled(lid, 'hypotheses')
  return document(
    `# ${words.postmortem} · ${incident.shortId} · ${plain(incident.title)}`,
    facts([
      ...factsOf(detail, words),
      ...measures(incident, words, language),
      ...(elsewhere ? [[words.elsewhere, link(elsewhere)] as const] : []),
    ]),
    `## ${words.summary}`,
    filled(lid, 'summary') || incident.description.trim() || hint(words.summaryHint),
    `## ${words.impact}`,
    filled(lid, 'impact') || (scopes.length > 0 ? bullets(scopes.map(({ name }) => plain(name))) : hint(words.impactHint)),
    `## ${words.rootCause}`,
    cause || hint(words.rootCauseHint),
    ...(incident.resolutionNote.trim() === '' ? [] : [`## ${words.resolution}`, incident.resolutionNote.trim()]),
    `## ${words.timeline}`,
    bullets(timeline.map(lineOf)),
    `## ${words.alerts}`,
    alerts(signals, words),
    `## ${words.people}`,
    bullets(peopleOf(incident, timeline, writers).map(plain)) || words.nobody,
    `## ${words.well}`,
    '- ',
    `## ${words.badly}`,
    '- ',
    `## ${words.actions}`,
    actions(lid, words),
  )
}

function factsOf({ incident, service }: IncidentDetail, words: Wording): readonly (readonly [string, string])[] {
  return [
    [words.severity, words.severities[incident.severity]],
    [words.status, words.statuses[incident.status]],
    [words.service, plain(service.name)],
    ...(service.ownerTeam ? [[words.team, plain(service.ownerTeam.name)] as const] : []),
    [words.lead, incident.lead ? plain(incident.lead.username) : words.nobody],
    [words.detected, minuteOf(incident.detectedAt)],
    ...(service.runbookUrl ? [[words.runbook, link(service.runbookUrl)] as const] : []),
  ]
}

function measures(incident: Incident, words: Wording, language: DocumentLanguage): readonly (readonly [string, string])[] {
  const { mttd, mtta, mttr } = kpisOf(incident)
  const duration = (seconds: number | null): string => (seconds === null ? '–' : durationOf(seconds, language))
  const time = (at: number | null): string => (at === null ? '–' : minuteOf(at))
  return [
    [words.began, minuteOf(incident.createdAt)],
    [words.acknowledged, time(incident.acknowledgedAt)],
    [words.resolved, time(incident.resolvedAt)],
    [words.mttd, duration(mttd)],
    [words.mtta, duration(mtta)],
    [words.mttr, duration(mttr)],
  ]
}

function lineOf({ at, message, actor }: TimelineEntry): string {
  const who = actor !== null && !message.includes(actor) ? ` (${plain(actor)})` : ''
  return `${minuteOf(at)}: ${plain(message)}${who}`
}

function alerts(signals: readonly AttachedSignal[], words: Wording): string {
  if (signals.length === 0) return words.noAlerts
  return table(
    [words.alert, words.source, words.from, words.to, words.times],
    signals.map(({ title, source, detectedAt, endedAt, count }) => [
      plain(title),
      plain(source),
      minuteOf(detectedAt),
      endedAt === null ? '–' : minuteOf(endedAt),
      String(count),
    ]),
  )
}

function peopleOf(
  { createdBy, acknowledgedBy, resolvedBy, lead }: Incident,
  timeline: readonly TimelineEntry[],
  writers: readonly string[],
): readonly string[] {
  const people = [createdBy, acknowledgedBy, lead, resolvedBy].flatMap((person) => (person ? [person.username] : []))
  return [...new Set([...people, ...timeline.flatMap(({ actor }) => (actor === null ? [] : [actor])), ...writers])]
}

function actions(lid: string, words: Wording): string {
  const items = actionItems(lid).filter(({ text }) => !HINTS.has(bare(text)))
  const rows = items.map(({ done, text, owner }) => [
    done ? words.yes : words.no,
    text.replaceAll('|', '\\|'),
    owner === null ? '' : plain(owner),
  ])
  return table([words.done, words.action, words.owner], rows.length > 0 ? rows : [['', '', '']])
}

/** What was written under a heading of the live document, without the hints that it began with. */
function filled(lid: string, section: Parameters<typeof headingsOf>[0]): string {
  const lines = sectionOf(lid, headingsOf(section)).split('\n')
  const written = lines.filter((line) => !HINTS.has(bare(line.replace(/^\s*[-*+]\s+/, ''))))
  return written.join('\n').trim()
}

const hint = (text: string): string => `_${text}_`
const bare = (text: string): string => text.trim().replace(/^_(.*)_$/, '$1')

/** A link only where it cannot break out of its place. */
function link(url: string): string {
  return /^https?:\/\/[^\s<>|]+$/.test(url) ? `<${url}>` : plain(url)
}
