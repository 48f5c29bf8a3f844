import { NEVER, type Session } from '@hyperion/ports/users'
import type { SignInRow, SignInsAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import { audited, clearSessionCookie, isoTime, isoTimeOrNull, principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../identity-schemas.ts'
import { documented } from './route.ts'

/** What one is signed in with. */
export function signInRoutes(app: FastifyInstance, { accounts, audit }: Pick<HyperionDeps, 'accounts' | 'audit'>): void {
  const all = { tag: 'Session', access: 'read' } as const
  const url = '/api/sessions'

  app.get(
    url,
    documented({ ...all, summary: 'One’s own sessions', answer: schemas.SessionsAnswer }),
    async (request): Promise<SignInsAnswer> => {
      const principal = principalOf(request)
      const sessions = await accounts.signIns.list(principal)
      return { sessions: sessions.map((each) => signInRow(each, principal.sessionId)) }
    },
  )

  app.delete(
    url,
    documented({ ...all, personal: true, summary: 'End all of one’s sessions but this one', answer: null }),
    async (request, reply) => {
      await audited(request, audit, { action: 'session.revoke_others' }, () => accounts.signIns.revokeOthers(principalOf(request)))
      reply.code(204).send()
    },
  )

  app.delete<{ Params: schemas.SessionParams }>(
    `${url}/:session`,
    documented({ ...all, personal: true, summary: 'End one of one’s sessions', answer: null, params: schemas.SessionParams }),
    async (request, reply) => {
      const principal = principalOf(request)
      const id = request.params.session
      await audited(request, audit, { action: 'session.revoke', target: id }, () => accounts.signIns.revoke(principal, id))
      if (id === principal.sessionId && principal.kind === 'cookie') clearSessionCookie(request, reply)
      reply.code(204).send()
    },
  )
}

function signInRow({ id, kind, createdAt, lastSeenAt, expiresAt, address, userAgent }: Session, current: string): SignInRow {
  return {
    id,
    kind: kind as SignInRow['kind'],
    created_at: isoTime(createdAt),
    last_seen_at: isoTimeOrNull(lastSeenAt),
    expires_at: expiresAt >= NEVER ? null : isoTime(expiresAt),
    address,
    user_agent: userAgent,
    current: id === current,
  }
}
