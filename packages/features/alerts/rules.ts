import { type RuleSettings, ruleProblems, type SettingProblems } from '@hyperion/domain/alerts'
import { DomainError } from '@hyperion/domain/errors'
import type { Clock } from '@hyperion/ports/clock'
import type { HostStore } from '@hyperion/ports/hosts'
import type { RuleStore, StoredRule } from '@hyperion/ports/rules'

export interface RulesDeps {
  readonly store: RuleStore
  readonly hosts: Pick<HostStore, 'list'>
  readonly clock: Clock
}

/** After so long the rules are read anew: another process on the same database may have changed them. */
const CACHE_MS = 5_000

/** The rules that alerts go by, beside the thresholds. */
export class Rules {
  readonly #deps: RulesDeps
  #known: { readonly rules: readonly StoredRule[]; readonly until: number } | undefined
  /** Counts the changes: what was read before one must not be kept after it. */
  #generation = 0
  #onChange = (): void => {}

  constructor(deps: RulesDeps) {
    this.#deps = deps
  }

  /** Tells of every change made here. */
  onChange(listener: () => void): void {
    this.#onChange = listener
  }

  list(): Promise<readonly StoredRule[]> {
    return this.#deps.store.list()
  }

  async get(id: number): Promise<StoredRule> {
    const rule = await this.#deps.store.byId(id)
    if (!rule) throw new DomainError('not_found', 'no such rule')
    return rule
  }

  /** From memory as a rule, and while the database does not answer, as long as they are known at all: then the same array. */
  async current(): Promise<readonly StoredRule[]> {
    const known = this.#known
    if (known && this.#deps.clock.now() < known.until) return known.rules
    const generation = this.#generation
    try {
      const read = await this.#deps.store.list()
      const rules = known && JSON.stringify(read) === JSON.stringify(known.rules) ? known.rules : read
      if (generation === this.#generation) this.#known = { rules, until: this.#deps.clock.now() + CACHE_MS }
      return rules
    } catch (error) {
      if (known && error instanceof DomainError && error.code === 'storage_unavailable') return known.rules
      throw error
    }
  }

  /** `DomainError('validation_failed')` with a `SettingProblem` list by field; `conflict` when the name is taken. */
  async create(settings: RuleSettings, by: string): Promise<StoredRule> {
    await this.check(settings)
    return this.#changed(() => this.#deps.store.create(settings, { by, at: this.#deps.clock.now() }))
  }

  /** One that comes with Hyperion stays of its kind. */
  async update(id: number, settings: RuleSettings, by: string): Promise<StoredRule> {
    const { builtIn, kind } = await this.get(id)
    await this.check(settings)
    if (builtIn && kind !== settings.kind) throw new DomainError('conflict', 'A rule that comes with Hyperion stays of its kind')
    return this.#changed(() => this.#deps.store.update(id, settings, { by, at: this.#deps.clock.now() }))
  }

  async delete(id: number): Promise<void> {
    const { builtIn } = await this.get(id)
    if (builtIn) throw new DomainError('conflict', 'A rule that comes with Hyperion can be switched off, not deleted')
    await this.#changed(() => this.#deps.store.delete(id))
  }

  /** Rejects as {@link create} does. */
  async check(settings: RuleSettings): Promise<void> {
    const details: SettingProblems = { ...(await unknownHosts(this.#deps.hosts, settings.hosts)), ...ruleProblems(settings) }
    if (Object.keys(details).length > 0) throw new DomainError('validation_failed', 'the rule will not do', { details })
  }

  async #changed<T>(work: () => Promise<T>): Promise<T> {
    const result = await work().catch((error: unknown) => {
      const taken = error instanceof DomainError && error.code === 'conflict'
      throw taken ? new DomainError('conflict', 'There is a rule of this name') : error
    })
    this.#generation++
    if (this.#known) this.#known = { ...this.#known, until: 0 }
    this.#onChange()
    return result
  }
}

/** The problem of a selection that names hosts that there are not. */
export async function unknownHosts(store: Pick<HostStore, 'list'>, hosts: readonly number[]): Promise<SettingProblems> {
  if (hosts.length === 0) return {}
  const known = new Set((await store.list()).map(({ id }) => id))
  return hosts.every((id) => known.has(id)) ? {} : { hosts: ['unknown_host'] }
}
