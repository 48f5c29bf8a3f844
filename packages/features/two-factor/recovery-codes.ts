import { hash, randomBytes } from 'node:crypto'

const COUNT = 10
const LETTERS = 16
/** Without letters and digits that are read for each other: five bits each. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz023456789'

/** Ten codes of 80 random bits, in groups of four: `abcd-efgh-jkmn-pqrs`. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: COUNT }, () => {
    const letters = [...randomBytes(LETTERS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
    return (letters.match(/.{4}/g) as string[]).join('-')
  })
}

/** What is kept of a code, however it was typed; undefined for what cannot be one. One round suffices for 80 random bits. */
export function hashRecoveryCode(typed: string): string | undefined {
  const letters = typed.toLowerCase().replace(/[\s-]/g, '')
  return letters.length === LETTERS ? hash('sha256', letters, 'hex') : undefined
}
