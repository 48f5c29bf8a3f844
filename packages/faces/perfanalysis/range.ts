import { DomainError } from '@hyperion/domain/errors'
import type { TimeRange } from '@hyperion/ports/metric-store'

const HOUR = 3_600_000
const MOST_HOURS = 87_600

/** The last `hours` until now, which is part of it; `all` is everything there is. */
export function rangeOf(hours: string, now: number): TimeRange {
  if (hours === 'all') return { from: 0, to: now + 1 }
  const count = /^[1-9]\d{0,5}$/.test(hours) ? Number(hours) : Number.NaN
  if (!(count <= MOST_HOURS)) {
    const details = { hours: [`Must be a whole number from 1 to ${MOST_HOURS}, or 'all'`] }
    throw new DomainError('validation_failed', 'hours', { details })
  }
  return { from: Math.max(0, now - count * HOUR), to: now + 1 }
}

const MOST_COLLECTORS = 20
const LARGEST_ID = 2_147_483_647

/** The ids of a comma-separated list, each once. */
export function collectorIdsOf(list: string): readonly number[] {
  const ids = list.split(',').map((part) => (/^\s*\d{1,10}\s*$/.test(part) ? Number(part) : Number.NaN))
  const unique = [...new Set(ids)]
  if (!unique.every((id) => id >= 1 && id <= LARGEST_ID)) throw refused('Must be collector ids separated by commas')
  if (unique.length > MOST_COLLECTORS) throw refused(`Must be at most ${MOST_COLLECTORS} collectors`)
  return unique
}

function refused(problem: string): DomainError {
  return new DomainError('validation_failed', 'collectors', { details: { collectors: [problem] } })
}
