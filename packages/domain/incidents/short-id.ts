/** Letters and digits that nobody takes for one another on the phone. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const LENGTH = 6

/** What people call an incident: `INC-A2B3C4`. `random` answers numbers from 0 to 1. */
export function shortId(random: () => number): string {
  return `INC-${Array.from({ length: LENGTH }, () => ALPHABET[Math.floor(random() * ALPHABET.length)]).join('')}`
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const SHORT = /^INC-[A-Z0-9]{6}$/i

/** What a path or a person names an incident by, as it is kept; null when it cannot be one. */
export function incidentRef(text: string): { readonly id: string } | { readonly shortId: string } | null {
  if (UUID.test(text)) return { id: text.toLowerCase() }
  return SHORT.test(text) ? { shortId: text.toUpperCase() } : null
}

export function isUuid(text: string): boolean {
  return UUID.test(text)
}
