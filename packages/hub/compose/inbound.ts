import { openInbound } from '@hyperion/features/inbound'
import type { Incidents } from '@hyperion/features/incidents'
import type { SecretBox } from '@hyperion/features/secrets'
import type { Services } from '@hyperion/features/services'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { Storage } from './storage.ts'

interface InboundDeps {
  readonly storage: Storage
  readonly services: Services
  readonly incidents: Incidents
  readonly secrets: SecretBox
  readonly bus: Bus
  readonly clock: Clock
  readonly log: (message: string) => void
}

/** From alerts of other programs, and the hub's own, to incidents. */
export function openInboundAlerts({ storage: { database }, services, incidents, secrets, bus, clock, log }: InboundDeps) {
  const { integrations, inbound, alertRoutes } = database
  const parts = openInbound({ integrations, inbound, alertRoutes, services, incidents, secrets, bus, clock, log })
  return { ...parts, face: { integrations: parts.integrations, inbox: parts.inbox } }
}
