import type { Database } from '@hyperion/adapters/db'
import type { Catalog } from '@hyperion/faces/imas'
import { Runbooks } from '@hyperion/features/runbooks'
import { ImpactScopes, Services, Teams, type TeamsDeps } from '@hyperion/features/services'
import { Tags } from '@hyperion/features/tags'
import type { Clock } from '@hyperion/ports/clock'

interface CatalogDeps {
  readonly database: Database
  readonly clock: Clock
  /** Who is on call by a schedule. */
  readonly onCall: NonNullable<TeamsDeps['onCall']>
}

/** What incidents refer to: services, teams, impact scopes, runbooks and tags. */
export function openCatalog({ database, clock, onCall }: CatalogDeps): Catalog {
  const { services, teams, hosts, users, runbooks, escalationPolicies } = database
  const policyExists = async (id: string) => (await escalationPolicies.byId(id)) !== undefined
  return {
    services: new Services({ store: services, teams, hosts, policyExists, clock }),
    teams: new Teams({ store: teams, users, clock, onCall, scheduleExists: async (id) => (await database.onCall.byId(id)) !== undefined }),
    scopes: new ImpactScopes(database.impactScopes),
    runbooks: new Runbooks({ store: runbooks, services, clock }),
    tags: new Tags(database.tags),
  }
}
