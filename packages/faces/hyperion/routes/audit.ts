import type { AuditRecord } from '@hyperion/ports/audit'
import type { FastifyInstance } from 'fastify'
import { isoTime } from '../../shared/index.ts'
import { AuditAnswer, AuditQuery } from '../audit-schemas.ts'
import type { HyperionDeps } from '../deps.ts'
import { documented } from './route.ts'

/** Who did what, for those who manage the users. */
export function auditRoutes(app: FastifyInstance, { audit }: HyperionDeps): void {
  app.get<{ Querystring: AuditQuery }>(
    '/api/audit',
    documented({
      tag: 'Audit',
      access: 'users',
      summary: 'Who did what, newest first',
      description: 'To go on, ask again with `before` set to `next`.',
      answer: AuditAnswer,
      query: AuditQuery,
    }),
    async ({ query }) => {
      const records = await audit.list(query)
      return { entries: records.map(entryView), next: records.length === query.limit ? (records.at(-1)?.id ?? null) : null }
    },
  )
}

function entryView({ id, at, actor, address, action, target, host, details, outcome }: AuditRecord): object {
  return { id, timestamp: isoTime(at), actor, address, action, target, host, details, outcome }
}
