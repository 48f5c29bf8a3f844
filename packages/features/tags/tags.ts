import { matches } from '@hyperion/domain/services'
import { DEFAULT_TAG_COLOR } from '@hyperion/domain/tags'
import type { NewTag, Tag, TagStore } from '@hyperion/ports/tags'
import { cleaned, found, nameOf, naming, refuseTaken } from '../services/index.ts'

export type TagRequest = Pick<NewTag, 'name'> & Partial<NewTag>

const CLEANERS = { name: nameOf, color: (color: string) => color.toLowerCase() }

/** Words that incidents are found by. An unknown id rejects with `not_found`, a name that is taken with `conflict`. */
export class Tags {
  readonly #store: TagStore

  constructor(store: TagStore) {
    this.#store = store
  }

  async list(search = ''): Promise<readonly Tag[]> {
    return (await this.#store.list()).filter(({ name }) => matches(search, name))
  }

  async byId(id: string): Promise<Tag> {
    return found(await this.#store.byId(id), 'tag')
  }

  async create(request: TagRequest): Promise<Tag> {
    const tag = { color: DEFAULT_TAG_COLOR, ...cleaned(request, CLEANERS) }
    refuseTaken(tag.name, await this.#store.list())
    return naming(() => this.#store.create(tag))
  }

  /** As a whole: a color that is left out becomes that of a new one. */
  replace(id: string, request: TagRequest): Promise<Tag> {
    return this.change(id, { color: DEFAULT_TAG_COLOR, ...request })
  }

  async change(id: string, told: Partial<NewTag>): Promise<Tag> {
    await this.byId(id)
    const change = cleaned(told, CLEANERS)
    refuseTaken(change.name, await this.#store.list(), id)
    return naming(() => this.#store.update(id, change))
  }

  /** Incidents lose it. */
  delete(id: string): Promise<void> {
    return this.#store.delete(id)
  }
}
