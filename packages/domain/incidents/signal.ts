import type { Severity } from './severity.ts'

/** An alert from wherever, in the words of incidents: whoever takes one in need not know where it came from. */
export interface Signal {
  /** Kind of the integration, or `hyperion` for the hub's own alerts. */
  readonly source: string
  /** The same for everything that is told of one alert; it is the dedup key unless {@link Signal.group} is given. */
  readonly fingerprint: string
  /** Alerts with the same one share an incident: those of one host, or a flood. */
  readonly group?: string
  readonly status: 'firing' | 'resolved'
  readonly title: string
  readonly description: string
  readonly severity: Severity
  /** When it was noticed over there. */
  readonly detectedAt: number
  readonly endedAt: number | null
  readonly labels: Readonly<Record<string, string>>
  /** The page of the alert over there. */
  readonly url: string | null
}

/** A signal as an incident keeps it. */
export interface AttachedSignal extends Signal {
  readonly updatedAt: number
  /** How often it was told. */
  readonly count: number
}

/** Within so long of its end the same alert opens an incident again, instead of a new one. */
export const REOPEN_WINDOW_MS = 300_000
