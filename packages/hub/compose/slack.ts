import type { AuditLog } from '@hyperion/features/audit'
import type { Incidents } from '@hyperion/features/incidents'
import { Outgoing } from '@hyperion/features/notifications'
import type { SecretBox } from '@hyperion/features/secrets'
import { openSlack, type Slack } from '@hyperion/features/slack'
import type { Clock } from '@hyperion/ports/clock'
import type { Config } from '../config.ts'
import type { Storage } from './storage.ts'

interface SlackParts {
  readonly config: Config
  readonly storage: Storage
  readonly secrets: SecretBox
  readonly incidents: Incidents
  readonly audit: AuditLog
  /** Who is on call in a schedule by now. */
  readonly onCall: (scheduleId: string) => Promise<{ readonly id: number } | null>
  readonly appUrl: () => string
  readonly clock: Clock
  readonly log: (message: string) => void
}

/** Incidents in Slack. */
export function composeSlack({ config, storage, ...parts }: SlackParts): Slack {
  const { slack: store, users, teams, services, runbooks } = storage.database
  const outgoing = new Outgoing({ allowPrivate: config.allowPrivateWebhooks })
  return openSlack({ ...parts, store, users, teams, services, runbooks, outgoing })
}
