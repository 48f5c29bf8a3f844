import type { Notification } from '@hyperion/ports/notifications'
import type { FastifyInstance } from 'fastify'
import { isoTime, principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../notification-schemas.ts'
import { documented } from './route.ts'

/** What everybody was told, and how far the one who asks has read. */
export function notificationRoutes(app: FastifyInstance, { notices }: HyperionDeps): void {
  const shared = { tag: 'Notifications', access: 'read' } as const

  app.get<{ Querystring: schemas.NotificationsQuery }>(
    '/api/notifications',
    documented({
      ...shared,
      summary: 'What was told lately',
      description: 'To go on, ask again with `before` set to `next`.',
      answer: schemas.NotificationsAnswer,
      query: schemas.NotificationsQuery,
    }),
    async (request) => {
      const { query } = request
      const [found, unread] = await Promise.all([notices.list(query), notices.unread(principalOf(request).user.id)])
      const next = found.length === query.limit ? (found.at(-1)?.id ?? null) : null
      return { notifications: found.map(notificationView), next, unread }
    },
  )

  app.put<{ Body: schemas.ReadBody }>(
    '/api/notifications/read',
    documented({ ...shared, summary: 'Note how far one has read', answer: null, body: schemas.ReadBody }),
    async (request, reply) => {
      await notices.markRead(principalOf(request).user.id, request.body.up_to)
      return reply.code(204).send()
    },
  )
}

function notificationView({ id, at, level, message, alert }: Notification): object {
  return { id, timestamp: isoTime(at), level, message, alert: alert && alertView(alert) }
}

function alertView({ id, event: { kind, level, host, hostName, title, instance } }: NonNullable<Notification['alert']>): object {
  return { id, kind, level, host, host_name: hostName, title, instance }
}
