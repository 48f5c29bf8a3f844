import type { Database } from '@hyperion/adapters/db'
import type { AuditLog } from '@hyperion/features/audit'
import type { Incidents } from '@hyperion/features/incidents'
import type { Outgoing } from '@hyperion/features/notifications'
import type { SecretBox } from '@hyperion/features/secrets'
import { openSlack, type Slack } from '@hyperion/features/slack'
import type { TestClock } from '../clock/index.ts'

export interface TestSlackDeps {
  readonly database: Database
  readonly incidents: Incidents
  readonly secrets: SecretBox
  readonly outgoing: Outgoing
  readonly audit: AuditLog
  readonly clock: TestClock
}

/** Slack as the hub has it, with nobody on call. */
export function testSlack({ database, ...parts }: TestSlackDeps): Slack {
  const { slack: store, users, teams, services, runbooks } = database
  const appUrl = () => 'https://hyperion.example'
  return openSlack({ ...parts, store, users, teams, services, runbooks, onCall: async () => null, appUrl, log: () => {} })
}
