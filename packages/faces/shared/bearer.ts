/**
 * The token of an `Authorization: Bearer …` header, empty when it is malformed; undefined without one. Another scheme is
 * none of ours: a proxy in front may ask for Basic.
 */
export function bearerToken(authorization: string | undefined): string | undefined {
  if (authorization === undefined || !/^Bearer(\s|$)/i.test(authorization)) return undefined
  return /^Bearer +([^\s]{1,4096})\s*$/i.exec(authorization)?.[1] ?? ''
}
