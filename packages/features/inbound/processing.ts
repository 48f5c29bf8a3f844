import { isUnreadable, OWN_SOURCE, parseInbound, serviceNameOf } from '@hyperion/domain/inbound'
import type { Named, Signal } from '@hyperion/domain/incidents'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type {
  ClaimedInbound,
  InboundAlert,
  InboundOutcome,
  Integration,
  IntegrationStore,
  KnownRoute,
  Routed,
  RouteStore,
} from '@hyperion/ports/inbound'
import type { Absorbed } from '@hyperion/ports/incidents'
import type { Incidents } from '../incidents/index.ts'
import { jsonOf } from './payload.ts'

/** What is asked of services. */
export interface ServiceLookup {
  /** Undefined, or `not_found`, for an unknown one. */
  byId(id: string): Promise<Pick<Named, 'id'> | undefined>
  byName(name: string): Promise<Pick<Named, 'id'> | undefined>
  ofHost(host: number): Promise<Pick<Named, 'id'> | undefined>
  ensureCatchAll(): Promise<Pick<Named, 'id'>>
}

export interface ProcessingDeps {
  readonly integrations: Pick<IntegrationStore, 'byId'>
  readonly routes: RouteStore
  readonly services: ServiceLookup
  readonly incidents: Pick<Incidents, 'absorb' | 'append' | 'edit'>
  readonly bus: Pick<Bus, 'publish'>
  readonly clock: Clock
}

/** Ids of services, each asked for once. */
interface ServiceFinder {
  catchAll(): Promise<string>
  of(signal: Signal): Promise<string>
}

/** Takes what came in apart and lets incidents have it, alert by alert; it may be done twice for the same. */
export class Processing {
  readonly #deps: ProcessingDeps

  constructor(deps: ProcessingDeps) {
    this.#deps = deps
  }

  /** Rejects when it cannot be done at this moment. */
  async process(inbound: ClaimedInbound): Promise<InboundOutcome> {
    const integration = await this.#deps.integrations.byId(inbound.integration)
    if (!integration?.enabled) return { state: 'failed', error: 'The integration is switched off' }
    const body = jsonOf(inbound.body)
    if (body === undefined) return { state: 'unreadable', error: 'This is not JSON' }
    const { severities } = integration.settings
    const parsed = parseInbound(inbound.source, body, { receivedAt: inbound.lastAt, severities })
    if (isUnreadable(parsed)) return { state: 'unreadable', error: parsed.unreadable }
    const alerts = await this.#absorbAll(integration, distinct(parsed.signals))
    return { state: 'processed', result: { alerts, notes: parsed.notes } }
  }

  async #absorbAll(integration: Integration, signals: readonly Signal[]): Promise<readonly InboundAlert[]> {
    const { routes, clock } = this.#deps
    const fingerprints = [...new Set(signals.map(({ fingerprint }) => fingerprint))]
    const known = new Map(await routes.known(integration.id, fingerprints, clock.now()))
    const find = this.#serviceFinder(integration)
    const alerts: InboundAlert[] = []
    for (const signal of signals) alerts.push(await this.#absorb(integration, signal, known, find))
    return alerts
  }

  async #absorb(integration: Integration, signal: Signal, known: Map<string, KnownRoute>, find: ServiceFinder): Promise<InboundAlert> {
    const { routes, incidents } = this.#deps
    const { fingerprint, status, title } = signal
    const firing = status === 'firing'
    const before = known.get(fingerprint)
    const begins = firing && !before?.firing
    const routed = begins ? await this.#route(integration, signal, find) : null
    const route = routed ?? before ?? { service: await find.of(signal), group: signal.group ?? null }
    const { group: _, ...plain } = signal
    const absorbed = await incidents.absorb(route.group === null ? plain : { ...plain, group: route.group }, route.service)
    const { incident, outcome } = absorbed
    if (routed && incident) await routes.arrived(integration.id, fingerprint, incident.id)
    if (routed) await this.#tellOfFlood(integration, routed, absorbed)
    if (!firing && before?.firing) await routes.ended(integration.id, [fingerprint])
    if (before || routed) known.set(fingerprint, { ...route, firing })
    return { fingerprint, status, title, incident: incident && { id: incident.id, shortId: incident.shortId }, outcome }
  }

  async #route(integration: Integration, signal: Signal, find: ServiceFinder): Promise<Routed> {
    const { floodLimit, pageLimit } = integration.settings
    const [service, floodService] = [await find.of(signal), await find.catchAll()]
    const at = this.#deps.clock.now()
    return this.#deps.routes.route(integration.id, { signal, service, floodService, at, floodLimit, pageLimit })
  }

  #serviceFinder({ kind, settings }: Integration): ServiceFinder {
    const { services } = this.#deps
    const found = new Map<string, Promise<string | undefined>>()
    const once = (key: string, ask: () => Promise<Pick<Named, 'id'> | undefined>): Promise<string | undefined> => {
      const asked = found.get(key) ?? ask().then((service) => service?.id)
      found.set(key, asked)
      return asked
    }
    const rest = async (): Promise<Pick<Named, 'id'>> => {
      const own = settings.catchAll === null ? undefined : await services.byId(settings.catchAll).catch(() => undefined)
      return own ?? services.ensureCatchAll()
    }
    const catchAll = async (): Promise<string> => (await once('', rest)) as string
    const named = (signal: Signal): Promise<string | undefined> => {
      if (kind === OWN_SOURCE) return once(`host ${signal.labels.host_id}`, () => services.ofHost(Number(signal.labels.host_id)))
      const name = serviceNameOf(signal.labels, settings.serviceLabel)
      return name === null ? Promise.resolve(undefined) : once(`name ${name}`, () => services.byName(name))
    }
    return { catchAll, of: async (signal: Signal): Promise<string> => (await named(signal)) ?? catchAll() }
  }

  async #tellOfFlood(integration: Integration, routed: Routed, { incident, outcome }: Absorbed): Promise<void> {
    const { incidents, routes, bus, clock } = this.#deps
    const { name, settings } = integration
    if (!incident) return
    if (routed.flood === 'begins' && outcome === 'created')
      await incidents.edit(incident.id, { title: `Flood of alerts from ${name}`.slice(0, 200) }, null)
    if (!routed.noticeOwed) return
    const message = `${name}: more than ${settings.pageLimit} new incidents within a minute; those beyond are told of together, by this notice`
    await incidents.append(incident.id, { type: 'NOTIFICATION', message, actor: null, data: { integration: integration.id } })
    const at = clock.now()
    bus.publish('notification', { at, level: 'warning', message })
    await routes.noticed(integration.id, at)
  }
}

/** Of what is told twice in the same words the last one. */
function distinct(signals: readonly Signal[]): readonly Signal[] {
  const byWords = new Map<string, Signal>()
  for (const signal of signals) {
    const words = JSON.stringify(signal)
    byWords.delete(words)
    byWords.set(words, signal)
  }
  return [...byWords.values()]
}
