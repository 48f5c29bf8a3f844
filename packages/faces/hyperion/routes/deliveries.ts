import type { LoggedDelivery } from '@hyperion/features/notifications'
import type { FastifyInstance } from 'fastify'
import { audited, isoTime, isoTimeOrNull } from '../../shared/index.ts'
import * as schemas from '../channel-schemas.ts'
import type { HyperionDeps } from '../deps.ts'
import { documented } from './route.ts'

/** What became of what there was to tell. */
export function deliveryRoutes(app: FastifyInstance, { deliveryLog, audit }: HyperionDeps): void {
  const shared = { tag: 'Channels', access: 'config' } as const

  app.get<{ Querystring: schemas.DeliveriesQuery }>(
    '/api/deliveries',
    documented({
      ...shared,
      summary: 'Messages sent, to be sent and given up',
      description: 'To go on, ask again with `before` set to `next`.',
      answer: schemas.DeliveriesAnswer,
      query: schemas.DeliveriesQuery,
    }),
    async ({ query }) => {
      const deliveries = await deliveryLog.list(query)
      return { deliveries: deliveries.map(deliveryView), next: deliveries.length === query.limit ? (deliveries.at(-1)?.id ?? null) : null }
    },
  )

  app.post<{ Params: schemas.DeliveryParams }>(
    '/api/deliveries/:delivery/retry',
    documented({
      ...shared,
      summary: 'Send a failed one again',
      answer: schemas.DeliveryAnswer,
      params: schemas.DeliveryParams,
      errors: { 409: 'It did not fail' },
    }),
    async (request) => {
      const { delivery } = request.params
      return deliveryView(
        await audited(request, audit, { action: 'delivery.retry', target: String(delivery) }, () => deliveryLog.retry(delivery)),
      )
    },
  )
}

function deliveryView({ event, waiting, createdAt, dueAt, finishedAt, ...delivery }: LoggedDelivery): object {
  const { hostName, title, instance, level, message } = event
  return {
    ...delivery,
    host_name: hostName,
    title,
    instance,
    level,
    text: message,
    created_at: isoTime(createdAt),
    due_at: isoTime(dueAt),
    finished_at: isoTimeOrNull(finishedAt),
    waiting: waiting && { reason: waiting.reason, until: isoTime(waiting.until) },
  }
}
