import type { Report } from '@hyperion/domain/metrics'

/** Long enough that a test sees days end, and merging and coarsening with them. */
export const TICK_MS = 20 * 60_000
const START = Date.UTC(2026, 2, 10)

/** Reports told apart by a number, which is in their values. */
export function reportNumber(number: number): Report {
  return {
    at: START + number * TICK_MS,
    readings: [
      { group: 'load', instance: '', values: [number, Math.sqrt(number), number % 3 === 0 ? null : -number] },
      { group: 'temperature', instance: 'cpu', values: [number / 10] },
    ],
  }
}
