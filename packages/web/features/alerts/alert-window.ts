import type { AlertRow } from '@hyperion/wire/web'
import type { ChartWindow } from '../../charts/window.ts'

const LEAST = 15 * 60_000
const MOST = 12 * 3_600_000

/** From some time before an alert to some time after it, in proportion to how long it lasted. */
export function windowAround({ started_at, resolved_at }: Pick<AlertRow, 'started_at' | 'resolved_at'>, now: number): ChartWindow {
  const from = Date.parse(started_at)
  const to = resolved_at === null ? now : Date.parse(resolved_at)
  const around = Math.max(LEAST, Math.min(MOST, (to - from) / 2))
  return { from: from - around, to: Math.min(Math.max(now, to), to + around) }
}
