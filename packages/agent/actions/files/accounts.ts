import { readFile } from 'node:fs/promises'
import { ActionError } from '@hyperion/domain/actions'
import { parsePasswd } from '../../linux/users.ts'

/** Names of the accounts and groups of a host. */
export class Accounts {
  readonly #users: ReadonlyMap<number, string>
  readonly #groups: ReadonlyMap<number, string>

  private constructor(users: ReadonlyMap<number, string>, groups: ReadonlyMap<number, string>) {
    this.#users = users
    this.#groups = groups
  }

  static async load(etc: string): Promise<Accounts> {
    const [users, groups] = await Promise.all([read(`${etc}/passwd`), read(`${etc}/group`)])
    return Accounts.of(users, groups)
  }

  /** Of what `passwd` and `group` say. */
  static of(users: string, groups: string): Accounts {
    // The lines of both begin with a name, a password and a number.
    return new Accounts(parsePasswd(users), parsePasswd(groups))
  }

  user(id: bigint | number, otherwise = String(id)): string {
    return (this.#users.get(Number(id)) ?? otherwise).slice(0, 255).toWellFormed()
  }

  group(id: bigint | number, otherwise = String(id)): string {
    return (this.#groups.get(Number(id)) ?? otherwise).slice(0, 255).toWellFormed()
  }

  /** Of a name or a number. Throws `invalid`. */
  userId(name: string): number {
    return idOf(this.#users, name, 'user')
  }

  groupId(name: string): number {
    return idOf(this.#groups, name, 'group')
  }
}

async function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}

/** The highest number that an account can have. */
const MOST = 4_294_967_294

function idOf(names: ReadonlyMap<number, string>, name: string, what: string): number {
  for (const [id, each] of names) if (each === name) return id
  const id = /^\d{1,10}$/.test(name) ? Number(name) : Number.NaN
  if (id <= MOST) return id
  throw new ActionError('invalid', `there is no ${what} ${name.slice(0, 64)} on this host`)
}
