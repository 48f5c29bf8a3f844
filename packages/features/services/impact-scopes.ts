import { matches } from '@hyperion/domain/services'
import type { ImpactScope, ImpactScopeStore, NewImpactScope } from '@hyperion/ports/services'
import { found, naming, refuseTaken } from './problem.ts'
import { cleaned, nameOf, textOf } from './texts.ts'

export type ImpactScopeRequest = Pick<NewImpactScope, 'name'> & Partial<NewImpactScope>

const BLANK = { description: '' } satisfies Partial<NewImpactScope>

const CLEANERS = { name: nameOf, description: textOf }

/** What incidents may touch. An unknown id rejects with `not_found`, a name that is taken with `conflict`. */
export class ImpactScopes {
  readonly #store: ImpactScopeStore

  constructor(store: ImpactScopeStore) {
    this.#store = store
  }

  async list(search = ''): Promise<readonly ImpactScope[]> {
    return (await this.#store.list()).filter(({ name, description }) => matches(search, name, description))
  }

  async byId(id: string): Promise<ImpactScope> {
    return found(await this.#store.byId(id), 'impact scope')
  }

  async create(request: ImpactScopeRequest): Promise<ImpactScope> {
    const scope = { ...BLANK, ...cleaned(request, CLEANERS) }
    refuseTaken(scope.name, await this.#store.list())
    return naming(() => this.#store.create(scope))
  }

  /** As a whole: what is left out becomes what it is in a new one. */
  replace(id: string, request: ImpactScopeRequest): Promise<ImpactScope> {
    return this.change(id, { ...BLANK, ...request })
  }

  async change(id: string, told: Partial<NewImpactScope>): Promise<ImpactScope> {
    await this.byId(id)
    const change = cleaned(told, CLEANERS)
    refuseTaken(change.name, await this.#store.list(), id)
    return naming(() => this.#store.update(id, change))
  }

  /** Incidents no longer tell of it. */
  delete(id: string): Promise<void> {
    return this.#store.delete(id)
  }
}
