import { type AlertEvent, shownValue } from '@hyperion/domain/alerts'
import { oneLine, shortened } from '@hyperion/domain/text'
import type { Message, MessageItem } from './channel.ts'

/** One event in words that are safe to show as plain text. */
export interface Fact {
  readonly look: 'critical' | 'warning' | 'resolved'
  readonly sign: string
  /** CRITICAL, STILL WARNING, RESOLVED … */
  readonly state: string
  readonly host: string
  /** What it is about on the host: `Disk /data`. */
  readonly subject: string
  readonly message: string
  /** `85.5%`; null where nothing is measured. */
  readonly value: string | null
  readonly threshold: string | null
  /** `since 2026-01-15 12:00 UTC`, and how long it lasted when it is over. */
  readonly when: string
}

/** A message in words. */
export interface Wording {
  /** All of it in one line. */
  readonly headline: string
  /** The worst. */
  readonly look: Fact['look']
  readonly facts: readonly Fact[]
  /** How many events there was no place for. */
  readonly leftOut: number
}

const LONGEST_NAME = 120
const LONGEST_MESSAGE = 500
const HOSTS_NAMED = 3
const LONGEST_ESCAPE = 6
const SIGNS = { critical: '🔴', warning: '🟠', resolved: '✅' } as const
const LOOKS = ['critical', 'warning', 'resolved'] as const

/** The words of a message with no more than so many events told one by one. */
export function wordingOf({ items, test }: Message, maxItems: number): Wording {
  const all = items.map(factOf)
  const look = LOOKS.find((each) => all.some((fact) => fact.look === each)) ?? 'resolved'
  const [first] = all
  const headline = all.length === 1 && first ? `${first.sign} ${first.state} – ${first.host}: ${first.message}` : groupHeadline(all, look)
  return {
    headline: shortened(`${test ? 'TEST ' : ''}${headline}`, LONGEST_NAME + LONGEST_MESSAGE),
    look,
    facts: all.slice(0, maxItems),
    leftOut: Math.max(0, all.length - maxItems),
  }
}

/** What the headline does not say: of a lone event the details, of several each one, and how many more there are. */
export function linesOf({ facts, leftOut }: Wording): readonly string[] {
  const [first] = facts
  if (facts.length === 1 && first) return [`${first.subject} · ${detailsOf(first)}`]
  const lines = facts.map(({ sign, state, host, subject, message }) => `${sign} ${state} · ${host} · ${subject}: ${message}`)
  return leftOut > 0 ? [...lines, `and ${leftOut} more`] : lines
}

/** `threshold 80%, since 2026-01-15 12:00 UTC` */
export function detailsOf({ threshold, when }: Fact): string {
  return threshold === null ? when : `threshold ${threshold}, ${when}`
}

/** The event with texts of one line and a bearable length. */
export function cleaned(event: AlertEvent): AlertEvent {
  const name = (text: string) => shortened(oneLine(text), LONGEST_NAME)
  return {
    ...event,
    hostName: name(event.hostName) || '?',
    title: name(event.title) || '?',
    instance: name(event.instance),
    message: shortened(oneLine(event.message), LONGEST_MESSAGE) || '?',
  }
}

const MINUTES = 60_000
const HOURS = 60 * MINUTES
const DAYS = 24 * HOURS

/** `under a minute`, `5 min`, `3 h 20 min`, `2 d 4 h` */
function shownDuration(ms: number): string {
  const [days, hours, minutes] = [Math.floor(ms / DAYS), Math.floor((ms % DAYS) / HOURS), Math.floor((ms % HOURS) / MINUTES)]
  if (ms < MINUTES) return 'under a minute'
  const parts = days > 0 ? [`${days} d`, hours > 0 && `${hours} h`] : [hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`]
  return parts.filter(Boolean).join(' ')
}

/** `2026-01-15 12:00 UTC` */
function shownTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function factOf({ event }: MessageItem): Fact {
  const { kind, level, hostName, title, instance, message, value, threshold, unit, startedAt, at } = cleaned(event)
  const look = kind === 'resolved' ? 'resolved' : level
  return {
    look,
    sign: SIGNS[look],
    state: kind === 'reminded' ? `STILL ${level.toUpperCase()}` : look.toUpperCase(),
    host: hostName,
    subject: [title, instance].filter(Boolean).join(' '),
    message,
    value: value === null ? null : shownValue(value, unit),
    threshold: threshold === null ? null : shownValue(threshold, unit),
    when: kind === 'resolved' ? `lasted ${shownDuration(at - startedAt)}, since ${shownTime(startedAt)}` : `since ${shownTime(startedAt)}`,
  }
}

function groupHeadline(facts: readonly Fact[], look: Fact['look']): string {
  const over = facts.filter((fact) => fact.look === 'resolved').length
  const counts = [counted(facts.length - over, 'alert', 'alerts'), counted(over, 'resolved', 'resolved')].filter(Boolean).join(', ')
  const hosts = [...new Set(facts.map(({ host }) => host))]
  const more = hosts.length > HOSTS_NAMED ? ` and ${hosts.length - HOSTS_NAMED} more` : ''
  return `${SIGNS[look]} ${counts} – ${hosts.slice(0, HOSTS_NAMED).join(', ')}${more}`
}

function counted(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`
}

/** The text escaped, shortened before that so that the outcome keeps the limit and no escape is cut in two. */
export function fitted(text: string, limit: number, safe: (text: string) => string): string {
  let short = shortened(text, Math.max(1, limit))
  for (let excess = safe(short).length - limit; excess > 0 && short.length > 1; excess = safe(short).length - limit) {
    short = shortened(short, Math.max(1, short.length - Math.ceil(excess / LONGEST_ESCAPE)))
  }
  return safe(short)
}

/** At most so many bytes of UTF-8, never half of a character. */
export function shortenedBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text
  const kept = Buffer.from(text).subarray(0, limit - Buffer.byteLength('…'))
  return `${kept.toString('utf8').replace(/\ufffd+$/, '')}…`
}
