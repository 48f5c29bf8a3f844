import type { RetentionPolicy } from '@hyperion/domain/metrics'
import type { HistoryPart, HostUsage, Pruning } from '@hyperion/ports/metric-store'
import type { Span } from './blocks.ts'
import { type Context, DAY, HOUR, TIER_SPAN, TIER_WIDTH } from './context.ts'
import { cutoffsOf } from './cutoffs.ts'
import type { OpenHost } from './registry.ts'

/** What a block takes beside its bytes: its row and its part of the indexes. */
const BLOCK_OVERHEAD = 96
/** How much of a part has to be there before a day of it can be told. */
const LEAST_COVER: Readonly<Record<HistoryPart, number>> = { raw: HOUR, fine: DAY, coarse: 4 * DAY, times: HOUR }
/** The days that tell what a day takes. */
const LATELY_DAYS = 7

function partOf({ tier, times }: Span): HistoryPart {
  return times ? 'times' : ((['raw', 'fine', 'coarse'] as const)[tier] as HistoryPart)
}

/** What each host takes, from what its blocks do. */
export function hostUsages(context: Context, journalBytes: number): HostUsage[] {
  const hosts = [...context.registry.hosts()].map((host) => ({ host, open: openValues(host) }))
  const allOpen = hosts.reduce((sum, { open }) => sum + open, 0)
  return hosts
    .map(({ host, open }) => hostUsage(host, context.blocks.spans(host.times.host), open, (journalBytes * open) / (allOpen || 1)))
    .sort((a, b) => a.host - b.host)
}

function hostUsage({ times }: OpenHost, spans: readonly Span[], open: number, journalBytes: number): HostUsage {
  const of = (part: HistoryPart): Span[] => spans.filter((span) => partOf(span) === part)
  const bytes = (part: HistoryPart): number => of(part).reduce((sum, span) => sum + span.bytes + span.blocks * BLOCK_OVERHEAD, 0)
  const daily = (part: HistoryPart, pick: (span: Span) => number = (span) => span.bytes + span.blocks * BLOCK_OVERHEAD): number | null =>
    perDay(of(part), part, pick)
  const { head } = times
  const [firsts, lasts] = [spans.map(({ first }) => first), spans.map(({ last }) => last)]
  if (head.length > 0) {
    firsts.push(head.firstTime)
    lasts.push(head.lastTime)
  }
  return {
    host: times.host,
    values: of('raw').reduce((sum, { values }) => sum + values, 0) + open,
    bytes: { raw: bytes('raw'), fine: bytes('fine'), coarse: bytes('coarse'), times: bytes('times') },
    journalBytes: Math.round(journalBytes),
    first: firsts.length > 0 ? firsts.reduce((least, each) => Math.min(least, each)) : null,
    last: lasts.length > 0 ? lasts.reduce((most, each) => Math.max(most, each)) : null,
    daily: {
      raw: daily('raw'),
      fine: daily('fine'),
      coarse: daily('coarse'),
      times: daily('times'),
      values: daily('raw', ({ values }) => values),
    },
  }
}

function openValues({ series }: OpenHost): number {
  let values = 0
  for (const { head } of series.values()) values += head.values
  return values
}

/** Of a whole day, from the latest spans. The last is left out where others are: its blocks are still small and many. */
function perDay(spans: readonly Span[], part: HistoryPart, pick: (span: Span) => number): number | null {
  const sorted = spans.toSorted((a, b) => a.span - b.span)
  const settled = part === 'raw' || part === 'times' ? sorted.slice(0, -1) : sorted
  const covered = (some: readonly Span[]): number =>
    some.reduce((sum, { first, last, tier }) => sum + Math.min(TIER_SPAN[tier], last - first + TIER_WIDTH[tier]), 0)
  for (const some of [settled.slice(-LATELY_DAYS), sorted]) {
    const cover = covered(some)
    if (cover >= LEAST_COVER[part]) return (some.reduce((sum, span) => sum + pick(span), 0) * DAY) / cover
  }
  return null
}

/** What upkeep would take away; hosts that lose nothing are left out. */
export function prunings(context: Context, now: number, policy: RetentionPolicy): Pruning[] {
  return [...context.registry.hosts()].flatMap(({ times }) => {
    const pruning = pruningOf(context, times.host, now, policy)
    return pruning.droppedBytes + pruning.thinnedBytes > 0 ? [pruning] : []
  })
}

function pruningOf({ blocks }: Context, host: number, now: number, policy: RetentionPolicy): Pruning {
  const { rawFrom, fineFrom, everythingFrom } = cutoffsOf(now, policy, host)
  const pruning = { host, droppedBytes: 0, droppedDays: 0, thinnedValues: 0, thinnedDays: 0, thinnedBytes: 0 }
  let droppedFrom = Number.POSITIVE_INFINITY
  for (const span of blocks.spans(host)) {
    const dropped = span.last < everythingFrom
    const thinned = !span.times && ((span.tier === 0 && span.last < rawFrom) || (span.tier === 1 && span.last < fineFrom))
    if (dropped) {
      pruning.droppedBytes += span.bytes
      droppedFrom = Math.min(droppedFrom, span.first)
    } else if (thinned) pruning.thinnedBytes += span.bytes
    if (thinned && !dropped && span.tier === 0) {
      pruning.thinnedValues += span.values
      pruning.thinnedDays++
    }
  }
  if (pruning.droppedBytes > 0) pruning.droppedDays = Math.ceil((everythingFrom - droppedFrom) / DAY)
  return pruning
}

/** Bytes of all sealed blocks of all hosts, and of their rows and indexes. */
export function blockSizes({ registry, blocks }: Context): { readonly blockBytes: number; readonly overhead: number } {
  let [blockBytes, overhead] = [0, 0]
  for (const { times } of registry.hosts()) {
    for (const span of blocks.spans(times.host)) {
      blockBytes += span.bytes
      overhead += span.blocks * BLOCK_OVERHEAD
    }
  }
  return { blockBytes, overhead }
}
