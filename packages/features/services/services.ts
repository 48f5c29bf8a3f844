import { CATCH_ALL_NAME, DEFAULT_CRITICALITY, matches, sameName } from '@hyperion/domain/services'
import type { Clock } from '@hyperion/ports/clock'
import type { HostStore } from '@hyperion/ports/hosts'
import type { NewService, Service, ServiceChange, ServiceStore, TeamStore } from '@hyperion/ports/services'
import { found, naming, refuseTaken, wrong } from './problem.ts'
import { cleaned, idOf, linkOf, nameOf, textOf } from './texts.ts'

export type ServiceRequest = Pick<NewService, 'name'> & Partial<Omit<NewService, 'createdAt'>>

export interface ServicesDeps {
  readonly store: ServiceStore
  readonly teams: Pick<TeamStore, 'byId'>
  readonly hosts: Pick<HostStore, 'list'>
  readonly clock: Clock
  /** Whether there is an escalation policy of this id; whatever is given is taken where nobody knows. */
  readonly policyExists?: (id: string) => Promise<boolean>
}

const BLANK = {
  description: '',
  ownerTeam: null,
  criticality: DEFAULT_CRITICALITY,
  runbookUrl: null,
  escalationPolicyId: null,
  hosts: [],
} satisfies Partial<NewService>

const CLEANERS = {
  name: nameOf,
  description: textOf,
  ownerTeam: (id: string | null) => idOf(id, 'ownerTeam', 'unknown_team'),
  runbookUrl: (link: string | null) => linkOf(link, 'runbookUrl'),
  escalationPolicyId: (id: string | null) => idOf(id, 'escalationPolicyId', 'unknown_policy'),
}

/** What incidents are about. An unknown id rejects with `not_found`, a name that is taken with `conflict`. */
export class Services {
  readonly #deps: ServicesDeps

  constructor(deps: ServicesDeps) {
    this.#deps = deps
  }

  /** By name: those that a text is in the name, the description or the owner of. */
  async list(search = ''): Promise<readonly Service[]> {
    const services = await this.#deps.store.list()
    return services.filter(({ name, description, ownerTeam }) => matches(search, name, description, ownerTeam?.name ?? null))
  }

  async byId(id: string): Promise<Service> {
    return found(await this.#deps.store.byId(id), 'service')
  }

  /** In whatever case; exactly that name where several fit, else the oldest. */
  async byName(name: string): Promise<Service | undefined> {
    const names = await this.#deps.store.names()
    const fit = names.find((each) => each.name === name) ?? names.find((each) => sameName(each.name, name))
    return fit && this.#deps.store.byId(fit.id)
  }

  /** The one that a host's own alerts are about. */
  ofHost(host: number): Promise<Service | undefined> {
    return this.#deps.store.ofHost(host)
  }

  /** The service of alerts that name none that is known; made when it is missing. */
  async ensureCatchAll(): Promise<Service> {
    const known = await this.byName(CATCH_ALL_NAME)
    if (known) return known
    const { store, clock } = this.#deps
    try {
      return await store.create({ ...BLANK, name: CATCH_ALL_NAME, createdAt: clock.now() })
    } catch (error) {
      const other = await this.byName(CATCH_ALL_NAME)
      if (other) return other
      throw error
    }
  }

  async create(request: ServiceRequest): Promise<Service> {
    const { store, clock } = this.#deps
    const service = { ...BLANK, ...cleaned(request, CLEANERS) }
    await this.#check(service)
    return naming(() => store.create({ ...service, createdAt: clock.now() }))
  }

  /** As a whole: what is left out becomes what it is in a new one. */
  replace(id: string, request: ServiceRequest): Promise<Service> {
    return this.change(id, { ...BLANK, ...request })
  }

  async change(id: string, told: ServiceChange): Promise<Service> {
    await this.byId(id)
    const change = cleaned(told, CLEANERS)
    await this.#check(change, id)
    return naming(() => this.#deps.store.update(id, change))
  }

  /** Rejects with `conflict` when it has incidents. */
  delete(id: string): Promise<void> {
    return this.#deps.store.delete(id)
  }

  async #check({ name, ownerTeam, hosts, escalationPolicyId }: ServiceChange, own?: string): Promise<void> {
    const { store, teams, hosts: known, policyExists = async () => true } = this.#deps
    if (ownerTeam && !(await teams.byId(ownerTeam))) throw wrong('ownerTeam', 'unknown_team')
    if (escalationPolicyId && !(await policyExists(escalationPolicyId))) throw wrong('escalationPolicyId', 'unknown_policy')
    if (hosts && hosts.length > 0) {
      const ids = new Set((await known.list()).map(({ id }) => id))
      if (hosts.some((id) => !ids.has(id))) throw wrong('hosts', 'unknown_host')
    }
    if (name !== undefined) refuseTaken(name, await store.names(), own)
  }
}
