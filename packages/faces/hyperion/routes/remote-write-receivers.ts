import type { Instances } from '@hyperion/features/prometheus'
import type { Receiver } from '@hyperion/ports/prometheus'
import type { NewReceiverAnswer, ReceiverInstance, ReceiverRow, ReceiversAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import { audited, principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../prometheus-schemas.ts'
import { targetWorded } from '../target-problems.ts'
import { documented } from './route.ts'

type Deps = Pick<HyperionDeps, 'remoteWrite' | 'audit'>

const URL_BASE = '/api/remote-write-receivers'
const shared = { tag: 'Prometheus', access: 'config' } as const
const one = { ...shared, params: schemas.ReceiverParams }
const TAKEN = { 409: 'There is a receiver of this name' }

/** Who may write, and what of it becomes hosts. */
export function receiverRoutes(app: FastifyInstance, deps: Deps): void {
  const { receivers, instances } = deps.remoteWrite
  app.get(
    URL_BASE,
    documented({ ...shared, summary: 'Receivers of remote write', answer: schemas.ReceiversAnswer }),
    async (): Promise<ReceiversAnswer> => {
      const all = await receivers.list()
      return { receivers: all.map((each) => receiverRow(each, instances)) }
    },
  )
  tokens(app, deps)
  receiverChanges(app, deps)
}

function tokens(app: FastifyInstance, { remoteWrite: { receivers, instances }, audit }: Deps): void {
  app.post<{ Body: schemas.NewReceiverBody }>(
    URL_BASE,
    documented({
      ...shared,
      summary: 'Let a Prometheus write',
      stepUp: true,
      description: 'The token is told in this answer and never again. It opens nothing but `POST /api/prometheus/write`.',
      status: 201,
      answer: schemas.NewReceiverAnswer,
      body: schemas.NewReceiverBody,
      errors: TAKEN,
    }),
    async (request, reply) => {
      const { name, new_hosts: newHosts } = request.body
      const createdBy = principalOf(request).user.username
      const deed = { action: 'receiver.create', target: name, details: { new_hosts: newHosts } } as const
      const made = await audited(request, audit, deed, () => targetWorded(request, () => receivers.create({ name, newHosts, createdBy })))
      return reply.code(201).send({ ...receiverRow(made.receiver, instances), token: made.token } satisfies NewReceiverAnswer)
    },
  )

  app.post<{ Params: schemas.ReceiverParams }>(
    `${URL_BASE}/:receiver/token`,
    documented({ ...one, summary: 'Replace the token of a receiver', stepUp: true, status: 201, answer: schemas.NewReceiverAnswer }),
    async (request, reply) => {
      const { name, id } = await receivers.get(request.params.receiver)
      const made = await audited(request, audit, { action: 'receiver.renew', target: name }, () => receivers.renew(id))
      return reply.code(201).send({ ...receiverRow(made.receiver, instances), token: made.token } satisfies NewReceiverAnswer)
    },
  )
}

function receiverChanges(app: FastifyInstance, { remoteWrite: { receivers, instances }, audit }: Deps): void {
  app.put<{ Params: schemas.ReceiverParams; Body: schemas.ReceiverBody }>(
    `${URL_BASE}/:receiver`,
    documented({
      ...one,
      summary: 'Change a receiver',
      stepUp: true,
      answer: schemas.ReceiverAnswer,
      body: schemas.ReceiverBody,
      errors: TAKEN,
    }),
    async (request) => {
      const { name: target, id } = await receivers.get(request.params.receiver)
      const { name, new_hosts: newHosts } = request.body
      const change = { ...(name !== undefined && { name }), ...(newHosts !== undefined && { newHosts }) }
      const deed = { action: 'receiver.change', target, details: { ...request.body } } as const
      const changed = await audited(request, audit, deed, () => targetWorded(request, () => receivers.change(id, change)))
      return receiverRow(changed, instances)
    },
  )

  app.delete<{ Params: schemas.ReceiverParams }>(
    `${URL_BASE}/:receiver`,
    documented({ ...one, summary: 'Remove a receiver', stepUp: true, description: 'Its hosts stay with their history.', answer: null }),
    async (request, reply) => {
      const { name, id } = await receivers.get(request.params.receiver)
      await audited(request, audit, { action: 'receiver.delete', target: name }, async () => {
        await receivers.remove(id)
        await instances.receiverGone(id)
      })
      return reply.code(204).send()
    },
  )

  app.delete<{ Params: schemas.InstanceParams }>(
    `${URL_BASE}/instances/:instance`,
    documented({
      ...shared,
      params: schemas.InstanceParams,
      summary: 'Let an instance in again whose host was deleted',
      answer: null,
    }),
    async (request, reply) => {
      const { instance: id } = request.params
      await audited(request, audit, { action: 'receiver.forgive', details: { id } }, () => instances.forgive(id))
      return reply.code(204).send()
    },
  )
}

function receiverRow({ id, name, hint, newHosts, createdAt, createdBy, lastUsedAt }: Receiver, instances: Instances): ReceiverRow {
  return {
    id,
    name,
    hint,
    new_hosts: newHosts,
    created_at: createdAt,
    created_by: createdBy,
    last_used_at: lastUsedAt,
    instances: instancesOf(id, instances),
  }
}

function instancesOf(receiver: number, instances: Instances): readonly ReceiverInstance[] {
  const known = instances.list().filter((each) => each.receiver === receiver)
  const unknown = instances.unknown().filter((each) => each.receiver === receiver)
  return [
    ...known.map(({ id, job, instance, host, name, lastSeen }) => ({
      id,
      job,
      instance,
      state: host === null ? ('refused' as const) : ('host' as const),
      host,
      host_name: host === null ? null : name,
      last_seen: lastSeen,
    })),
    ...unknown.map(({ job, instance, at }) => ({
      id: null,
      job,
      instance,
      state: 'unknown' as const,
      host: null,
      host_name: null,
      last_seen: at,
    })),
  ]
}
