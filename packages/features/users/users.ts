import { DomainError } from '@hyperion/domain/errors'
import type { User } from '@hyperion/domain/users'
import type { Clock } from '@hyperion/ports/clock'
import type { UserStore } from '@hyperion/ports/users'
import type { Accounts } from './accounts.ts'
import { toUser } from './fallback-sessions.ts'
import { hashPassword } from './passwords.ts'
import { draftProblems, editProblems, type UserDraft, type UserEdit, type UserProblems } from './user-rules.ts'

export interface UsersDeps {
  readonly users: UserStore
  /** Told of every change, so that what it remembers of a user ends at once. */
  readonly accounts: Pick<Accounts, 'forgetUser' | 'forgetSignIns'>
  readonly clock: Clock
}

/** What administrators do with users. Unknown ones are `DomainError('not_found')`. */
export class Users {
  readonly #users: UserStore
  readonly #accounts: UsersDeps['accounts']
  readonly #clock: Clock

  constructor({ users, accounts, clock }: UsersDeps) {
    this.#users = users
    this.#accounts = accounts
    this.#clock = clock
  }

  /** By id. */
  list(): Promise<readonly User[]> {
    return this.#users.list()
  }

  async get(id: number): Promise<User> {
    const user = await this.#users.byId(id)
    if (!user) throw new DomainError('not_found', 'no such user')
    return toUser(user)
  }

  /** `DomainError('validation_failed')` with a `UserProblem` list by field of {@link UserDraft}, or `username_taken`. */
  async create(draft: UserDraft): Promise<User> {
    refuseIf(draftProblems(draft))
    const { username, password, role, mustChangePassword } = draft
    await this.#refuseLookalike(username)
    const passwordHash = await hashPassword(password)
    try {
      return toUser(await this.#users.create({ username, passwordHash, role, mustChangePassword, createdAt: this.#clock.now() }))
    } catch (error) {
      throw error instanceof DomainError && error.code === 'conflict' ? taken() : error
    }
  }

  /** `DomainError('validation_failed')` with a `UserProblem` list by field of {@link UserEdit}, or `last_admin`. */
  async update(id: number, edit: UserEdit): Promise<User> {
    const before = await this.get(id)
    refuseIf(editProblems(edit, before.username))
    const { password, ...rest } = edit
    const user = await this.#users.update(id, { ...rest, ...(password !== undefined && { passwordHash: await hashPassword(password) }) })
    if (password !== undefined || user.role !== before.role) this.#accounts.forgetSignIns(id)
    else this.#accounts.forgetUser(id)
    return user
  }

  /** `DomainError('last_admin')` for the one who is left. */
  async delete(id: number): Promise<void> {
    await this.#users.delete(id)
    this.#accounts.forgetSignIns(id)
  }

  /** Names that differ in case alone would be taken for each other. */
  async #refuseLookalike(username: string): Promise<void> {
    const lower = username.toLowerCase()
    const users = await this.#users.list()
    if (users.some((user) => user.username.toLowerCase() === lower)) throw taken()
  }
}

function taken(): DomainError {
  return new DomainError('username_taken', 'the user name is taken')
}

function refuseIf(details: UserProblems | undefined): void {
  if (details) throw new DomainError('validation_failed', 'the user is not accepted', { details })
}
