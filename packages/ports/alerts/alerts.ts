import type {
  AlertEvent,
  AlertEventKind,
  AlertLevel,
  AlertState,
  AlertSubject,
  AlertUnit,
  HeldEvent,
  Telling,
} from '@hyperion/domain/alerts'
import type { Delivery } from './deliveries.ts'

/** One alert from its first breaching sample to its end. */
export interface Alert extends AlertSubject {
  readonly id: number
  readonly title: string
  readonly unit: AlertUnit
  /** As of the latest event, as are the value and the threshold. */
  readonly message: string
  /** The worst so far. */
  readonly level: AlertLevel
  readonly state: 'firing' | 'resolved'
  readonly value: number | null
  readonly threshold: number | null
  readonly startedAt: number
  readonly resolvedAt: number | null
  readonly acknowledgedAt: number | null
  /** Name of the user who took it on. */
  readonly acknowledgedBy: string | null
  readonly flapping: boolean
  /** What channels are owed once no silence matches any more. */
  readonly held: HeldEvent | null
}

/** Something that happened to an alert. */
export interface StoryEvent {
  readonly kind: AlertEventKind | 'acknowledged' | 'unacknowledged'
  readonly level: AlertLevel
  readonly value: number | null
  readonly threshold: number | null
  readonly message: string
  readonly at: number
  /** Whether channels were told at once, after a silence, or not at all. */
  readonly told: Telling
  /** Name of the user who acknowledged it. */
  readonly actor: string | null
}

export interface AlertStory {
  readonly alert: Alert
  /** Oldest first, as are the deliveries. */
  readonly events: readonly StoryEvent[]
  readonly deliveries: readonly Delivery[]
}

/** What is left out does not matter. */
export interface AlertFilter {
  readonly state?: Alert['state']
  readonly level?: AlertLevel
  readonly host?: number
  /** With the alerts about its missing values. */
  readonly rule?: string
  /** Text in title, message, instance or name of the host, in whatever case. */
  readonly search?: string
  /** Only alerts with a lower id. */
  readonly before?: number
  readonly limit: number
}

/** Where a rule stands on an instance of a host now, and what there is to tell of it. */
export interface Transition extends AlertSubject {
  readonly state: AlertState
  readonly event: AlertEvent | null
  /** `now` unless told otherwise. */
  readonly telling?: Telling
  /** When the hub noticed, by its own clock: deliveries are due from then. The event's own time, a host's, when left out. */
  readonly noticedAt?: number
}

export interface AlertStore {
  /** Every state that is not ok, or was not lately. */
  states(): Promise<readonly Omit<Transition, 'event'>[]>
  /**
   * Keeps the state, the alert and a delivery of its event for every channel that wants it, in one transaction.
   * The same transition once more changes nothing, nor does one of a host that was deleted: its alerts went with it.
   */
  commit(transition: Transition): Promise<void>
  /** Alerts that are firing, newest first. */
  current(): Promise<readonly Alert[]>
  /** Alerts of any state, newest first. */
  recent(limit: number): Promise<readonly Alert[]>
  /** Alerts that match, newest first. */
  find(filter: AlertFilter): Promise<readonly Alert[]>
  story(id: number): Promise<AlertStory | undefined>
  /** Notes who takes a firing alert on, or that nobody does any more. Rejects with `not_found`, or `conflict` when it is over. */
  acknowledge(id: number, actor: { readonly name: string; readonly at: number; readonly acknowledged: boolean }): Promise<Alert>
  /** Alerts that channels have not been told all of. */
  held(): Promise<readonly Alert[]>
  /** Queues what was held back, unless that has been done already: once, whoever asks. */
  release(alert: Pick<Alert, 'id' | 'held'>, event: AlertEvent): Promise<boolean>
  /** Notes until when an alert is silenced: no reminders meanwhile. */
  markSilenced(id: number, until: number | null): Promise<void>
  /** Forgets alerts that ended, and deliveries that were done, before an instant. */
  trim(before: { readonly alerts: number; readonly deliveries: number }): Promise<void>
}
