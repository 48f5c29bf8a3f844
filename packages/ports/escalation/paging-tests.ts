import type { Urgency } from '@hyperion/domain/escalation'

/** A try of a policy, from a signal to the phones. */
export interface PagingTest {
  /** UUID; the fingerprint of its signal. */
  readonly id: string
  readonly policy: string
  readonly service: string
  readonly urgency: Urgency
  readonly startedBy: string
  readonly startedAt: number
  /** UUID; null as long as there is none. */
  readonly incident: string | null
  readonly endedAt: number | null
}

export interface PagingTestStore {
  create(test: PagingTest): Promise<void>
  byId(id: string): Promise<PagingTest | undefined>
  opened(id: string, incident: string): Promise<void>
  /** Those begun before an instant that were not ended. */
  unended(before: number): Promise<readonly PagingTest[]>
  /** False when it was ended before. */
  end(id: string, at: number): Promise<boolean>
  /** A service that names the policy; one that is made for tests, once, where none does. */
  serviceFor(policy: string, made: { readonly id: string; readonly name: string; readonly at: number }): Promise<string>
}
