import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { InboundStore, IntegrationStore, RouteStore } from '@hyperion/ports/inbound'
import type { Incidents } from '../incidents/index.ts'
import type { SecretBox } from '../secrets/index.ts'
import { Inbox } from './inbox.ts'
import { Integrations } from './integrations.ts'
import { Processing, type ServiceLookup } from './processing.ts'
import { InboundWorker } from './worker.ts'

export interface InboundPartsDeps {
  readonly integrations: IntegrationStore
  readonly inbound: InboundStore
  readonly alertRoutes: RouteStore
  readonly services: ServiceLookup
  readonly incidents: Pick<Incidents, 'absorb' | 'append' | 'edit'>
  readonly secrets: SecretBox
  readonly bus: Bus
  readonly clock: Clock
  readonly log: (message: string) => void
}

export interface InboundParts {
  readonly integrations: Integrations
  readonly inbox: Inbox
  /** Whether an incident began among too many to page for each: one notice told of it. */
  readonly isFlooded: RouteStore['isFlooded']
  /** There may be something to do, as when an alert of the hub's own was kept. */
  wake(): void
  degraded(): string | null
  start(): void
  /** Finishes what is under way. */
  stop(): Promise<void>
}

/** From a webhook, or an alert of the hub's own, to incidents. */
export function openInbound(deps: InboundPartsDeps): InboundParts {
  const { integrations: store, inbound, alertRoutes: routes, services, incidents, secrets, bus, clock, log } = deps
  const processing = new Processing({ integrations: store, routes, services, incidents, bus, clock })
  const worker = new InboundWorker({ store: inbound, routes, processing, bus, clock, log })
  return {
    integrations: new Integrations({ store, services, secrets, clock }),
    inbox: new Inbox({ store: inbound, worker, clock }),
    isFlooded: (incident) => routes.isFlooded(incident),
    wake: () => worker.wake(),
    degraded: () => worker.degraded(),
    start: () => worker.start(),
    stop: () => worker.stop(),
  }
}
