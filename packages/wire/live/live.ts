/**
 * `/ws/live/`: the live feed of the web app, JSON text frames from hub to browser, cookie or Bearer at the upgrade and
 * an Origin check. Reports of the hub's own machine come unasked, those of one other host after a {@link WatchRequest},
 * changes of all hosts after a `FleetRequest`; anything else that the browser sends is ignored. Close codes: 1001 hub stopping, 1008 too many messages sent or session
 * ended, 1009 message too large, 1013 too slow a reader.
 */

import type { GroupId } from '@hyperion/domain/metrics'
import type { LiveFleet } from '../fleet/index.ts'

/** Sent at once after opening with the latest sample, then about once a second. */
export interface LiveReport {
  readonly type: 'report'
  readonly data: {
    readonly host: number
    /** Epoch ms. */
    readonly at: number
    /** Values in the catalog's column order of the group, null where unsupported; counters are cumulative. */
    readonly readings: readonly { readonly group: GroupId; readonly instance: string; readonly values: readonly (number | null)[] }[]
  }
}

export interface LiveNotification {
  readonly type: 'notification'
  readonly data: { readonly timestamp: string; readonly level: 'info' | 'warning' | 'error'; readonly message: string }
}

/** An incident began or changed: whoever shows it asks for it again. */
export interface LiveIncident {
  readonly type: 'incident'
  readonly data: { readonly id: string; readonly short_id: string; readonly at: string }
}

export type LiveMessage = LiveReport | LiveNotification | LiveIncident | LiveFleet

/** Sent by the browser: live reports of this host too, in place of the one watched before; null for none. */
export interface WatchRequest {
  readonly type: 'watch'
  readonly host: number | null
}
