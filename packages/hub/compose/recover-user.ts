import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { type Database, openDatabase } from '@hyperion/adapters/db'
import { hashPassword } from '@hyperion/features/users'
import type { AuditAction } from '@hyperion/ports/audit'
import type { Config } from '../config.ts'

const PASSWORD_BYTES = 15

/** What is shown once to whoever sits at the hub's machine. */
export interface Recovered {
  /** Has to be changed at the next sign-in. */
  readonly password: string
  readonly secondFactorRemoved: boolean
}

/**
 * Lets somebody in again whom nobody else can help: a new password ends every sign-in, and with `secondFactor` that goes as well. It
 * works on the database that the configuration names; a hub that runs on it follows within seconds. Throws what is in the way.
 */
export async function recoverUser(
  { database: location }: Pick<Config, 'database'>,
  username: string,
  { secondFactor = false, now = Date.now() }: { readonly secondFactor?: boolean; readonly now?: number } = {},
): Promise<Recovered> {
  // Opening would make one, with an administrator of its own.
  if (location.kind === 'sqlite' && !existsSync(location.file)) {
    throw new Error(`there is no database at ${location.file}: HYPERION_DATA_DIR has to be the hub's`)
  }
  const database = await openDatabase(location)
  try {
    if (database.readonlyReason) throw new Error(database.readonlyReason)
    return await recover(database, username, secondFactor, now)
  } finally {
    await database.close()
  }
}

async function recover({ users, twoFactor, audit }: Database, username: string, secondFactor: boolean, now: number): Promise<Recovered> {
  const user = await users.byUsername(username)
  if (!user) throw new Error(`there is no user ${username}`)
  const password = randomBytes(PASSWORD_BYTES).toString('base64url')
  await users.setPassword(user.id, await hashPassword(password), true)
  const secondFactorRemoved = secondFactor && (await twoFactor.remove(user.id))
  const actions: readonly AuditAction[] = ['password.reset', ...(secondFactorRemoved ? (['two_factor.reset'] as const) : [])]
  for (const action of actions) {
    const actor = { id: null, name: 'command line' }
    await audit.append({ at: now, actor, address: '', action, target: user.username, host: null, details: {}, outcome: 'success' })
  }
  return { password, secondFactorRemoved }
}
