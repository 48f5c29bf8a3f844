/** At most `limit` UTF-16 units, never half of a character. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text
  const end = limit - 1
  const half = /[\uD800-\uDBFF]/.test(text.charAt(end - 1))
  return `${text.slice(0, half ? end - 1 : end)}…`
}

/** In one line, without control characters, half characters and what turns the writing direction round. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
}

/** Text as it may stand in HTML, between tags and within quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** A UUID as ids are kept, in lower case; undefined for anything else. */
export function uuidOf(text: string): string | undefined {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : undefined
}
