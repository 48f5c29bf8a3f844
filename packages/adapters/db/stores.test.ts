import {
  actionStoreContract,
  agentStoreContract,
  alertDeskContract,
  alertRouteStoreContract,
  alertStoreContract,
  auditStoreContract,
  commandStoreContract,
  contactStoreContract,
  containerStoreContract,
  deliveryStoreContract,
  documentStoreContract,
  escalationPolicyStoreContract,
  escalationRunStoreContract,
  fleetViewStoreContract,
  googleDocsStoreContract,
  hostEventStoreContract,
  hostStoreContract,
  impactScopeStoreContract,
  inboundStoreContract,
  incidentMetricsStoreContract,
  incidentStepStoreContract,
  incidentStoreContract,
  issuedTokenStoreContract,
  notificationStoreContract,
  oidcIdentityStoreContract,
  onCallStoreContract,
  pageStoreContract,
  passwordResetStoreContract,
  preferenceStoreContract,
  processStoreContract,
  pushStoreContract,
  remoteWriteStoreContract,
  reportScheduleStoreContract,
  reportStoreContract,
  retentionStoreContract,
  ruleStoreContract,
  runbookStoreContract,
  scrapeTargetStoreContract,
  serviceStoreContract,
  sessionStoreContract,
  silenceStoreContract,
  slackStoreContract,
  sshHostStoreContract,
  tagStoreContract,
  taskStoreContract,
  teamStoreContract,
  thresholdStoreContract,
  twoFactorStoreContract,
  usageStoreContract,
  userChangesContract,
  userStoreContract,
} from '@hyperion/ports/contract'
import { openTestDatabase } from '@hyperion/testkit/database'
import { EmptiedDatabases } from '@hyperion/testkit/postgres'
import { afterAll } from 'vitest'
import { type Database, openDatabase } from './index.ts'

const databases = new EmptiedDatabases(async (url) => (await openDatabase({ kind: 'postgres', url })).close())
afterAll(() => databases.stop())

const ENGINES: Readonly<Record<string, () => Promise<Database>>> = {
  SQLite: openTestDatabase,
  PostgreSQL: async () => {
    const { url, giveBack } = await databases.take()
    const database = await openDatabase({ kind: 'postgres', url })
    return {
      ...database,
      close: async () => {
        await database.close()
        await giveBack()
      },
    }
  },
}

for (const [name, open] of Object.entries(ENGINES)) {
  auditStoreContract(name, open)
  actionStoreContract(name, open)
  commandStoreContract(name, open)
  agentStoreContract(name, open)
  containerStoreContract(name, open)
  sshHostStoreContract(name, open)
  slackStoreContract(name, open)
  userStoreContract(name, open)
  alertStoreContract(name, open)
  deliveryStoreContract(name, open)
  alertDeskContract(name, open)
  retentionStoreContract(name, open)
  ruleStoreContract(name, open)
  silenceStoreContract(name, open)
  userChangesContract(name, open)
  sessionStoreContract(name, open)
  oidcIdentityStoreContract(name, open)
  passwordResetStoreContract(name, open)
  onCallStoreContract(name, open)
  issuedTokenStoreContract(name, open)
  documentStoreContract(name, open)
  googleDocsStoreContract(name, open)
  fleetViewStoreContract(name, open)
  hostStoreContract(name, open)
  incidentStoreContract(name, open)
  incidentStepStoreContract(name, open)
  incidentMetricsStoreContract(name, open)
  hostEventStoreContract(name, open)
  processStoreContract(name, open)
  notificationStoreContract(name, open)
  pushStoreContract(name, open)
  remoteWriteStoreContract(name, open)
  reportStoreContract(name, open)
  reportScheduleStoreContract(name, open)
  scrapeTargetStoreContract(name, open)
  taskStoreContract(name, open)
  usageStoreContract(name, open)
  thresholdStoreContract(name, open)
  twoFactorStoreContract(name, open)
  preferenceStoreContract(name, open)
  teamStoreContract(name, open)
  serviceStoreContract(name, open)
  inboundStoreContract(name, open)
  alertRouteStoreContract(name, open)
  impactScopeStoreContract(name, open)
  runbookStoreContract(name, open)
  tagStoreContract(name, open)
  contactStoreContract(name, open)
  escalationPolicyStoreContract(name, open)
  escalationRunStoreContract(name, open)
  pageStoreContract(name, open)
}
