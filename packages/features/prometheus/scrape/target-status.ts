import type { ScrapeTarget } from '@hyperion/ports/prometheus'
import type { HostStatus } from '../../hosts/index.ts'
import { LACKS } from '../lacks.ts'
import type { LoopState } from './target-loop.ts'

/** One answer that does not come is no news yet. */
const FAILURES_OFFLINE = 2
/** A clock this far off is worth a word. */
const SKEW_WORTH_TELLING_MS = 5_000

export function targetStatus(target: ScrapeTarget, state: LoopState, intervalMs: number): HostStatus {
  const { name, inventory } = target
  return {
    name,
    inventory,
    online: state.lastAnswer !== null && (state.failure?.count ?? 0) < FAILURES_OFFLINE,
    lastSeen: state.lastAnswer,
    intervalMs,
    ownInterval: target.intervalMs !== null,
    troubles: [failure(state), clock(state)].filter((each) => each !== null),
    lacks: LACKS,
  }
}

function failure({ failure: failed }: LoopState): string | null {
  return failed && `node_exporter: ${failed.reason}, since ${new Date(failed.since).toISOString()}`
}

/** The exporter is asked at the hub's time, so that its clock matters to nobody but itself. */
function clock({ skewMs }: LoopState): string | null {
  if (skewMs === null || Math.abs(skewMs) < SKEW_WORTH_TELLING_MS) return null
  return `clock: ${Math.round(Math.abs(skewMs) / 1000)} s ${skewMs > 0 ? 'ahead of' : 'behind'} the hub's`
}
