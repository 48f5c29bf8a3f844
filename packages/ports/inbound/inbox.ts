import type { InboundSource } from '@hyperion/domain/inbound'
import type { Absorbed } from '@hyperion/ports/incidents'

export const INBOUND_STATES = ['queued', 'processed', 'unreadable', 'failed'] as const
export type InboundState = (typeof INBOUND_STATES)[number]

/** What became of one alert of a delivery. */
export interface InboundAlert {
  readonly fingerprint: string
  readonly status: 'firing' | 'resolved'
  readonly title: string
  /** Null for the end of an alert that no incident knows. */
  readonly incident: { readonly id: string; readonly shortId: string } | null
  readonly outcome: Absorbed['outcome']
}

export interface InboundResult {
  readonly alerts: readonly InboundAlert[]
  /** English sentences. */
  readonly notes: readonly string[]
}

/** One request as it came in, without its body. Times are epoch ms. */
export interface Inbound {
  readonly id: number
  readonly integration: string
  readonly source: InboundSource
  readonly receivedAt: number
  /** When the same came last. */
  readonly lastAt: number
  /** Bytes of the body. */
  readonly size: number
  /** How often the same came again. */
  readonly repeats: number
  readonly state: InboundState
  readonly attempts: number
  readonly finishedAt: number | null
  readonly result: InboundResult | null
  /** Why it is unreadable, or why the latest attempt failed. */
  readonly error: string | null
}

export interface InboundDetail extends Inbound {
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

export interface NewInbound {
  readonly integration: string
  readonly source: InboundSource
  readonly receivedAt: number
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string>>
  /** Of the body. */
  readonly hash: string
}

/** One that somebody works on, until its lease ends. */
export interface ClaimedInbound extends InboundDetail {
  readonly queuedAt: number
  readonly leaseUntil: number
}

export type InboundOutcome =
  | { readonly state: 'processed'; readonly result: InboundResult }
  | { readonly state: 'unreadable'; readonly error: string }
  | { readonly state: 'failed'; readonly error: string }
  | { readonly state: 'queued'; readonly error: string; readonly retryAt: number }

/** Everything that comes in, kept before it is answered. */
export interface InboundStore {
  /** Durable once it resolves. */
  receive(inbound: NewInbound): Promise<number>
  /**
   * Folds in what came since `since` with the same body: counted, and put to work once more behind what came
   * meanwhile, for in between the alert may have ended. Undefined when there was none.
   */
  repeat(integration: string, hash: string, since: number, at: number): Promise<number | undefined>
  /** The first that is due; those of one integration go in order, one at a time. */
  claim(now: number, leaseMs: number): Promise<ClaimedInbound | undefined>
  /** Does nothing when the lease was lost. False when the same came again meanwhile: it stays queued. */
  settle(claim: Pick<ClaimedInbound, 'id' | 'leaseUntil' | 'queuedAt'>, outcome: InboundOutcome, at: number): Promise<boolean>
  /** When the next is due; null when nothing waits. */
  nextDue(): Promise<number | null>
  /** Newest first. */
  list(
    integration: string,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly count: number; readonly deliveries: readonly Inbound[] }>
  /** The newest of each integration. */
  latest(): Promise<readonly Inbound[]>
  detail(integration: string, id: number): Promise<InboundDetail | undefined>
  /** Puts one to work once more; undefined for an unknown one. */
  replay(integration: string, id: number, at: number): Promise<Inbound | undefined>
  /** Forgets what is done: what came before, and the oldest of an integration beyond so many bytes. */
  trim(limits: { readonly before: number; readonly bytes: number }): Promise<void>
}
