import { Lanes } from '@hyperion/domain/lanes'
import { hash, verify } from '@node-rs/argon2'

/** argon2id (the library's default) with the OWASP minimum: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The thread pool has four threads, and files and name look-ups need some of them whoever tries passwords. */
const lanes = new Lanes(2)

/** Longer ones are refused unread, so that nobody makes the hub hash megabytes. */
export const PASSWORD_MAX_LENGTH = 1024
export const PASSWORD_MIN_LENGTH = 8

/** Off the event loop, as a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return lanes.run(() => hash(password, COST))
}

/** Off the event loop; false also for a hash that is none. */
export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  try {
    return await lanes.run(() => verify(passwordHash, password))
  } catch {
    return false
  }
}

/** In place of a hash, for users who sign in elsewhere: no password fits. */
export const NO_PASSWORD = ''

export function hasPassword({ passwordHash }: { readonly passwordHash: string }): boolean {
  return passwordHash !== NO_PASSWORD
}
