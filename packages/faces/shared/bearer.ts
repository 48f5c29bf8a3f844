/** The token of an `Authorization: Bearer …` header: undefined without the header, empty when it is not of that form. */
export function bearerToken(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined
  return /^Bearer +([^\s]{1,4096})\s*$/i.exec(authorization)?.[1] ?? ''
}
