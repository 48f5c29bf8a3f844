import type { BrowserPush, BrowserSubscription, Outgoing } from '@hyperion/features/notifications'
import type { SecretBox } from '@hyperion/features/secrets'
import type { Mailer } from '@hyperion/ports/mail'
import type { TestDatabase } from '../database/index.ts'

/**
 * What can go wrong with the next message: `trouble` passes, `limited` asks to wait 7 s, `refused` and `gone` are final,
 * `moved` leads elsewhere, `rubbish` is taken and answered with something else, `cut` is taken and the connection lost,
 * `silent` is never answered.
 */
export type Trouble = 'trouble' | 'limited' | 'refused' | 'gone' | 'moved' | 'rubbish' | 'cut' | 'silent'

export const TROUBLES: readonly Trouble[] = ['trouble', 'limited', 'refused', 'gone', 'moved', 'rubbish', 'cut', 'silent']

/** Stands in for the other end of a channel, and refuses what the real one publishes that it refuses. */
export interface StandIn {
  /** Settings of a channel that leads here. */
  readonly settings: Readonly<Record<string, string>>
  /** `host:port`, for the list of private addresses allowed; null where the guard has no part. */
  readonly address: string | null
  /** How many messages were taken. */
  taken(): number
  /** Why the latest message was refused, or whom it would have pinged. */
  mistakes(): readonly string[]
  /** What the next request meets; those not named go well. */
  next(trouble: Trouble): void
  /** Those that it knows. */
  readonly troubles: readonly Trouble[]
  /** How mail gets here. */
  readonly mailer?: (timeoutMs: number) => Mailer
  /** How browsers are reached. */
  readonly push?: (database: TestDatabase, secrets: SecretBox, outgoing: Outgoing) => BrowserPush
  /** Browsers that asked to be told. */
  readonly subscription?: BrowserSubscription
  /** `host:port` that the guard has to let through although it is no setting. */
  readonly allows?: readonly string[]
  close(): Promise<void>
}
