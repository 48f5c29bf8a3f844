import type { TimelineRow } from '@hyperion/wire/incidents'
import type { TFunction } from 'i18next'
import { hubSentence } from './hub-words.ts'

export interface EntryWords {
  readonly head: string
  /** What is told beside it, in whatever language it was written; Markdown where it is a comment. */
  readonly body: string | null
}

/** What a timeline tells, in the reader's language where it is known; else in the hub's words. */
export function entryWords(t: TFunction, entry: TimelineRow): EntryWords {
  const { type, message, data } = entry
  const alone = { head: message, body: null }
  switch (type) {
    case 'STATUS_CHANGE':
      return statusWords(t, entry) ?? alone
    case 'SEVERITY_CHANGE':
      if (typeof data.from !== 'string' || typeof data.to !== 'string') return alone
      return {
        head: t('incidents.timeline.severity', {
          from: t(`incidents.severity.${data.from}`),
          to: t(`incidents.severity.${data.to}`),
        }),
        body: null,
      }
    case 'COMMENT':
      return { head: t(`incidents.comment.${typeof data.commentType === 'string' ? data.commentType : 'comment'}`), body: message }
    case 'TAG':
      return tagWords(t, data) ?? alone
    case 'ALERT':
      return alertWords(t, message) ?? alone
    case 'LEAD':
      return leadWords(t, message) ?? alone
    case 'ACTION':
      return actionWords(t, data) ?? alone
    case 'EDIT':
      return editWords(t, data) ?? alone
    default: {
      const said = hubSentence(entry)
      return said ? { head: t(`incidents.timeline.hub.${said.sentence}`, { name: said.name }), body: null } : alone
    }
  }
}

function statusWords(t: TFunction, { message, data }: TimelineRow): EntryWords | null {
  const { from, to } = data
  if (typeof to !== 'string') return null
  const what = to === 'TRIGGERED' ? (typeof from === 'string' ? 'reopened' : 'created') : to
  const colon = message.indexOf(': ')
  const said = colon === -1 ? null : message.slice(colon + 2)
  return { head: t(`incidents.timeline.status.${what}`), body: said === null ? null : reason(t, said) }
}

/** The hub's own reasons. */
function reason(t: TFunction, said: string): string {
  if (said === 'all of its alerts ended') return t('incidents.timeline.allEnded')
  const [, seconds] = /^the alert fired again (\d+) s after its end$/.exec(said) ?? []
  return seconds === undefined ? said : t('incidents.timeline.firedAgain', { seconds })
}

function tagWords(t: TFunction, { added, removed }: TimelineRow['data']): EntryWords | null {
  if (Array.isArray(added)) return { head: t('incidents.timeline.tagged', { tags: added.join(', ') }), body: null }
  if (Array.isArray(removed)) return { head: t('incidents.timeline.untagged', { tags: removed.join(', ') }), body: null }
  return null
}

const ALERTS = { 'Alert firing': 'firing', 'Alert firing again': 'firingAgain', 'Alert resolved': 'resolved' } as const

function alertWords(t: TFunction, message: string): EntryWords | null {
  const [, words, title] = /^(Alert firing|Alert firing again|Alert resolved): (.*)$/s.exec(message) ?? []
  if (words === undefined || title === undefined) return null
  return { head: t(`incidents.timeline.alert.${ALERTS[words as keyof typeof ALERTS]}`), body: title }
}

function leadWords(t: TFunction, message: string): EntryWords | null {
  if (message === 'Nobody leads any more') return { head: t('incidents.timeline.nobodyLeads'), body: null }
  const [, who] = /^(\S+) leads$/.exec(message) ?? []
  return who === undefined ? null : { head: t('incidents.timeline.leads', { who }), body: null }
}

/** What was done to a host. */
function actionWords(
  t: TFunction,
  { hostName, operation, target, saved, state, exitCode, signal }: TimelineRow['data'],
): EntryWords | null {
  if (typeof hostName !== 'string' || typeof operation !== 'string' || typeof state !== 'string') return null
  const known = t(`operating.operations.${operation.replace('.', '_')}`, { defaultValue: operation })
  const what = typeof saved === 'string' ? t('incidents.run.saved', { name: saved }) : known
  const how =
    state === 'succeeded' && typeof exitCode === 'number'
      ? t('incidents.run.code', { code: exitCode })
      : state === 'succeeded' && typeof signal === 'string'
        ? t('incidents.run.signal', { signal })
        : t(`operating.state.${state}`, { defaultValue: state })
  return { head: t('incidents.run.done', { what, host: hostName, how }), body: typeof target === 'string' && target !== '' ? target : null }
}

const FIELDS = ['title', 'description', 'resolution', 'service', 'scopes']

function editWords(t: TFunction, { field, to }: TimelineRow['data']): EntryWords | null {
  if (typeof field !== 'string' || !FIELDS.includes(field)) return null
  return { head: t(`incidents.timeline.edit.${field}`), body: field === 'title' && typeof to === 'string' ? to : null }
}

/** Entries of one minute, newest first. */
export interface Minute {
  /** Epoch ms of its beginning. */
  readonly at: number
  readonly entries: readonly TimelineRow[]
}

export function byMinute(timeline: readonly TimelineRow[]): readonly Minute[] {
  const minutes: { at: number; entries: TimelineRow[] }[] = []
  for (const entry of timeline.toReversed()) {
    const at = Math.floor(Date.parse(entry.timestamp) / 60_000) * 60_000
    const newest = minutes.at(-1)
    if (newest?.at === at) newest.entries.push(entry)
    else minutes.push({ at, entries: [entry] })
  }
  return minutes
}
