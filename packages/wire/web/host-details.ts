import type { ActionState } from '@hyperion/domain/actions'
import type { HostEventKind, UnitState } from '@hyperion/domain/hosts'

/**
 * `GET /api/hosts/{id}/processes?at=…&sort=cpu|memory|pid|name&limit=50`: as they were at the moment asked about, or a
 * little before; without `at` as they are, or were last.
 */
export interface HostProcessesAnswer {
  readonly asked_at: number | null
  /** Null when nothing is kept so early. */
  readonly at: number | null
  readonly distance_ms: number | null
  /** All of them, at this moment; otherwise those that used most. */
  readonly live: boolean
  /** How long processor time was counted, in ms. */
  readonly span_ms: number
  readonly total: number
  /** When the snapshots next to it were taken. */
  readonly before: number | null
  readonly after: number | null
  readonly processes: readonly {
    readonly pid: number
    readonly name: string
    readonly command: string
    readonly user: string
    /** One core is 100. */
    readonly cpu_percent: number
    readonly memory_percent: number | null
    readonly memory_bytes: number
    readonly threads: number
    readonly started_at: number
    /** It ended since the snapshot before. */
    readonly ended: boolean
  }[]
}

/** `GET /api/hosts/{id}/processes/busiest?from=…&to=…&limit=20`: processes of one name and user together. */
export interface BusiestAnswer {
  readonly from: number
  readonly to: number
  readonly snapshots: number
  /** How much of the range they tell of, in ms. */
  readonly span_ms: number
  readonly programs: readonly {
    readonly name: string
    readonly user: string
    readonly command: string
    readonly processes: number
    readonly cpu_percent: number
    readonly cpu_peak: number
    readonly cpu_peak_at: number
    readonly memory_bytes: number
    readonly memory_peak_bytes: number
    readonly last_seen: number
  }[]
}

/** `GET /api/hosts/{id}/units` */
export interface HostUnitsAnswer {
  /** When the host told them; null when it has not. */
  readonly at: number | null
  readonly units: readonly {
    readonly name: string
    readonly description: string
    readonly status: UnitState
    readonly since: number | null
    readonly enabled: boolean | null
  }[]
}

/** `GET /api/hosts/{id}/events?kinds=booted,kernel&from=…&to=…&limit=200`, newest first. */
export interface HostEventsAnswer {
  readonly events: readonly {
    /** Null for an action. */
    readonly id: number | null
    readonly at: number
    readonly kind: HostEventKind
    /** What it is about: a unit, a container, the target of an action; null for the host itself. */
    readonly subject: string | null
    readonly before: string | null
    readonly after: string | null
    /** Of an action: what was done, by whom, and how it went. */
    readonly action: {
      readonly id: string
      readonly operation: string
      readonly by: string
      readonly reason: string
      readonly state: ActionState
      readonly ended_at: number | null
    } | null
  }[]
}

/** `GET /api/hosts/{id}/forecast` */
export interface ForecastAnswer {
  readonly file_systems: readonly { readonly mount: string; readonly hours_left: number | null }[]
}
