import type { ChartMark } from '../../charts/marks.ts'
import { actionLink, type HostEvent, keyOf } from './host-events.ts'
import { processesAt } from './moment-menu.tsx'

/** What may be why a figure changed. */
const MARKED: ReadonlySet<string> = new Set([
  'booted',
  'disconnected',
  'connected',
  'unit_failed',
  'unit_recovered',
  'deploy',
  'packages',
  'action',
  'kernel',
  'os',
])

/**
 * Events, newest first, as marks. What lasts is a stretch: being without a connection until it is back, a failed unit until it
 * recovered, an action until its end.
 */
export function eventMarks(events: readonly HostEvent[], host: number, label: (event: HostEvent) => string): readonly ChartMark[] {
  const oldestFirst = events.filter(({ kind }) => MARKED.has(kind)).toReversed()
  return oldestFirst.flatMap((event, i): ChartMark[] => {
    const { kind, at, action } = event
    if (kind === 'connected' || kind === 'unit_recovered') return []
    const link = action ? actionLink(host, action.id) : processesAt(host, at, { from: 0, to: 0 })
    return [{ key: keyOf(event), from: at, to: endOf(event, oldestFirst.slice(i)), level: levelOf(event), label: label(event), link }]
  })
}

function endOf({ kind, at, subject, action }: HostEvent, later: readonly HostEvent[]): number | null {
  // Of one that the hub lost sight of nobody knows how long it went on.
  if (action) return action.state === 'running' ? null : (action.ended_at ?? at)
  if (kind === 'disconnected') return later.find((each) => each.kind === 'connected')?.at ?? null
  if (kind === 'unit_failed') return later.find((each) => each.kind === 'unit_recovered' && each.subject === subject)?.at ?? at
  return at
}

function levelOf({ kind, action }: HostEvent): ChartMark['level'] {
  if (kind === 'disconnected' || kind === 'unit_failed') return 'warning'
  return action?.state === 'failed' ? 'warning' : 'info'
}
