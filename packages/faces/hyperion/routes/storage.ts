import { DomainError } from '@hyperion/domain/errors'
import type { RetentionWish } from '@hyperion/features/metrics'
import type { HistoryStorageAnswer, HostStorageAnswer, RetentionAnswer, RetentionPreviewAnswer } from '@hyperion/wire/web'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audited, principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import { HostParams } from '../schemas.ts'
import * as schemas from '../storage-schemas.ts'
import { hostStorageView, previewView, retentionOf, retentionView, storageView, wordedRetention } from '../storage-views.ts'
import { documented } from './route.ts'

type One = { Params: HostParams }
const tag = 'Hosts'
const PREVIEW = { summary: 'What a retention would take away', description: 'Nothing is changed.', answer: schemas.PreviewAnswer } as const
const CONFIRMED = 'Where it takes history away, `confirm` has to be true.'

/** How much the history takes, and how long it is kept. */
export function storageRoutes(app: FastifyInstance, deps: HyperionDeps): void {
  const { storageReport, retention, hosts } = deps
  const read = { tag, access: 'read' } as const
  const change = { tag, access: 'config' } as const

  app.get(
    '/api/storage',
    documented({ ...read, summary: 'How much the history takes, by host, and will take', answer: schemas.HistoryStorageAnswer }),
    async (): Promise<HistoryStorageAnswer> => storageView(await storageReport.whole()),
  )

  app.get(
    '/api/retention',
    documented({ ...read, summary: 'How long history is kept', answer: schemas.RetentionAnswer }),
    async (): Promise<RetentionAnswer> => retentionView(await retention.standard()),
  )

  app.post<{ Body: schemas.PreviewBody }>(
    '/api/retention/preview',
    documented({ ...change, ...PREVIEW, body: schemas.PreviewBody }),
    async (request) => preview(request, deps, { host: null, retention: retentionOf(request.body) }),
  )

  app.put<{ Body: schemas.RetentionBody }>(
    '/api/retention',
    documented({
      ...change,
      summary: 'Set how long history is kept',
      description: `Of all hosts that have no retention of their own. ${CONFIRMED}`,
      body: schemas.RetentionBody,
      answer: schemas.RetentionAnswer,
    }),
    async (request): Promise<RetentionAnswer> => {
      await save(request, deps, { host: null, retention: retentionOf(request.body) }, request.body.confirm)
      return retentionView(await retention.standard())
    },
  )

  app.get<One>(
    '/api/hosts/:id/storage',
    documented({ ...read, params: HostParams, summary: 'How much the history of a host takes', answer: schemas.HostStorageAnswer }),
    async ({ params }) => ofHost(deps, params.id),
  )

  app.post<One & { Body: schemas.HostPreviewBody }>(
    '/api/hosts/:id/retention/preview',
    documented({ ...change, ...PREVIEW, params: HostParams, body: schemas.HostPreviewBody }),
    async (request) => {
      const { id } = await hosts.find(request.params.id)
      return preview(request, deps, { host: id, retention: wholeOrNone(request.body) })
    },
  )

  hostChanges(app, deps)
}

function hostChanges(app: FastifyInstance, deps: HyperionDeps): void {
  const one = { tag, access: 'config', params: HostParams, answer: schemas.HostStorageAnswer } as const

  app.put<One & { Body: schemas.RetentionBody }>(
    '/api/hosts/:id/retention',
    documented({
      ...one,
      summary: 'Set how long the history of a host is kept',
      description: `Instead of as long as that of all. ${CONFIRMED}`,
      body: schemas.RetentionBody,
    }),
    async (request): Promise<HostStorageAnswer> => {
      const { id } = await deps.hosts.find(request.params.id)
      await save(request, deps, { host: id, retention: retentionOf(request.body) }, request.body.confirm)
      return ofHost(deps, id)
    },
  )

  app.delete<One & { Querystring: schemas.ConfirmQuery }>(
    '/api/hosts/:id/retention',
    documented({
      ...one,
      summary: 'Keep the history of a host as long as that of all',
      description: CONFIRMED,
      query: schemas.ConfirmQuery,
    }),
    async (request): Promise<HostStorageAnswer> => {
      const { id } = await deps.hosts.find(request.params.id)
      await save(request, deps, { host: id, retention: null }, request.query.confirm)
      return ofHost(deps, id)
    },
  )
}

async function ofHost({ storageReport, retention }: HyperionDeps, id: number): Promise<HostStorageAnswer> {
  const [{ host, forecast }, standard] = await Promise.all([storageReport.ofHost(id), retention.standard()])
  return hostStorageView(host, forecast, standard)
}

async function preview(request: FastifyRequest, { retention, hosts }: HyperionDeps, wish: RetentionWish): Promise<RetentionPreviewAnswer> {
  const losses = await wordedRetention(request, () => retention.preview(wish))
  return previewView(losses, (host) => hosts.status(host)?.name ?? `#${host}`)
}

async function save(request: FastifyRequest, deps: HyperionDeps, wish: RetentionWish, confirmed: boolean): Promise<void> {
  const { retention, audit, hosts } = deps
  const target = wish.host === null ? 'all hosts' : (hosts.status(wish.host)?.name ?? String(wish.host))
  const deed = { action: 'retention.change', target, details: { host: wish.host, ...wish.retention } } as const
  await audited(request, audit, deed, async () => {
    if (!confirmed) confirmable(await preview(request, deps, wish))
    await wordedRetention(request, () => retention.change(wish, principalOf(request).user.username))
  })
}

function confirmable({ hosts, dropped_bytes, thinned_bytes }: RetentionPreviewAnswer): void {
  if (hosts.length === 0) return
  const loss = `deletes ${dropped_bytes} bytes and thins out ${thinned_bytes} bytes of history of ${hosts.length} hosts`
  throw new DomainError('validation_failed', 'not confirmed', { details: { confirm: [`Must be true: this ${loss}`] } })
}

function wholeOrNone({ raw_days, five_minute_days, total_days }: schemas.HostPreviewBody) {
  if (raw_days === undefined && five_minute_days === undefined && total_days === undefined) return null
  const fields = { raw_days, five_minute_days, total_days }
  const missing = Object.entries(fields).filter(([, days]) => days === undefined)
  const details = Object.fromEntries(missing.map(([field]) => [field, ['This field is required with the others']]))
  if (missing.length > 0) throw new DomainError('validation_failed', 'fields are missing', { details })
  return retentionOf(fields as schemas.PreviewBody)
}
