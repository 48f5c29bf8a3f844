import type { Alert } from '@hyperion/ports/alerts'
import type { FastifyInstance } from 'fastify'
import { isoTime, isoTimeOrNull } from '../../shared/index.ts'
import * as schemas from '../alert-schemas.ts'
import type { HyperionDeps } from '../deps.ts'
import { documented } from './route.ts'

/** What is wrong, and what was. */
export function alertRoutes(app: FastifyInstance, { alerts }: HyperionDeps): void {
  const shared = { tag: 'Alerts', query: schemas.LimitQuery } as const

  app.get<{ Querystring: schemas.LimitQuery }>(
    '/api/alerts',
    documented({ ...shared, access: 'read', summary: 'Alerts that are firing, and recent ones', answer: schemas.AlertsAnswer }),
    async ({ query }) => {
      const [current, recent] = await Promise.all([alerts.current(), alerts.recent(query.limit)])
      return { current: current.map(alertView), recent: recent.map(alertView) }
    },
  )
}

function alertView({ startedAt, resolvedAt, acknowledgedAt, acknowledgedBy, ...alert }: Alert): object {
  return {
    ...alert,
    started_at: isoTime(startedAt),
    resolved_at: isoTimeOrNull(resolvedAt),
    acknowledged_at: isoTimeOrNull(acknowledgedAt),
    acknowledged_by: acknowledgedBy,
  }
}
