import type { HostEventKind } from '@hyperion/domain/hosts'

export interface NewHostEvent {
  readonly host: number
  readonly at: number
  /** Never `action`: those are kept by themselves. */
  readonly kind: HostEventKind
  /** The unit or container it is about; null for the host itself. */
  readonly subject: string | null
  /** What it was before and after, as the kind tells; null where there is nothing to tell. */
  readonly before: string | null
  readonly after: string | null
}

export interface HostEvent extends NewHostEvent {
  readonly id: number
}

export interface EventQuery {
  readonly kinds?: readonly HostEventKind[]
  readonly from?: number
  readonly to?: number
  readonly limit: number
}

/** What happened to hosts beside their alerts, and what is known of each to notice it by. */
export interface HostEventStore {
  /** Keeps what happened together with the facts that it was noticed by; a host that is gone is left alone. */
  keep(host: number, facts: string, events: readonly NewHostEvent[]): Promise<void>
  /** The facts kept last, by host. */
  facts(): Promise<ReadonlyMap<number, string>>
  /** Newest first. */
  list(host: number, query: EventQuery): Promise<readonly HostEvent[]>
  trim(before: number): Promise<void>
}
