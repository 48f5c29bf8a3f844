import type { NotificationRule } from '@hyperion/domain/escalation'

/** A way to reach a person beside mail and browsers: an address of one's own on a kind of channel. */
export interface ContactMethod {
  readonly id: number
  readonly user: number
  /** Kind of channel. */
  readonly kind: string
  readonly label: string
  /** Sealed. */
  readonly settings: string
  readonly createdAt: number
}

export type OwnedRule = NotificationRule & { readonly user: number }

/** How people want to be reached. */
export interface ContactStore {
  /** Of everybody, by id. */
  list(): Promise<readonly ContactMethod[]>
  byId(id: number): Promise<ContactMethod | undefined>
  create(method: Omit<ContactMethod, 'id'>): Promise<ContactMethod>
  /** Rejects with `not_found` where there is none of this id of this user, as does {@link ContactStore.delete}. */
  update(id: number, user: number, change: Partial<Pick<ContactMethod, 'label' | 'settings'>>): Promise<ContactMethod>
  /** With the rules that name it. */
  delete(id: number, user: number): Promise<void>
  /** Of everybody, in the order in which they were given. */
  rules(): Promise<readonly OwnedRule[]>
  /** In place of those that the user has. */
  setRules(user: number, rules: readonly NotificationRule[]): Promise<void>
}
