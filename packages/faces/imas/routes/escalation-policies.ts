import type { FastifyInstance } from 'fastify'
import { audited, principalOf } from '../../shared/index.ts'
import type { ImasDeps } from '../deps.ts'
import * as schemas from '../escalation-schemas.ts'
import { escalationView, policyInput, policyRow, readinessRow, testView } from '../escalation-views.ts'
import { IncidentParams } from '../incident-schemas.ts'
import { PageQuery, pageOf, slicedPage } from '../pages.ts'
import { documented } from './route.ts'

const URL = '/api/v1/escalation-policies/'
export const PAGING_TAG = 'Paging'
const tag = PAGING_TAG
const taken = { 409: 'There is a policy of this name' }
type One = { Params: schemas.PolicyParams }

/** Whom services have paged, and whether that works. */
export function escalationPolicyRoutes(app: FastifyInstance, deps: ImasDeps): void {
  const { escalation, publicUrl, incidents } = deps

  app.get<{ Querystring: PageQuery }>(
    URL,
    documented({ summary: 'Escalation policies', tag, access: 'read', query: PageQuery, answer: pageOf(schemas.PolicyRow) }),
    async (request) => slicedPage(request, publicUrl, await escalation.policies.list(), policyRow),
  )

  app.get<{ Querystring: PageQuery }>(
    `${URL}targets/`,
    documented({ summary: 'What a step may point at', tag, access: 'read', query: PageQuery, answer: pageOf(schemas.TargetRow) }),
    async (request) => slicedPage(request, publicUrl, (await escalation.policies.names()).all, ({ target, name }) => ({ ...target, name })),
  )

  app.get<One>(
    `${URL}:policy/`,
    documented({ summary: 'An escalation policy', tag, access: 'read', params: schemas.PolicyParams, answer: schemas.PolicyRow }),
    async ({ params }) => policyRow(await escalation.policies.get(params.policy)),
  )

  policyChanges(app, deps)
  pagingTestRoutes(app, deps)

  app.get<{ Querystring: PageQuery }>(
    '/api/v1/on-call/readiness/',
    documented({
      summary: 'Whether those who may be paged can be reached, the worst first',
      tag,
      access: 'read',
      query: PageQuery,
      answer: pageOf(schemas.ReadinessRow),
    }),
    async (request) => slicedPage(request, publicUrl, await escalation.readiness.list(), readinessRow),
  )

  app.get<{ Params: IncidentParams }>(
    '/api/v1/incidents/:id/escalation/',
    documented({
      summary: 'How an incident is escalated: steps, and what became of each page',
      tag,
      access: 'read',
      params: IncidentParams,
      answer: schemas.EscalationAnswer,
    }),
    async ({ params }) => escalationView(await escalation.ofIncident((await incidents.byRef(params.id)).id)),
  )
}

function policyChanges(app: FastifyInstance, { escalation, audit }: ImasDeps): void {
  const change = { tag, access: 'config', body: schemas.PolicyBody, answer: schemas.PolicyRow, errors: taken } as const

  app.post<{ Body: schemas.PolicyBody }>(
    URL,
    documented({ ...change, summary: 'Make an escalation policy', status: 201 }),
    async (request, reply) => {
      const input = policyInput(request.body)
      const deed = { action: 'escalation_policy.create', target: input.name } as const
      return reply.code(201).send(policyRow(await audited(request, audit, deed, () => escalation.policies.create(input))))
    },
  )

  app.put<One & { Body: schemas.PolicyBody }>(
    `${URL}:policy/`,
    documented({
      ...change,
      summary: 'Change an escalation policy',
      description: 'As a whole. Escalations under way keep to what it was when they began.',
      params: schemas.PolicyParams,
    }),
    async (request) => {
      const input = policyInput(request.body)
      const deed = { action: 'escalation_policy.update', target: input.name } as const
      return policyRow(await audited(request, audit, deed, () => escalation.policies.update(request.params.policy, input)))
    },
  )

  app.delete<One>(
    `${URL}:policy/`,
    documented({
      summary: 'Delete an escalation policy',
      tag,
      access: 'config',
      params: schemas.PolicyParams,
      answer: null,
      errors: { 409: 'Services name it' },
    }),
    async (request, reply) => {
      const { policy } = request.params
      const { name } = (await escalation.policies.get(policy)).policy
      await audited(request, audit, { action: 'escalation_policy.delete', target: name }, () => escalation.policies.delete(policy))
      return reply.code(204).send()
    },
  )
}

function pagingTestRoutes(app: FastifyInstance, { escalation, audit }: ImasDeps): void {
  const { pagingTests, policies } = escalation
  const shared = { tag, answer: schemas.TestAnswer } as const

  app.post<One & { Body: schemas.TestBody }>(
    `${URL}:policy/test/`,
    documented({
      ...shared,
      summary: 'Send a test page',
      description: 'A real signal opens a real incident that is escalated by the policy. It ends by itself after ten minutes.',
      access: 'execute',
      status: 201,
      params: schemas.PolicyParams,
      body: schemas.TestBody,
    }),
    async (request, reply) => {
      const { policy } = request.params
      const { name } = (await policies.get(policy)).policy
      const { urgency = 'urgent' } = request.body
      const { username } = principalOf(request).user
      const deed = { action: 'escalation_policy.test', target: name, details: { urgency } } as const
      return reply.code(201).send(testView(await audited(request, audit, deed, () => pagingTests.begin(policy, urgency, username))))
    },
  )

  app.get<{ Params: schemas.TestParams }>(
    `${URL}:policy/test/:run/`,
    documented({ ...shared, summary: 'How far a test page has come', access: 'read', params: schemas.TestParams }),
    async ({ params }) => testView(await pagingTests.report(params.policy, params.run)),
  )

  app.post<{ Params: schemas.TestParams }>(
    `${URL}:policy/test/:run/resolve/`,
    documented({ ...shared, summary: 'End a test now', access: 'execute', params: schemas.TestParams }),
    async (request) => {
      const { policy, run } = request.params
      const deed = { action: 'escalation_policy.test_end', target: run } as const
      return testView(await audited(request, audit, deed, () => pagingTests.end(policy, run)))
    },
  )
}
