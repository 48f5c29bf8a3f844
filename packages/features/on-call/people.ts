import type { User } from '@hyperion/domain/users'

/** A user as others see one. */
export type OnCallPerson = Pick<User, 'id' | 'username' | 'email' | 'firstName' | 'lastName'>

/** Users by id; those that are gone are left out of lists. */
export class People {
  readonly #byId: ReadonlyMap<number, OnCallPerson>

  constructor(users: readonly User[]) {
    this.#byId = new Map(users.map((user) => [user.id, personOf(user)]))
  }

  get ids(): ReadonlySet<number> {
    return new Set(this.#byId.keys())
  }

  of(ids: readonly number[]): readonly OnCallPerson[] {
    return ids.flatMap((id) => this.#byId.get(id) ?? [])
  }
}

function personOf({ id, username, email, firstName, lastName }: User): OnCallPerson {
  return { id, username, email, firstName, lastName }
}
