/** Without those that are taken for one another when read aloud or copied by hand: l, o, 0, 1. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP_LENGTH = 5

type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>

/** A password of 100 random bits to hand over once. 32 letters divide a byte evenly: each is as likely as the others. */
export function temporaryPassword(random: RandomBytes = (bytes) => crypto.getRandomValues(bytes)): string {
  const letters = [...random(new Uint8Array(GROUPS * GROUP_LENGTH))].map((byte) => LETTERS[byte % LETTERS.length])
  const groups = Array.from({ length: GROUPS }, (_, i) => letters.slice(i * GROUP_LENGTH, (i + 1) * GROUP_LENGTH).join(''))
  return groups.join('-')
}
