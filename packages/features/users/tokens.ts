import { hash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32
const TOKEN_FORM = /^[A-Za-z0-9_-]{43}$/

/** An opaque 256-bit secret. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** Whether a string may be one of ours; anything else from the network need not be looked up. */
export function isTokenForm(token: string): boolean {
  return TOKEN_FORM.test(token)
}

/** What is kept of a secret. One round suffices: 256 random bits cannot be guessed. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'hex')
}
