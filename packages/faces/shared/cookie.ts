import type {} from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

export const SESSION_COOKIE = 'hyperion_session'

/** Out of reach of scripts and of other sites' requests; over https, of the clear line too. */
function attributes(request: FastifyRequest): { path: string; httpOnly: boolean; sameSite: 'strict'; secure: boolean } {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' }
}

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, secret: string, expiresAt: number): void {
  reply.setCookie(SESSION_COOKIE, secret, { ...attributes(request), expires: new Date(expiresAt) })
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, attributes(request))
}
