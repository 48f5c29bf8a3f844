import type { FastifyRequest } from 'fastify'

/** Whether a request that carries the cookie may have been sent by a page of this hub. */
export function originAllowed(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const origin = request.headers.origin
  if (origin === undefined) return !isForeignFetch(request.headers['sec-fetch-site'])
  if (!URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === request.host || (publicUrl !== undefined && host === new URL(publicUrl).host)
}

/** Browsers too old to send it always send `Origin` where it matters. */
function isForeignFetch(site: string | string[] | undefined): boolean {
  return site === 'cross-site' || site === 'same-site'
}
