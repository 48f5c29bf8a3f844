import type { Incident, TimelineEntry, TimelineType } from '@hyperion/domain/incidents'
import type { SlackMessage } from '@hyperion/ports/slack'
import { headline, kpisPost, markup, type Post } from './blocks.ts'
import { fitted } from './mrkdwn.ts'

const SIGNS: Partial<Readonly<Record<TimelineType, string>>> = {
  STATUS_CHANGE: '🔁',
  SEVERITY_CHANGE: '⚖️',
  COMMENT: '💬',
  LEAD: '🧭',
  ESCALATION: '📟',
  DOCUMENT: '📄',
  WAR_ROOM: '🚪',
}

const ENTRY_LENGTH = 2500
/** Slack takes 50 blocks. */
const MOST_ENTRIES = 40

/** Those that came after the one told last; none when it is not known where that was. */
export function since(timeline: readonly TimelineEntry[], told: string | null): readonly TimelineEntry[] {
  const at = timeline.findIndex(({ id }) => id === told)
  return at === -1 ? [] : timeline.slice(at + 1)
}

/** What of it is told at a place: nothing where it was written, and comments in one place alone. */
export function worthTelling(
  entries: readonly TimelineEntry[],
  { place, channel }: SlackMessage,
  hasRoom: boolean,
): readonly TimelineEntry[] {
  return entries.filter(({ type, data }) => {
    if (!(type in SIGNS)) return false
    if (place === 'room' && type === 'WAR_ROOM') return false
    if (type !== 'COMMENT') return true
    if (data.via === 'slack' && data.channel === channel) return false
    return place === 'room' || !hasRoom
  })
}

/** One message for all of them; the figures follow an end that is told in the room. */
export function chronicle(entries: readonly TimelineEntry[], incident: Incident, place: SlackMessage['place']): readonly Post[] {
  if (entries.length === 0) return []
  const kept = entries.slice(-MOST_ENTRIES)
  const lines = kept.map(({ type, message, actor }) => {
    const who = actor === null ? '' : `*${fitted(actor, 150)}* `
    return `${SIGNS[type]} ${who}${fitted(message, ENTRY_LENGTH)}`
  })
  const posts: Post[] = [{ text: fitted(headline(incident), 1000), blocks: lines.map(markup) }]
  const ended = kept.some(({ type, data }) => type === 'STATUS_CHANGE' && data.to === 'RESOLVED')
  return place === 'room' && ended && incident.status === 'RESOLVED' ? [...posts, kpisPost(incident)] : posts
}
