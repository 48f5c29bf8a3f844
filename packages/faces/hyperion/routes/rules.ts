import { levelRange, ruleOf, watchedUnit } from '@hyperion/domain/alerts'
import { GROUPS, METRICS } from '@hyperion/domain/metrics'
import type { StoredRule } from '@hyperion/ports/rules'
import type { RuleMetricsAnswer, RuleRow, RulesAnswer } from '@hyperion/wire/web'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audited, isoTimeOrNull, principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../rule-schemas.ts'
import { worded } from '../setting-problems.ts'
import { documented } from './route.ts'

const tag = 'Alerts'
type One = { Params: schemas.RuleParams }

/** The rules that alerts go by, beside the thresholds. */
export function ruleRoutes(app: FastifyInstance, deps: HyperionDeps): void {
  const { rules, alertDesk, hosts } = deps
  const read = { tag, access: 'read' } as const
  const firing = async (): Promise<ReadonlyMap<string, number>> => {
    const { current } = await alertDesk.list({ limit: 1 })
    return new Map([...Map.groupBy(current, ruleOf)].map(([rule, alerts]) => [rule, alerts.length]))
  }

  app.get('/api/rules', documented({ ...read, summary: 'Rules', answer: schemas.RulesAnswer }), async (): Promise<RulesAnswer> => {
    const [all, counts] = await Promise.all([rules.list(), firing()])
    return { rules: all.map((rule) => ruleView(rule, counts)) }
  })

  app.get(
    '/api/rules/metrics',
    documented({ ...read, summary: 'What a rule can watch', answer: schemas.RuleMetricsAnswer }),
    async (): Promise<RuleMetricsAnswer> => {
      const all = await hosts.list()
      return { metrics: WATCHABLE, tags: [...new Set(all.flatMap(({ tags }) => tags))].sort() }
    },
  )

  app.get<One>(
    '/api/rules/:rule',
    documented({ ...read, params: schemas.RuleParams, summary: 'One rule', answer: schemas.RuleAnswer }),
    async ({ params }) => ruleView(await rules.get(params.rule), await firing()),
  )

  changeRoutes(app, deps, firing)
}

function changeRoutes(app: FastifyInstance, { rules, audit }: HyperionDeps, firing: () => Promise<ReadonlyMap<string, number>>): void {
  const change = { tag, access: 'config' } as const
  const taken = { 409: 'There is a rule of this name, or it comes with Hyperion' }
  const save = (request: FastifyRequest<{ Body: schemas.RuleBody }>, id: number | null): Promise<StoredRule> => {
    const { username } = principalOf(request).user
    const settings = schemas.settingsOf(request.body)
    const deed = {
      action: id === null ? 'rule.create' : 'rule.update',
      target: String(id ?? settings.name),
      details: { ...settings },
    } as const
    return audited(request, audit, deed, () =>
      worded(request, () => (id === null ? rules.create(settings, username) : rules.update(id, settings, username))),
    )
  }

  app.post<{ Body: schemas.RuleBody }>(
    '/api/rules',
    documented({ ...change, summary: 'Add a rule', status: 201, body: schemas.RuleBody, answer: schemas.RuleAnswer, errors: taken }),
    async (request, reply) => {
      const made = await save(request, null)
      reply.code(201)
      return ruleView(made, await firing())
    },
  )

  app.put<One & { Body: schemas.RuleBody }>(
    '/api/rules/:rule',
    documented({
      ...change,
      params: schemas.RuleParams,
      summary: 'Change a rule',
      description: 'As a whole: what is left out is as it is for a new one. Its alerts end, untold, and begin anew where they still apply.',
      body: schemas.RuleBody,
      answer: schemas.RuleAnswer,
      errors: taken,
    }),
    async (request) => ruleView(await save(request, request.params.rule), await firing()),
  )

  app.delete<One>(
    '/api/rules/:rule',
    documented({
      ...change,
      params: schemas.RuleParams,
      summary: 'Remove a rule',
      answer: null,
      errors: { 409: 'It comes with Hyperion' },
    }),
    async (request, reply) => {
      const id = request.params.rule
      await audited(request, audit, { action: 'rule.delete', target: String(id) }, () => rules.delete(id))
      return reply.code(204).send()
    },
  )
}

const WATCHABLE: RuleMetricsAnswer['metrics'] = METRICS.map((metric) => {
  const { id, group, label, kind } = metric
  const [least, most] = levelRange({ kind: 'metric', metric: id })
  return { id, group, instance: GROUPS[group].instance, label, unit: watchedUnit(metric), counter: kind === 'counter', least, most }
})

function ruleView(rule: StoredRule, firing: ReadonlyMap<string, number>): RuleRow {
  return {
    id: rule.id,
    name: rule.name,
    enabled: rule.enabled,
    kind: rule.kind,
    metric: rule.metric,
    condition: rule.condition,
    warning: rule.warning,
    critical: rule.critical,
    instances: rule.instances,
    for_seconds: rule.forSeconds,
    margin: rule.margin,
    no_data: rule.noData,
    no_data_minutes: rule.noDataMinutes,
    hosts: rule.hosts,
    tags: rule.tags,
    schedule: rule.schedule,
    built_in: rule.builtIn,
    firing: firing.get(`rule:${rule.id}`) ?? 0,
    updated_at: isoTimeOrNull(rule.updatedBy === null ? null : rule.updatedAt),
    updated_by: rule.updatedBy,
  }
}
