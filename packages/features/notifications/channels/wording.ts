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
  /** `85.5%, threshold 80%`; null where nothing is measured. */
  readonly figures: string | null
  /** `2026-01-15 12:00 UTC` */
  readonly since: string
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

/** `2026-01-15 12:00 UTC` */
export function shownTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function factOf({ event }: MessageItem): Fact {
  const { kind, level, hostName, title, instance, message, value, threshold, unit, startedAt } = cleaned(event)
  const look = kind === 'resolved' ? 'resolved' : level
  const figures = [
    ...(value === null ? [] : [shownValue(value, unit)]),
    ...(threshold === null ? [] : [`threshold ${shownValue(threshold, unit)}`]),
  ]
  return {
    look,
    sign: SIGNS[look],
    state: kind === 'reminded' ? `STILL ${level.toUpperCase()}` : look.toUpperCase(),
    host: hostName,
    subject: [title, instance].filter(Boolean).join(' '),
    message,
    figures: figures.length > 0 ? figures.join(', ') : null,
    since: shownTime(startedAt),
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
