/**
 * The hosts at one glance: `GET /api/fleet`, and on `/ws/live/` after a {@link FleetRequest} what changed, at most once a
 * second. Each row of an answer is whole; those of an update name only what changed.
 */
import type { AlertLevel } from '@hyperion/domain/alerts'
import type { FleetState } from '@hyperion/domain/fleet'
import type { HostDown, HostKind } from '@hyperion/domain/hosts'

export type { HostDown }

/** Times are epoch ms by the hub's clock; a figure is null where unknown. */
export interface FleetRow {
  readonly id: number
  readonly name: string
  readonly kind: HostKind
  readonly tags: readonly string[]
  readonly state: FleetState
  /** Percent of the machine. */
  readonly cpu: number | null
  readonly memory: number | null
  /** The fullest file system, and where it is mounted. */
  readonly disk: number | null
  readonly mount: string
  /** Bytes a second over all interfaces that are not virtual. */
  readonly rx: number | null
  readonly tx: number | null
  readonly load: number | null
  readonly booted: number | null
  /** The last sign of life. */
  readonly seen: number | null
  /** Null while its reports come. */
  readonly down: HostDown | null
  /** The worst that fires and is not silenced. */
  readonly alert: FleetAlert | null
  /** CPU of the last 60 minutes that it reported in, see {@link sparkValues}. */
  readonly spark: string
}

export interface FleetAlert {
  readonly id: number
  readonly level: AlertLevel
  readonly rule: string
  readonly title: string
  readonly instance: string
  /** How many fire, this one included. */
  readonly count: number
}

/** Of most hosts there is nothing to say of these: they are left out. */
export type FleetAnswerRow = Omit<FleetRow, 'down' | 'alert'> & Partial<Pick<FleetRow, 'down' | 'alert'>>

/** `GET /api/fleet`; with `?since=<version>` only what changed after that, where that is still known. */
export interface FleetAnswer {
  readonly version: number
  /** Now, by the hub's clock. */
  readonly at: number
  /** These are all hosts; otherwise those that changed. */
  readonly complete: boolean
  readonly rows: readonly FleetAnswerRow[]
  /** Ids of hosts that were deleted meanwhile; none in a complete answer. */
  readonly gone: readonly number[]
}

export type FleetRowChange = Pick<FleetRow, 'id'> & Partial<FleetRow>

export interface LiveFleet {
  readonly type: 'fleet'
  readonly data: {
    readonly version: number
    readonly at: number
    readonly rows: readonly FleetRowChange[]
    readonly gone: readonly number[]
  }
}

/** Sent by the browser: the hosts' changes from now on, or no more. */
export interface FleetRequest {
  readonly type: 'fleet'
  readonly on: boolean
}

export const SPARK_POINTS = 60
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const NOTHING = '.'
const STEPS = ALPHABET.length - 1

/** A percentage as one character; what is not known is a dot. */
export function sparkCharacter(percent: number | null): string {
  if (percent === null || !Number.isFinite(percent)) return NOTHING
  return ALPHABET[Math.round((Math.min(100, Math.max(0, percent)) / 100) * STEPS)] as string
}

/** Percentages, oldest first, to the nearest 1.6. */
export function sparkValues(spark: string): (number | null)[] {
  return [...spark].map((each) => {
    const step = ALPHABET.indexOf(each)
    return step < 0 ? null : (step / STEPS) * 100
  })
}
