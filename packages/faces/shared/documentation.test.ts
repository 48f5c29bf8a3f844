import { alertEvent } from '@hyperion/testkit/alerts'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { fakeLiveHost } from '@hyperion/testkit/live-host'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

interface Operation {
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly security?: readonly object[]
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly example?: unknown }[]
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >
}

interface Document {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

let hub: TestApp
let document: Document
let headers: Record<string, string>
let scraped: number
/** Ids of one of each, by the name in addresses. */
let catalogued: Readonly<Record<string, string>>
let schedule: string
/** An incident with one version of each of its documents. */
let incident: { readonly id: string; readonly document: string; readonly postmortem: string }
beforeAll(async () => {
  hub = await testApp()
  const report = { format: 'html', language: 'en', hours: 24, zone: null, includeContainers: true, requestedBy: 'admin' } as const
  await hub.reports.request({ ...report, host: hub.hubHostId })
  const { engines, containers } = fakeLiveHost().containers()
  await hub.database.containers.replace({ host: hub.hubHostId, engines, containers, now: hub.clock.now() })
  const { host, rule, instance, ...event } = alertEvent({ host: hub.hubHostId })
  await hub.database.alerts.commit({ host, rule, instance, state: { phase: 'ok' }, event: { host, rule, instance, ...event } })
  const target = { credentials: null, ca: null, serverName: null, intervalMs: null, timeoutMs: 1000, unchecked: true }
  scraped = (await hub.prometheus.targets.add({ ...target, url: 'http://127.0.0.1:9/metrics' })).host
  catalogued = { ...(await oneOfEach()), ...(await oneAlert()) }
  schedule = (await hub.database.onCall.create({ name: 'Primary', zone: 'UTC', layers: [] }, hub.clock.now())).id
  incident = await oneIncident()
  headers = { authorization: `Bearer ${await hub.token('admin')}` }
  document = (await hub.app.inject({ url: '/api/schema/', headers })).json()
})
afterAll(() => hub.close())

/** What came in by a webhook, and the incident that it opened. */
async function oneAlert(): Promise<typeof catalogued> {
  const { integrations, inbox } = hub.inbound
  const { integration } = await integrations.create({ kind: 'generic', name: 'x', settings: {}, createdBy: 'admin' })
  const body = Buffer.from(JSON.stringify({ title: 'x' }))
  const { id, outcome } = await inbox.accept({ integration, body, headers: {}, admit: async () => {} })
  const alerts = outcome?.state === 'processed' ? outcome.result.alerts : []
  return { integration: integration.id, delivery: String(id), incident: alerts[0]?.incident?.id ?? '' }
}

async function oneOfEach(): Promise<typeof catalogued> {
  const { services, teams, impactScopes, runbooks, tags } = hub.database
  const blank = { name: 'x', description: '', createdAt: 0 }
  const team = await teams.create({ ...blank, slackChannelId: null, scheduleId: null, members: [1] })
  const owned = { ownerTeam: team.id, criticality: 'TIER_1_CRITICAL', runbookUrl: null, escalationPolicyId: null } as const
  const service = await services.create({ ...blank, ...owned, hosts: [hub.hubHostId] })
  const scope = await impactScopes.create(blank)
  const step = { title: 'x', description: '', command: null, expectedMinutes: null, critical: true, requiresConfirmation: false }
  const runbook = await runbooks.create({ title: 'x', description: '', service: service.id, steps: [step], at: 0 })
  const tag = await tags.create({ name: 'x', color: '#000000' })
  const { policies, pagingTests } = hub.paging.services
  const steps = [{ delayMinutes: 5, targets: [{ type: 'user', id: 1 }] }] as const
  const { policy } = await policies.create({ name: 'x', description: '', steps, repeat: 0, notify: [] })
  const { test } = await pagingTests.begin(policy.id, 'urgent', 'admin')
  return { team: team.id, service: service.id, scope: scope.id, runbook: runbook.id, tag: tag.id, policy: policy.id, run: test.id }
}

async function oneIncident(): Promise<typeof incident> {
  const { id } = (await hub.incidents.create({ title: 'x', service: catalogued.service ?? '' }, null)).incident
  const admin = { id: 1, username: 'admin' }
  const ref = { incident: id, language: 'en' } as const
  await hub.documents.startPostmortem(ref, admin)
  const [lid, postmortem] = await Promise.all([
    hub.documents.keepVersion({ ...ref, kind: 'lid' }, admin),
    hub.documents.keepVersion({ ...ref, kind: 'postmortem' }, admin),
  ])
  return { id, document: lid.id, postmortem: postmortem.id }
}

function operations(): { path: string; method: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
}

describe('the OpenAPI document', () => {
  it('is of version 3.1 and tells every route’s summary, tags, security and errors', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(operations().length).toBeGreaterThan(40)
    for (const { path, method, operation } of operations()) {
      const { summary, tags, security, responses } = operation
      const told = {
        summary: !!summary,
        tags: tags?.length,
        security: Array.isArray(security),
        success: /\b[123]\d\d\b/.test(Object.keys(responses).join()),
      }
      expect({ path, method, ...told }).toEqual({ path, method, summary: true, tags: 1, security: true, success: true })
      if (security?.length) expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '403']))
    }
  })

  it('describes what the routes answer', async () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    formats.default(ajv)
    ajv.addSchema(document, 'api')
    for (const { path, method, operation } of operations().filter(
      (each) => each.method === 'get' && each.operation.responses[200]?.content?.['application/json'],
    )) {
      const url = path
        .replace('/v1/schedules/{id}', `/v1/schedules/${schedule}`)
        .replace('/v1/incidents/{id}', `/v1/incidents/${incident.id}`)
        .replace(
          /(document|postmortem)\/versions\/\{version\}/,
          (_, kind: 'document' | 'postmortem') => `${kind}/versions/${incident[kind]}`,
        )
        .replace('{id}', String(hub.hubHostId))
        .replace('{name}', 'record_cpu_usage')
        .replace('{host}', String(scraped))
        .replace(/\{(rule|alert|container_id)\}/, '1')
        .replace(/\{(\w+)\}/g, (hole, name: string) => catalogued[name] ?? hole)
      const query = (operation.parameters ?? []).filter((each) => each.in === 'query' && each.required)
      const search = new URLSearchParams(query.map(({ name, example }): [string, string] => [name, String(example)]))
      const sent = operation.security?.some((each) => 'token' in each)
        ? { authorization: `Token ${await hub.permanentToken('admin')}` }
        : headers
      const answer = await hub.app.inject({ url: `${url}?${search}`, headers: sent })
      const pointer = `api#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}`
      const validate = ajv.compile({ $ref: `${pointer}/${method}/responses/${answer.statusCode}/content/application~1json/schema` })
      validate(answer.json())
      const { statusCode } = answer
      // What a host that is only watched refuses, or what has not been done to it, is told as documented too.
      const status = OPERATED.test(path) && [403, 404, 422].includes(statusCode) ? statusCode : 200
      expect({ path, status: statusCode, errors: validate.errors }).toEqual({ path, status, errors: null })
    }
  })
})

/** What needs a tier, a folder, or something that was done. */
const OPERATED = /^\/api\/(?:actions\/|hosts\/\{id\}\/(?:files|units\/|processes\/\{pid\}|containers\/))/

describe.each(['/api/docs/', '/api/redoc/'])('%s', (url) => {
  it('leads a browser that is not signed in to the sign-in page and back', async () => {
    const browser = await hub.app.inject({ url, headers: { accept: 'text/html,application/xhtml+xml' } })
    expect([browser.statusCode, browser.headers.location]).toEqual([302, `/app/?next=${encodeURIComponent(url)}`])
    const newcomer = { accept: 'text/html', cookie: await hub.cookie('newcomer') }
    expect((await hub.app.inject({ url, headers: newcomer })).statusCode).toBe(302)
    expect((await hub.app.inject({ url })).statusCode).toBe(401)
  })

  it('is one page with its parts, all from here', async () => {
    const page = await hub.app.inject({ url, headers: { cookie: await hub.cookie('viewer') } })
    expect(page.statusCode).toBe(200)
    expect(page.headers['content-security-policy']).toContain("default-src 'self'")
    const parts = [...page.body.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, part]) => part as string)
    expect(parts.length).toBeGreaterThan(1)
    for (const part of parts) {
      const answer = await hub.app.inject({ url: part, headers })
      expect([part, answer.statusCode, answer.body.length > 50]).toEqual([part, 200, true])
      expect((await hub.app.inject({ url: part })).statusCode).toBe(401)
    }
    expect(page.body).not.toMatch(/https?:/)
  })
})
