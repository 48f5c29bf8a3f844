import type { Database } from '@hyperion/adapters/db'
import type { Catalog } from '@hyperion/faces/imas'
import { Runbooks } from '@hyperion/features/runbooks'
import { ImpactScopes, Services, Teams } from '@hyperion/features/services'
import { Tags } from '@hyperion/features/tags'
import type { Clock } from '@hyperion/ports/clock'

/** What incidents refer to: services, teams, impact scopes, runbooks and tags. */
export function openCatalog({ database, clock }: { readonly database: Database; readonly clock: Clock }): Catalog {
  const { services, teams, hosts, users, runbooks } = database
  return {
    services: new Services({ store: services, teams, hosts, clock }),
    teams: new Teams({ store: teams, users, clock }),
    scopes: new ImpactScopes(database.impactScopes),
    runbooks: new Runbooks({ store: runbooks, services, clock }),
    tags: new Tags(database.tags),
  }
}
