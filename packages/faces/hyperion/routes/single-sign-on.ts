import { SingleSignOnError } from '@hyperion/features/single-sign-on'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { setSessionCookie } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../sign-in-schemas.ts'
import { documented } from './route.ts'

const COOKIE = 'hyperion_oidc'
const PATH = '/api/oidc'
const redirect = { tag: 'Session', access: 'public', answer: null, status: 302 } as const

/** Signing in at an OpenID Connect provider. Whatever goes wrong ends on the sign-in page. */
export function singleSignOnRoutes(app: FastifyInstance, deps: Pick<HyperionDeps, 'singleSignOn' | 'audit'>): void {
  const { singleSignOn, audit } = deps

  app.get<{ Querystring: schemas.StartQuery }>(
    `${PATH}/start`,
    documented({ ...redirect, summary: 'Sign in at the OpenID Connect provider', query: schemas.StartQuery }),
    async (request, reply) => {
      if (!singleSignOn) return reply.redirect(failed('unavailable'))
      try {
        const { url, pending, lifetimeMs } = await singleSignOn.start(request.query.next ?? '/')
        // Lax: the provider's answer is a navigation from another site.
        reply.setCookie(COOKIE, pending, { ...attributes(request), maxAge: lifetimeMs / 1000 })
        return reply.redirect(url)
      } catch (error) {
        return refuse(request, reply, error)
      }
    },
  )

  app.get(
    `${PATH}/callback`,
    documented({ ...redirect, summary: 'Where the provider sends the browser back to', query: schemas.CallbackQuery }),
    async (request, reply) => {
      if (!singleSignOn) return reply.redirect(failed('unavailable'))
      const deed = { action: 'session.sign_in', address: request.ip } as const
      const how = { kind: 'cookie', via: 'oidc' }
      const sealed = request.cookies[COOKIE] ?? ''
      reply.clearCookie(COOKIE, attributes(request))
      try {
        const query = request.url.slice(request.url.indexOf('?'))
        const from = { address: request.ip, userAgent: request.headers['user-agent'] }
        const { token, user, expiresAt, next } = await singleSignOn.finish(query, sealed, from)
        audit.record({ ...deed, actor: { id: user.id, name: user.username }, details: how })
        setSessionCookie(request, reply, token, expiresAt)
        return reply.redirect(pageOf(next))
      } catch (error) {
        const reason = error instanceof Error ? error.message.slice(0, 200) : 'unknown'
        audit.record({ ...deed, actor: { id: null, name: '' }, details: { ...how, error: reason }, outcome: 'failure' })
        return refuse(request, reply, error)
      }
    },
  )
}

function attributes(request: FastifyRequest): { path: string; httpOnly: boolean; sameSite: 'lax'; secure: boolean } {
  return { path: PATH, httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' }
}

function refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof SingleSignOnError) request.log.info(error, 'single sign-on')
  else request.log.error(error, 'single sign-on')
  return reply.redirect(failed(error instanceof SingleSignOnError ? error.failure : 'failed'))
}

function failed(failure: SingleSignOnError['failure']): string {
  return `/app/sign-in?failure=${failure}`
}

/** A page of the app, and nothing else: what one asked for is taken as the rest of a path below it. */
function pageOf(next: string): string {
  const { pathname, search } = new URL(`/app/${next.replace(/^[/\\]+/, '')}`, 'http://hub')
  return pathname.startsWith('/app/') ? pathname + search : '/app/'
}
