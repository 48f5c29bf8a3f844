import type { FastifyInstance } from 'fastify'
import { audited } from '../../shared/index.ts'
import type { ImasDeps } from '../deps.ts'
import * as schemas from '../integration-schemas.ts'
import { deliveryAnswer, deliveryRow } from '../integration-views.ts'
import { PageQuery, pageAnswer, pageOf, pageRange } from '../pages.ts'
import { documented } from './route.ts'
import { INBOUND_TAG, INTEGRATIONS_URL } from './webhooks.ts'

const URL = `${INTEGRATIONS_URL}:integration/deliveries/`
type One = { Params: schemas.DeliveryParams }

/** What came in by an integration, and what became of it. */
export function inboundDeliveryRoutes(app: FastifyInstance, { integrations, inbox, audit, publicUrl }: ImasDeps): void {
  const all = { tag: INBOUND_TAG, access: 'config' } as const
  const one = { ...all, params: schemas.DeliveryParams }

  app.get<{ Params: schemas.IntegrationParams; Querystring: PageQuery }>(
    URL,
    documented({
      ...all,
      summary: 'What came in, newest first',
      params: schemas.IntegrationParams,
      query: PageQuery,
      answer: pageOf(schemas.DeliveryRow),
    }),
    async (request) => {
      const { id } = await integrations.byId(request.params.integration)
      const { count, deliveries } = await inbox.list(id, pageRange(request.query))
      return pageAnswer(request, publicUrl, count, deliveries.map(deliveryRow))
    },
  )

  app.get<One>(
    `${URL}:delivery/`,
    documented({ ...one, summary: 'One request as it came, and what each alert came to', answer: schemas.DeliveryAnswer }),
    async ({ params }) => deliveryAnswer(await inbox.detail(params.integration, params.delivery)),
  )

  app.post<One>(
    `${URL}:delivery/replay/`,
    documented({
      ...one,
      summary: 'Work on one once more',
      description: 'As the integration is set up by now. What it said before is not said twice: an alert that is known is repeated.',
      answer: schemas.DeliveryAnswer,
    }),
    async (request) => {
      const { integration, delivery } = request.params
      const told = { action: 'integration.replay', target: integration, details: { delivery } } as const
      const replayed = await audited(request, audit, told, () => inbox.replay(integration, delivery))
      return deliveryAnswer(await inbox.detail(replayed.integration, replayed.id))
    },
  )
}
