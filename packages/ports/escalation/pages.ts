import type { EscalationPosition, PageKind, PageStatus } from '@hyperion/domain/escalation'
import type { ToldLine } from './told.ts'

/** Whom a page is for: a person by one of the ways to reach that person, or a channel. */
export type PageRecipient =
  /** The method is `mail`, `push` or the id of a contact method; the label is what people call it. */
  | { readonly user: { readonly id: number; readonly username: string }; readonly method: string; readonly label: string }
  | { readonly channel: { readonly id: number; readonly name: string } }

/** Whom a page goes to by which way, in one word: pages of one recipient are sent in order. */
export function recipientKey(to: PageRecipient): string {
  return 'user' in to ? `user:${to.user.id}:${to.method}` : `channel:${to.channel.id}`
}

/** One message owed to one person by one way, or to one channel. */
export interface NewPage {
  /** Of several with the same one, the first counts. */
  readonly key: string
  /** UUID. */
  readonly incident: string
  /** The step of the escalation that it comes from. */
  readonly step: (EscalationPosition & { readonly run: number }) | null
  readonly to: PageRecipient
  readonly kind: PageKind
  /** What it says beside the incident. */
  readonly text: string
  readonly createdAt: number
  /** When it may go out. */
  readonly dueAt: number
}

export interface Page extends NewPage {
  readonly id: number
  readonly status: PageStatus
  readonly attempts: number
  readonly finishedAt: number | null
  /** Why the latest attempt failed, or why it was dropped. */
  readonly error: string | null
}

export interface LeasedPage extends Page {
  readonly leaseUntil: number
  /** What its recipient answered to an earlier page about the incident. */
  readonly earlier: string | null
}

/** How one way to reach a person fared. */
export interface MethodOutcome {
  readonly user: number
  readonly method: string
  readonly ok: boolean
  readonly at: number
  readonly error: string | null
}

type Lease = Pick<LeasedPage, 'id' | 'leaseUntil'>

export interface PageStore {
  /** Owes pages, without those that are owed already, and tells it; answers how many are new. Nothing is told when none is. */
  add(pages: readonly NewPage[], told: ToldLine | null): Promise<number>
  /** The one due first of which no earlier one about the same incident waits for the same recipient, for so long. */
  lease(now: number, leaseMs: number): Promise<LeasedPage | undefined>
  /** The earliest instant after `now` at which there may be something to lease; null when nothing waits. */
  nextDue(now: number): Promise<number | null>
  /** These do nothing when the lease was lost meanwhile. */
  succeed(page: Lease, outcome: { readonly at: number; readonly reference: string | null; readonly told: ToldLine | null }): Promise<void>
  retry(page: Lease, outcome: { readonly at: number; readonly error: string; readonly retryAt: number }): Promise<void>
  /** For good. When nothing else of its step can still arrive, the next step is due at once. */
  fail(page: Lease, outcome: { readonly at: number; readonly error: string; readonly told: ToldLine }): Promise<void>
  /** Drops it: nobody needs it any more. */
  expire(page: Lease, outcome: { readonly at: number; readonly error: string }): Promise<void>
  /** By id. */
  ofIncident(incident: string): Promise<readonly Page[]>
  /** Notes how a way to reach a person fared outside of any incident. */
  noteOutcome(outcome: MethodOutcome): Promise<void>
  /** How each way to reach a person fared the last time. */
  outcomes(): Promise<readonly MethodOutcome[]>
}
