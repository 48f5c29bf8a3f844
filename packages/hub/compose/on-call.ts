import type { Database } from '@hyperion/adapters/db'
import { type HandOffMessage, HandOffs, OnCall, type OnCallPerson } from '@hyperion/features/on-call'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { Mailer } from '@hyperion/ports/mail'

interface OnCallParts {
  readonly database: Pick<Database, 'onCall' | 'users'>
  readonly mailer: Mailer | null
  /** Where users reach the hub, without a slash at the end. */
  readonly appUrl: () => string
  readonly bus: Bus
  readonly clock: Clock
  readonly log: (message: string) => void
}

interface OnCallDuty {
  readonly onCall: OnCall
  start(): void
  stop(): Promise<void>
}

/** Who is on call, and that they are told. */
export function openOnCall({ database, mailer, appUrl, bus, clock, log }: OnCallParts): OnCallDuty {
  const store = database.onCall
  const onCall = new OnCall({ store, users: database.users, clock, onChange: () => void handOffs.wake() })
  const tell = async ({ email, username }: OnCallPerson, { subject, text, key }: HandOffMessage): Promise<void> => {
    if (!mailer || email === '') return
    const result = await mailer.send({ to: [email], subject, text: `${text}\n\n${appUrl()}/app/on-call`, messageId: key })
    if (result.ok) return
    if (result.retry === 'later') throw new Error(result.error)
    log(`on-call: ${username} cannot be told by mail: ${result.error}`)
  }
  const handOffs = new HandOffs({ store, onCall, tell, bus, clock, log })
  return { onCall, start: () => handOffs.start(), stop: () => handOffs.stop() }
}
