import type { Database } from '@hyperion/adapters/db'
import type { Catalog } from '@hyperion/faces/imas'
import { Runbooks } from '@hyperion/features/runbooks'
import { ImpactScopes, Services, Teams, type TeamsDeps } from '@hyperion/features/services'
import { Tags } from '@hyperion/features/tags'
import type { Clock } from '@hyperion/ports/clock'

export interface TestCatalogOptions {
  /** Who is on call by a schedule; nobody unless told. */
  readonly onCall?: TeamsDeps['onCall']
  readonly scheduleExists?: TeamsDeps['scheduleExists']
}

/** What incidents refer to, as the hub has it. */
export function testCatalog(database: Database, clock: Clock, { onCall, scheduleExists }: TestCatalogOptions): Catalog {
  const { services, teams, hosts, users, runbooks, escalationPolicies } = database
  const policyExists = async (id: string) => (await escalationPolicies.byId(id)) !== undefined
  return {
    services: new Services({ store: services, teams, hosts, policyExists, clock }),
    teams: new Teams({ store: teams, users, clock, ...(onCall && { onCall }), ...(scheduleExists && { scheduleExists }) }),
    scopes: new ImpactScopes(database.impactScopes),
    runbooks: new Runbooks({ store: runbooks, services, clock }),
    tags: new Tags(database.tags),
  }
}
