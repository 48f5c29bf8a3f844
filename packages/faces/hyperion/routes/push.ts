import type { PushSubscriptionRecord } from '@hyperion/ports/push'
import type { FastifyInstance } from 'fastify'
import { audited, isoTime, principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../push-schemas.ts'
import { documented } from './route.ts'

/** The browsers of whoever is signed in that are told also while the app is closed. */
export function pushRoutes(app: FastifyInstance, { push, audit }: Pick<HyperionDeps, 'push' | 'audit'>): void {
  const shared = { tag: 'Notifications', access: 'read', personal: true } as const

  app.get(
    '/api/push',
    documented({ ...shared, summary: 'Browsers that are told, and what they know the hub by', answer: schemas.PushAnswer }),
    async (request) => {
      const [publicKey, browsers] = await Promise.all([push.publicKey(), push.list(principalOf(request).user.id)])
      return { public_key: publicKey, browsers: browsers.map(browserView) }
    },
  )

  app.post<{ Body: schemas.PushBody }>(
    '/api/push',
    documented({
      ...shared,
      summary: 'Tell this browser too',
      description: 'With what its `PushSubscription` says.',
      status: 201,
      answer: schemas.BrowserAnswer,
      body: schemas.PushBody,
      errors: { 409: 'One has enough browsers' },
    }),
    async (request, reply) => {
      const { endpoint, keys, label } = request.body
      const { id } = principalOf(request).user
      const deed = { action: 'browser.subscribe', target: label } as const
      const browser = await audited(request, audit, deed, () => push.subscribe(id, { endpoint, keys }, label))
      return reply.code(201).send(browserView(browser))
    },
  )

  app.delete<{ Params: schemas.BrowserParams }>(
    '/api/push/:browser',
    documented({ ...shared, summary: 'Tell a browser no more', answer: null, params: schemas.BrowserParams }),
    async (request, reply) => {
      const { browser } = request.params
      const deed = { action: 'browser.unsubscribe', target: String(browser) } as const
      await audited(request, audit, deed, () => push.unsubscribe(principalOf(request).user.id, browser))
      return reply.code(204).send()
    },
  )
}

function browserView({ id, label, createdAt }: PushSubscriptionRecord): object {
  return { id, label, created_at: isoTime(createdAt) }
}
