import { DomainError } from '@hyperion/domain/errors'
import type { EnrolmentTokensAnswer, HostSummary, NewEnrolmentTokenAnswer } from '@hyperion/wire/web'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audited, principalOf } from '../../shared/index.ts'
import * as schemas from '../agent-schemas.ts'
import { hostSummary, tokenRow } from '../agent-views.ts'
import type { CertificatePin, HyperionDeps } from '../deps.ts'
import { HostParams, HostSummaryAnswer } from '../schemas.ts'
import { documented } from './route.ts'

/** Changing and deleting hosts, and the tokens that let agents of further ones in. */
export function agentRoutes(app: FastifyInstance, deps: HyperionDeps): void {
  hostChanges(app, deps)
  tokenRoutes(app, deps)
}

function hostChanges(app: FastifyInstance, { hosts, agents, audit }: Pick<HyperionDeps, 'hosts' | 'agents' | 'audit'>): void {
  const one = { tag: 'Hosts', access: 'config', params: HostParams } as const

  app.put<{ Params: HostParams; Body: schemas.HostBody }>(
    '/api/hosts/:id',
    documented({
      ...one,
      summary: 'Rename a host, or set how often it reports',
      description: 'A new interval counts at once, or as soon as the agent of the host is connected.',
      answer: HostSummaryAnswer,
      body: schemas.HostBody,
      errors: { 409: 'The hub’s own machine' },
    }),
    async (request): Promise<HostSummary> => {
      const { id } = request.params
      const { name, interval_seconds: seconds } = request.body
      const { name: target } = await hosts.find(id)
      const intervalMs = typeof seconds === 'number' ? seconds * 1000 : seconds
      const details = { id, ...request.body }
      const changed = await audited(request, audit, { action: 'host.change', target, details }, () =>
        hosts.change(id, { name, intervalMs }),
      )
      return hostSummary(changed, agents.get(id))
    },
  )

  app.delete<{ Params: HostParams; Querystring: schemas.DeleteHostQuery }>(
    '/api/hosts/:id',
    documented({
      ...one,
      summary: 'Delete a host with its history',
      stepUp: true,
      description: 'Its agent is refused from then on. The name of the host has to be given, since nothing brings the history back.',
      answer: null,
      query: schemas.DeleteHostQuery,
      errors: { 409: 'The hub’s own machine' },
    }),
    async (request, reply) => {
      const { id } = request.params
      const { name, kind } = await hosts.find(id)
      if (kind !== 'hub' && request.query.confirm !== name) {
        throw new DomainError('validation_failed', 'not confirmed', { details: { confirm: [`Must be the name of the host: ${name}`] } })
      }
      await audited(request, audit, { action: 'host.delete', target: name, details: { id } }, () => hosts.remove(id))
      return reply.code(204).send()
    },
  )
}

function tokenRoutes(
  app: FastifyInstance,
  { enrolments, audit, publicUrl, certificatePin }: Pick<HyperionDeps, 'enrolments' | 'audit' | 'publicUrl' | 'certificatePin'>,
): void {
  const all = { tag: 'Hosts', access: 'config' } as const

  app.get(
    '/api/enrolment-tokens',
    documented({ ...all, summary: 'Enrolment tokens, newest first', answer: schemas.TokensAnswer }),
    async (): Promise<EnrolmentTokensAnswer> => ({ tokens: (await enrolments.list()).map(tokenRow) }),
  )

  app.post<{ Body: schemas.NewTokenBody }>(
    '/api/enrolment-tokens',
    documented({
      ...all,
      summary: 'Make an enrolment token',
      stepUp: true,
      description: 'Lets one agent in, once. The token is told in this answer and never again.',
      answer: schemas.NewTokenAnswer,
      status: 201,
      body: schemas.NewTokenBody,
    }),
    async (request, reply) => {
      const { label, minutes } = request.body
      const createdBy = principalOf(request).user.username
      const deed = { action: 'enrolment.create', target: label || null, details: { minutes } } as const
      const { row, token } = await audited(request, audit, deed, () => enrolments.create({ label, minutes, createdBy }))
      const hub = addressOf(request, publicUrl)
      const pin = hub.startsWith('https:') ? certificatePin() : null
      const pins = { pin: pin && `sha256:${pin.certificate}`, pin_key: pin && `sha256//${pin.key}` }
      const told = { token, hub, ...pins, command: installCommand(hub, token, pin) }
      return reply.code(201).send({ ...tokenRow(row), ...told } satisfies NewEnrolmentTokenAnswer)
    },
  )

  app.delete<{ Params: schemas.TokenParams }>(
    '/api/enrolment-tokens/:id',
    documented({ ...all, summary: 'Take back a token that was not used', answer: null, params: schemas.TokenParams }),
    async (request, reply) => {
      const { id } = request.params
      await audited(request, audit, { action: 'enrolment.revoke', details: { id } }, () => enrolments.revoke(id))
      return reply.code(204).send()
    },
  )
}

/** Nothing of a hub that nobody vouches for is run unless its key is the one pinned. */
function installCommand(hub: string, token: string, pin: CertificatePin | null): string {
  const curl = pin ? `curl -fsSLk --pinnedpubkey sha256//${pin.key}` : 'curl -fsSL'
  const pins = pin ? ` --pin sha256:${pin.certificate} --pin-key sha256//${pin.key}` : ''
  return `${curl} ${hub}/api/agent/install.sh | sudo sh -s -- --hub ${hub} --token ${token}${pins}`
}

/** As users reach it, so that what is pasted elsewhere works there. */
function addressOf(request: FastifyRequest, publicUrl: string | undefined): string {
  return publicUrl ?? `${request.protocol}://${request.host}`
}
