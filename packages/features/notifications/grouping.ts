import type { AlertEvent } from '@hyperion/domain/alerts'
import type { MessageItem } from './channels/channel.ts'

type Items = readonly [MessageItem, ...MessageItem[]]

const RANKS = { critical: 0, warning: 1 } as const
const RESOLVED_RANK = 2

/** The worst first, ends last; otherwise in the order in which they came. */
export function worstFirst([first, ...others]: Items): Items {
  const [worst = first, ...rest] = [first, ...others].sort((a, b) => rankOf(a.event) - rankOf(b.event))
  return [worst, ...rest]
}

function rankOf({ kind, level }: AlertEvent): number {
  return kind === 'resolved' ? RESOLVED_RANK : RANKS[level]
}

/** At most `most` items: what does not fit is told by the last one, by name. */
export function folded(items: Items, most: number): Items {
  if (items.length <= most) return items
  const [first, ...others] = items
  const [next, ...rest] = others.slice(most - 2)
  return next ? [first, ...others.slice(0, most - 2), restOf([next, ...rest])] : [first]
}

function restOf(items: Items): MessageItem {
  const events = items.map(({ event }) => event)
  const [worst] = worstFirst(items)
  const times = events.map(({ at }) => at)
  const event: AlertEvent = {
    kind: worst.event.kind === 'resolved' ? 'resolved' : 'fired',
    level: worst.event.level,
    host: worst.event.host,
    hostName: worst.event.hostName,
    rule: '',
    instance: '',
    title: `${items.length} more`,
    unit: 'none',
    value: null,
    threshold: null,
    message: [...linesOf(events)].join('\n'),
    startedAt: Math.min(...events.map(({ startedAt }) => startedAt)),
    at: Math.max(...times),
  }
  return { alert: 0, event, reference: null }
}

const WORDS = { critical: 'Critical', warning: 'Warning', resolved: 'Resolved' } as const

/** `Critical: CPU on web-1, Disk /data on web-2`, a line for each that there is. */
function* linesOf(events: readonly AlertEvent[]): Generator<string> {
  const groups = Map.groupBy(events, ({ kind, level }) => (kind === 'resolved' ? kind : level))
  for (const [group, members] of groups) {
    const names = members.map(({ title, instance, hostName }) => `${[title, instance].filter(Boolean).join(' ')} on ${hostName}`)
    yield `${WORDS[group]}: ${names.join(', ')}`
  }
}
