import type { NotificationRule } from '@hyperion/domain/escalation'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audited, ChannelKindRow, kindView, principalOf } from '../../shared/index.ts'
import type { ImasDeps } from '../deps.ts'
import * as schemas from '../escalation-schemas.ts'
import { contactRow, savedContact } from '../escalation-views.ts'
import { PageQuery, pageOf, slicedPage } from '../pages.ts'
import { PAGING_TAG } from './escalation-policies.ts'
import { documented } from './route.ts'

const URL = '/api/v1/me/contact-methods/'
const RULES_URL = '/api/v1/me/notification-rules/'
/** One's own: whoever may look at anything may be paged. */
const own = { tag: PAGING_TAG, access: 'read' } as const
const change = { ...own, personal: true } as const

/** How whoever is signed in wants to be paged. */
export function contactMethodRoutes(app: FastifyInstance, deps: ImasDeps): void {
  const { contacts } = deps.escalation
  const { publicUrl } = deps

  app.get<{ Querystring: PageQuery }>(
    URL,
    documented({ ...own, summary: 'Ways to reach oneself', query: PageQuery, answer: pageOf(schemas.ContactRow) }),
    async (request) => slicedPage(request, publicUrl, await contacts.list(userOf(request)), contactRow),
  )

  app.get<{ Querystring: PageQuery }>(
    `${URL}kinds/`,
    documented({ ...own, summary: 'Kinds of addresses that one may add', query: PageQuery, answer: pageOf(ChannelKindRow) }),
    async (request) => slicedPage(request, publicUrl, contacts.kinds(), kindView),
  )

  contactChanges(app, deps)

  app.get<{ Querystring: PageQuery }>(
    RULES_URL,
    documented({
      ...own,
      summary: 'How one is paged',
      description: 'Of an urgency without rules, and where none of them works: mail and browsers at once.',
      query: PageQuery,
      answer: pageOf(schemas.RuleRow),
    }),
    async (request) => slicedPage(request, publicUrl, await contacts.rules(userOf(request)), ruleRow),
  )

  app.put<{ Body: schemas.RulesBody }>(
    RULES_URL,
    documented({
      ...change,
      summary: 'Say how one is paged',
      description: 'All rules, in place of those that there are.',
      body: schemas.RulesBody,
      answer: pageOf(schemas.RuleRow),
    }),
    async (request) => {
      const rules = request.body.rules.map(({ delay_minutes, ...rule }) => ({ ...rule, delayMinutes: delay_minutes }))
      const deed = { action: 'paging_rules.change', details: { rules: rules.length } } as const
      const saved = await audited(request, deps.audit, deed, () => contacts.setRules(userOf(request), rules))
      return { count: saved.length, next: null, previous: null, results: saved.map(ruleRow) }
    },
  )
}

function contactChanges(app: FastifyInstance, { escalation: { contacts }, audit }: ImasDeps): void {
  app.post<{ Body: schemas.ContactBody }>(
    URL,
    documented({
      ...change,
      summary: 'Add a way to reach oneself',
      status: 201,
      body: schemas.ContactBody,
      answer: schemas.SavedContact,
      errors: { 409: 'One has enough of them' },
    }),
    async (request, reply) => {
      const { kind, label } = request.body
      const deed = { action: 'contact_method.create', target: label, details: { kind } } as const
      return reply.code(201).send(savedContact(await audited(request, audit, deed, () => contacts.create(userOf(request), request.body))))
    },
  )

  app.put<{ Params: schemas.ContactParams; Body: schemas.ContactChange }>(
    `${URL}:method/`,
    documented({
      ...change,
      summary: 'Change a way to reach oneself',
      description: 'What is left out, secret settings above all, stays as it is.',
      params: schemas.ContactParams,
      body: schemas.ContactChange,
      answer: schemas.SavedContact,
    }),
    async (request) => {
      const { method } = request.params
      const deed = { action: 'contact_method.change', target: String(method) } as const
      return savedContact(await audited(request, audit, deed, () => contacts.update(userOf(request), method, request.body)))
    },
  )

  app.delete<{ Params: schemas.ContactParams }>(
    `${URL}:method/`,
    documented({
      ...change,
      summary: 'Remove a way to reach oneself, and the rules that name it',
      params: schemas.ContactParams,
      answer: null,
    }),
    async (request, reply) => {
      const { method } = request.params
      const deed = { action: 'contact_method.delete', target: String(method) } as const
      await audited(request, audit, deed, () => contacts.delete(userOf(request), method))
      return reply.code(204).send()
    },
  )

  app.post<{ Params: schemas.AnyContactParams }>(
    `${URL}:method/test/`,
    documented({
      ...change,
      summary: 'Send an example to oneself right now',
      params: schemas.AnyContactParams,
      answer: schemas.ContactTestAnswer,
    }),
    async (request) => {
      const { method } = request.params
      const deed = { action: 'contact_method.test', target: method } as const
      const result = await audited(request, audit, deed, () => contacts.test(userOf(request), method))
      return { ok: result.ok, error: result.ok ? null : result.error }
    },
  )
}

function userOf(request: FastifyRequest): number {
  return principalOf(request).user.id
}

function ruleRow({ urgency, delayMinutes, method }: NotificationRule): object {
  return { urgency, delay_minutes: delayMinutes, method }
}
