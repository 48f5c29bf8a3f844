import { randomUUID } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import type { EscalationPolicy, EscalationTarget } from '@hyperion/domain/escalation'
import type { ChannelStore } from '@hyperion/ports/alerts'
import type { Clock } from '@hyperion/ports/clock'
import type { EscalationPolicyStore, ServiceWithPolicy } from '@hyperion/ports/escalation'
import type { TeamStore } from '@hyperion/ports/services'
import type { UserStore } from '@hyperion/ports/users'
import type { WhoIsOnCall } from './on-call.ts'

export interface EscalationPoliciesDeps {
  readonly store: EscalationPolicyStore
  readonly users: Pick<UserStore, 'list'>
  readonly channels: Pick<ChannelStore, 'list'>
  readonly teams: Pick<TeamStore, 'list'>
  readonly onCall: Pick<WhoIsOnCall, 'schedules'>
  readonly clock: Clock
}

export type PolicyInput = Omit<EscalationPolicy, 'id' | 'createdAt' | 'updatedAt'>

/** Names of what policies may point at, by kind and id. */
export interface TargetNames {
  name(type: EscalationTarget['type'], id: number | string): string | null
  /** Everything that a policy may point at, by name. */
  readonly all: readonly { readonly target: EscalationTarget; readonly name: string }[]
}

export interface ShownPolicy {
  readonly policy: EscalationPolicy
  readonly services: readonly ServiceWithPolicy[]
  readonly names: TargetNames
}

const UNKNOWN = {
  user: 'User with this ID does not exist',
  schedule: 'Schedule with this ID does not exist',
  team: 'Team with this ID does not exist',
  channel: 'Channel with this ID does not exist',
} as const

/** Escalation policies: whom services have paged. */
export class EscalationPolicies {
  readonly #deps: EscalationPoliciesDeps

  constructor(deps: EscalationPoliciesDeps) {
    this.#deps = deps
  }

  async list(): Promise<readonly ShownPolicy[]> {
    const { store } = this.#deps
    const [policies, services, names] = await Promise.all([store.list(), store.services(), this.names()])
    return policies.map((policy) => ({ policy, services: services.filter((each) => each.policy === policy.id), names }))
  }

  async get(id: string): Promise<ShownPolicy> {
    const found = (await this.list()).find(({ policy }) => policy.id === id)
    if (!found) throw new DomainError('not_found', 'no such escalation policy')
    return found
  }

  async create(input: PolicyInput): Promise<ShownPolicy> {
    await this.#check(input)
    const at = this.#deps.clock.now()
    const id = randomUUID()
    await named(() => this.#deps.store.create({ ...input, id, createdAt: at, updatedAt: at }))
    return this.get(id)
  }

  /** As a whole. Escalations under way keep to what the policy was when they began. */
  async update(id: string, input: PolicyInput): Promise<ShownPolicy> {
    await this.get(id)
    await this.#check(input)
    await named(() => this.#deps.store.update(id, { ...input, updatedAt: this.#deps.clock.now() }))
    return this.get(id)
  }

  /** Rejects with `conflict` while services name it. */
  delete(id: string): Promise<void> {
    return this.#deps.store.delete(id)
  }

  async names(): Promise<TargetNames> {
    const { users, channels, onCall, teams: teamStore } = this.#deps
    const [people, ways, schedules, teams] = await Promise.all([users.list(), channels.list(), onCall.schedules(), teamStore.list()])
    const all = [
      ...people.map(({ id, username }) => ({ target: { type: 'user', id } as const, name: username })),
      ...schedules.map(({ id, name }) => ({ target: { type: 'schedule', id } as const, name })),
      ...teams.map(({ id, name }) => ({ target: { type: 'team', id } as const, name })),
      ...ways.map(({ id, name }) => ({ target: { type: 'channel', id } as const, name })),
    ]
    const byKey = new Map(all.map(({ target, name }) => [`${target.type} ${target.id}`, name]))
    return { all, name: (type, id) => byKey.get(`${type} ${id}`) ?? null }
  }

  async #check({ steps, notify }: PolicyInput): Promise<void> {
    const names = await this.names()
    const details: Record<string, readonly string[]> = {}
    for (const [at, { targets }] of steps.entries())
      for (const [of, { type, id }] of targets.entries())
        if (names.name(type, id) === null) details[`steps.${at}.targets.${of}.id`] = [UNKNOWN[type]]
    for (const [at, id] of notify.entries()) if (names.name('channel', id) === null) details[`notify.${at}`] = [UNKNOWN.channel]
    if (Object.keys(details).length > 0) throw new DomainError('validation_failed', 'the policy points at nobody', { details })
  }
}

async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict') throw new DomainError('conflict', 'Escalation policy already exists')
    throw error
  }
}
