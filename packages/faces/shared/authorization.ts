export type TokenScheme = 'Bearer' | 'Token'

/**
 * The token of an `Authorization: Bearer …` (or `Token …`) header, empty when it is malformed; undefined without one.
 * Another scheme is none of ours: a proxy in front may ask for Basic.
 */
export function headerToken(authorization: string | undefined, scheme: TokenScheme): string | undefined {
  const [word] = authorization?.split(/\s/, 1) ?? []
  if (word?.toLowerCase() !== scheme.toLowerCase()) return undefined
  return /^\S+ +([^\s]{1,4096})\s*$/.exec(authorization as string)?.[1] ?? ''
}
