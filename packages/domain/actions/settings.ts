import { TIERS, type Tier } from './tiers.ts'

/** Of a host that was set to nothing: `observe`. Throws an error that says what is allowed. */
export function parseTier(text: string | undefined): Tier {
  const tier = TIERS.find((each) => each === (text || 'observe'))
  if (!tier) throw new Error(`must be one of ${TIERS.join(', ')}`)
  return tier
}

/** Where administrators keep what they change. */
const STANDARD_ROOTS = ['/etc', '/home', '/opt', '/root', '/srv', '/tmp', '/usr/local', '/var']

/** Folders that files may be reached in; the usual ones unless told. Throws an error that says what is allowed. */
export function parseRoots(texts: readonly string[] | undefined): readonly string[] {
  const roots = (texts ?? STANDARD_ROOTS).map((text) => text.trim()).filter((text) => text !== '')
  if (roots.some((root) => !root.startsWith('/') || root.includes('\0'))) throw new Error('must be whole paths, beginning with /')
  return roots
}
