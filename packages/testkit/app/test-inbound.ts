import type { Database } from '@hyperion/adapters/db'
import type { ImasDeps } from '@hyperion/faces/imas'
import { type InboundParts, openInbound } from '@hyperion/features/inbound'
import type { Incidents } from '@hyperion/features/incidents'
import type { SecretBox } from '@hyperion/features/secrets'
import { Services } from '@hyperion/features/services'
import type { Bus } from '@hyperion/ports/bus'
import type { TestClock } from '../clock/index.ts'

interface Deps {
  readonly database: Database
  readonly incidents: Incidents
  readonly secrets: SecretBox
  readonly bus: Bus
  readonly clock: TestClock
}

export interface TestInbound {
  /** Works from the start. */
  readonly inbound: InboundParts & { readonly face: Pick<ImasDeps, 'integrations' | 'inbox'> }
}

/** Webhooks and the hub's own alerts over a test's database. */
export function testInbound({ database, incidents, ...deps }: Deps): TestInbound {
  const { integrations, inbound, alertRoutes, teams, hosts } = database
  const services = new Services({ store: database.services, teams, hosts, clock: deps.clock })
  const parts = openInbound({ integrations, inbound, alertRoutes, services, incidents, ...deps, log: () => {} })
  parts.start()
  return { inbound: { ...parts, face: { integrations: parts.integrations, inbox: parts.inbox } } }
}
