import { hash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32
const TOKEN_FORM = /^[A-Za-z0-9_-]{43}$/
/** Tells people, and those who search for leaked secrets, what it is. */
const KEY_PREFIX = 'hyp_'
const KEY_HINT_LENGTH = 8

/** An opaque 256-bit secret. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** Whether a string may be one of ours; anything else from the network need not be looked up. */
export function isTokenForm(token: string): boolean {
  return TOKEN_FORM.test(token)
}

export function newKey(): string {
  return KEY_PREFIX + newToken()
}

export function isKeyForm(key: string): boolean {
  return key.startsWith(KEY_PREFIX) && isTokenForm(key.slice(KEY_PREFIX.length))
}

/** What is shown of a key to tell it from others. */
export function keyHint(key: string): string {
  return key.slice(0, KEY_HINT_LENGTH)
}

/** What is kept of a secret. One round suffices: at least 160 random bits cannot be guessed. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'hex')
}
