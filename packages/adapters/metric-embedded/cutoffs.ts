import { type Retention, type RetentionPolicy, retentionOf } from '@hyperion/domain/metrics'
import { DAY, spanOf } from './context.ts'
import type { SeriesChoice } from './storage.ts'

/** From which times on history of each fineness is kept. */
export interface Cutoffs {
  readonly rawFrom: number
  readonly fineFrom: number
  readonly everythingFrom: number
}

export function cutoffsOf(now: number, policy: RetentionPolicy, host: number): Cutoffs {
  return cutoffs(now, retentionOf(policy, host))
}

function cutoffs(now: number, { rawDays, fineDays, totalDays }: Retention): Cutoffs {
  return {
    rawFrom: spanOf(0, now - rawDays * DAY),
    fineFrom: spanOf(0, now - fineDays * DAY),
    everythingFrom: totalDays > 0 ? spanOf(0, now - totalDays * DAY) : Number.NEGATIVE_INFINITY,
  }
}

/** Hosts that are treated alike: those without a retention of their own, then the others by theirs. */
export function cutoffGroups(
  now: number,
  { standard, hosts }: RetentionPolicy,
): { readonly cutoffs: Cutoffs; readonly choice: Omit<SeriesChoice, 'times'> }[] {
  const own = Map.groupBy(hosts, ([, { rawDays, fineDays, totalDays }]) => `${rawDays}:${fineDays}:${totalDays}`)
  return [
    { cutoffs: cutoffs(now, standard), choice: { hosts: [...hosts.keys()], except: true } },
    ...Array.from(own.values(), (group) => ({
      cutoffs: cutoffs(now, (group[0] as [number, Retention])[1]),
      choice: { hosts: group.map(([host]) => host), except: false },
    })),
  ]
}
