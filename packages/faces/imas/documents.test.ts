import type { Role } from '@hyperion/domain/users'
import { AUTO_VERSION_MS } from '@hyperion/features/incident-documents'
import { APP_URL, type TestApp, testApp } from '@hyperion/testkit/app'
import { pdfText } from '@hyperion/testkit/pdf'
import { beforeEach, describe, expect, it } from 'vitest'

let hub: TestApp
let incident: { readonly id: string; readonly short_id: string }
const tokens: Partial<Record<Role, string>> = {}

beforeEach(async () => {
  hub = await testApp()
  for (const role of ['admin', 'technicien', 'viewer'] as const) tokens[role] = await hub.permanentToken(role)
  const service = await hub.database.services.create({
    name: 'redis-prod',
    description: '',
    ownerTeam: null,
    criticality: 'TIER_1_CRITICAL',
    runbookUrl: null,
    escalationPolicyId: null,
    hosts: [],
    createdAt: hub.clock.now(),
  })
  const body = { title: 'Redis Cluster Down', service: service.id, severity: 'SEV1_CRITICAL', description: 'All nodes time out.' }
  incident = (await call('POST', '', body)).body as typeof incident
  return () => hub.close()
})

async function call(method: 'GET' | 'POST' | 'PUT', path: string, body?: object, role: Role = 'technicien', headers: object = {}) {
  const url = `/api/v1/incidents/${path}`
  const authorization = `Token ${tokens[role]}`
  const answer = await hub.app.inject({ method, url, headers: { authorization, ...headers }, ...(body && { payload: body }) })
  return { status: answer.statusCode, body: answer.headers['content-type']?.includes('json') ? answer.json() : answer.body, raw: answer }
}

const lid = (rest = '') => `${incident.short_id}/document/${rest}`
const postmortem = (rest = '') => `${incident.short_id}/postmortem/${rest}`

describe('the link of an incident', () => {
  it('leads to its document as soon as the hub has seen to it, and is told once', async () => {
    hub.orchestrator.start()
    await hub.clock.advance(10_000)
    const url = `${APP_URL}/app/incidents/${incident.short_id}/document`
    await expect.poll(async () => (await call('GET', `${incident.id}/`)).body.lid_link).toBe(url)
    await hub.orchestrator.stop()
    const { timeline } = (await call('GET', `${incident.id}/`)).body
    expect(timeline.filter(({ type }: { type: string }) => type === 'DOCUMENT')).toHaveLength(1)
  })
})

describe('a live document', () => {
  it('begins when it is first asked for, once', async () => {
    const [one, other] = await Promise.all([call('GET', lid(), undefined, 'viewer'), call('GET', `${incident.id}/document/`)])
    expect(one.status).toBe(200)
    expect(one.body).toEqual(other.body)
    expect(one.body).toEqual({
      incident: { id: incident.id, short_id: incident.short_id, title: 'Redis Cluster Down' },
      kind: 'lid',
      markdown: expect.stringContaining('## Hypotheses'),
      version: 0,
      url: `${APP_URL}/app/incidents/${incident.short_id}/document`,
      created_at: '2026-01-15T12:00:00Z',
      updated_at: '2026-01-15T12:00:00Z',
      present: [],
    })
    expect((await call('GET', 'INC-ZZZZZZ/document/')).status).toBe(404)
    expect((await call('GET', '%00/document/')).status).toBe(404)
  })

  it('begins in the language of whoever comes first', async () => {
    await call('GET', lid(), undefined, 'viewer', { 'accept-language': 'fr' })
    expect((await call('GET', lid())).body.markdown).toContain('## Hypothèses')
  })

  it('is changed as a whole by who knows its version', async () => {
    const { markdown, version } = (await call('GET', lid())).body
    const changed = await call('PUT', lid(), { markdown: `${markdown}more 🦊\n`, version })
    expect(changed.body).toMatchObject({ version: 1, markdown: `${markdown}more 🦊\n` })
    expect(await call('PUT', lid(), { markdown: 'old', version })).toMatchObject({
      status: 409,
      body: { error: 'The document has changed: it is at version 1' },
    })
    expect((await call('PUT', lid(), { markdown: changed.body.markdown, version: 1 })).body.version).toBe(1)
    expect((await call('PUT', lid(), { markdown: 'x', version: 1 }, 'viewer')).status).toBe(403)
    expect((await call('PUT', lid(), { markdown: 'x' })).body).toEqual({
      error: 'Validation failed',
      details: { version: ['This field is required.'] },
    })
    expect((await call('PUT', lid(), { markdown: 'x'.repeat(2_000_001), version: 1 })).status).toBe(400)
  })

  it('keeps versions by hand and by itself, at most each five minutes, and goes back to one', async () => {
    await call('PUT', lid(), { markdown: 'one', version: 0 })
    const kept = await call('POST', lid('versions/'))
    expect(kept).toMatchObject({ status: 201, body: { version: 1, reason: 'manual', authors: ['technicien'], length: 3 } })
    await call('PUT', lid(), { markdown: 'two', version: 1 }, 'admin')
    await hub.documents.stop()
    expect((await call('GET', lid('versions/'))).body.count).toBe(1)
    await hub.clock.advance(AUTO_VERSION_MS)
    await call('PUT', lid(), { markdown: 'three', version: 2 })
    await hub.documents.stop()
    const { results } = (await call('GET', lid('versions/'))).body
    expect(results).toMatchObject([{ version: 3, reason: 'auto', authors: ['admin', 'technicien'] }, { version: 1 }])
    const one = await call('GET', lid(`versions/${kept.body.id}/`), undefined, 'viewer')
    expect(one.body).toEqual({ ...kept.body, markdown: 'one' })
    await call('PUT', lid(), { markdown: 'four', version: 3 })
    expect((await call('POST', lid(`versions/${kept.body.id}/restore/`))).body).toMatchObject({ markdown: 'one', version: 5 })
    expect((await call('GET', lid('versions/?page_size=1'))).body).toMatchObject({
      count: 3,
      results: [{ reason: 'before_restore', version: 4, length: 4 }],
    })
    for (const id of [incident.id, 'nonsense']) expect((await call('POST', lid(`versions/${id}/restore/`))).status).toBe(404)
    expect((await call('POST', lid(`versions/${kept.body.id}/restore/`), undefined, 'viewer')).status).toBe(403)
  })

  it('keeps a megabyte', async () => {
    const markdown = 'A line of an incident document, with its words.\n'.repeat(22_000)
    expect((await call('PUT', lid(), { markdown, version: 0 })).status).toBe(200)
    expect((await call('PUT', lid(), { markdown: `${markdown}end`, version: 1 })).body.version).toBe(2)
    expect((await call('GET', lid())).body.markdown).toHaveLength(markdown.length + 3)
  })

  it('goes out as a file', async () => {
    await call('PUT', lid(), {
      markdown: '# Été\n\n**Bold** and [link](https://example.com)\n\n- [x] done\n\n| A | B |\n|---|---|\n| 1 | 2 |\n',
      version: 0,
    })
    const file = await call('GET', lid('export.md'), undefined, 'viewer')
    expect(file.raw.headers).toMatchObject({
      'content-type': 'text/markdown; charset=utf-8',
      'content-disposition': `attachment; filename="${incident.short_id}-document.md"`,
    })
    expect(file.raw.body).toContain('# Été')
    const pdf = await call('GET', lid('export.pdf'), undefined, 'viewer')
    expect(pdf.raw.headers).toMatchObject({ 'content-type': 'application/pdf' })
    const text = pdfText(pdf.raw.rawPayload)
    for (const words of ['Été', 'Bold', 'link', 'done', 'A', '2', `${incident.short_id} · Redis Cluster Down`])
      expect(text).toContain(words)
  })
})

describe('a postmortem', () => {
  it('is started once, from the live document', async () => {
    expect((await call('GET', postmortem())).status).toBe(404)
    await call('PUT', lid(), { markdown: '## Summary\n\nIt broke.\n\n## Actions\n\n- [ ] Fix it @admin\n', version: 0 })
    expect((await call('POST', postmortem(), undefined, 'viewer')).status).toBe(403)
    const started = await call('POST', postmortem(), { language: 'fr' })
    expect(started).toMatchObject({ status: 201, body: { kind: 'postmortem', version: 0 } })
    expect(started.body.url).toBe(`${APP_URL}/app/incidents/${incident.short_id}/postmortem`)
    expect(started.body.markdown).toContain('## Résumé\n\nIt broke.')
    expect(started.body.markdown).toContain('| non | Fix it @admin | admin |')
    expect(await call('POST', postmortem())).toMatchObject({ status: 409, body: { error: 'Postmortem already exists' } })
    expect((await call('POST', postmortem(), { language: 'de' })).status).toBe(400)
    expect((await call('GET', postmortem(), undefined, 'viewer')).body.markdown).toBe(started.body.markdown)
    const { timeline } = (await call('GET', `${incident.id}/`)).body
    expect(timeline.at(-1)).toMatchObject({ type: 'DOCUMENT', message: 'Postmortem started by technicien' })
    expect((await call('GET', postmortem('export.md'))).raw.headers['content-disposition']).toContain('-postmortem.md')
  })
})
