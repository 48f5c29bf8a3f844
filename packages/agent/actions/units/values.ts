import type { UnitProperties } from '../../units/bus.ts'
import { timestamp } from '../../units/systemd.ts'

/** What systemd tells, as far as the catalog lets it through. */
export function shown(value: unknown, length: number): string {
  return typeof value === 'string' ? value.slice(0, length).toWellFormed() : ''
}

export const NAME_LENGTH = 255
export const WORD_LENGTH = 64

const MOST_NAMES = 200

export function names(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value.map((each) => shown(each, NAME_LENGTH)) : []
  return list.toSorted().slice(0, MOST_NAMES)
}

const UNSET = 2n ** 64n - 1n

/** Null where it is unset: not counted, or without a limit. */
export function amount(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null
  if (typeof value !== 'bigint' || value === UNSET || value < 0n) return null
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : null
}

/** Epoch ms when the unit came to be as it is. */
export function sinceOf({ StateChangeTimestamp }: UnitProperties): number | null {
  return timestamp(StateChangeTimestamp)
}
