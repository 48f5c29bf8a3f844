import { DomainError } from '@hyperion/domain/errors'
import type { FleetViewSettings } from '@hyperion/domain/fleet'
import type { FleetView, FleetViewStore } from '@hyperion/ports/fleet-views'

export interface ViewChange extends FleetViewSettings {
  readonly name: string
  readonly shared: boolean
}

/** Who saves a view. */
export interface ViewUser {
  readonly id: number
  readonly name: string
  /** May make, change and delete views for everyone. */
  readonly mayShare: boolean
}

const MOST_VIEWS = 100

/** Saved ways to look at the hosts: everyone's own, and those for all. */
export class FleetViews {
  readonly #store: FleetViewStore

  constructor(store: FleetViewStore) {
    this.#store = store
  }

  list(user: Pick<ViewUser, 'id'>): Promise<readonly FleetView[]> {
    return this.#store.list(user.id)
  }

  /** `conflict` when the name is taken or there are too many, `permission_denied` for one for everyone by whoever may not. */
  async create({ shared, ...view }: ViewChange, user: ViewUser): Promise<FleetView> {
    allow(!shared || user.mayShare)
    const known = await this.#store.list(user.id)
    if (known.length >= MOST_VIEWS) throw new DomainError('conflict', `there are ${MOST_VIEWS} views already`)
    return this.#store.create({ ...view, owner: shared ? null : user.id, author: user.name })
  }

  async change(id: number, { shared, ...view }: ViewChange, user: ViewUser): Promise<FleetView> {
    const { owner } = await this.#find(id, user)
    allow(!shared || user.mayShare)
    // One taken back from everyone is whoever's took it back.
    return this.#store.update(id, { ...view, owner: shared ? null : (owner ?? user.id) })
  }

  async delete(id: number, user: ViewUser): Promise<void> {
    await this.#find(id, user)
    await this.#store.delete(id)
  }

  /** One that this user may change; another user's own is as if it were not there. */
  async #find(id: number, user: ViewUser): Promise<FleetView> {
    const view = await this.#store.byId(id)
    if (!view || (view.owner !== null && view.owner !== user.id)) throw new DomainError('not_found', 'no such view')
    allow(view.owner !== null || user.mayShare)
    return view
  }
}

function allow(permitted: boolean): void {
  if (!permitted)
    throw new DomainError('permission_denied', 'only whoever may configure changes views for everyone', { permission: 'config' })
}
