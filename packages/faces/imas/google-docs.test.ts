import { APP_URL, type GoogleHub, googleHub } from '@hyperion/testkit/app'
import { beforeEach, describe, expect, it } from 'vitest'

const URL_OF_SETTINGS = '/api/v1/google-docs/settings/'
const FOLDER = 'folder_stand-in'

let hub: GoogleHub
let service: string
const tokens: Partial<Record<'admin' | 'technicien', string>> = {}

beforeEach(async () => {
  hub = await googleHub()
  for (const role of ['admin', 'technicien'] as const) tokens[role] = await hub.permanentToken(role)
  const made = { name: 'redis-prod', description: '', ownerTeam: null, criticality: 'TIER_1_CRITICAL', runbookUrl: null } as const
  service = (await hub.database.services.create({ ...made, escalationPolicyId: null, hosts: [], createdAt: hub.clock.now() })).id
  return () => hub.close()
})

async function call(method: 'GET' | 'PUT' | 'POST' | 'DELETE', url: string, payload?: object, role: 'admin' | 'technicien' = 'admin') {
  const headers = { authorization: `Token ${tokens[role]}` }
  const answer = await hub.app.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
}

const settings = (change: object = {}) => ({
  enabled: true,
  key: hub.workspace.key(),
  folder: FOLDER,
  share_with: ['ada@example.org', 'example.org'],
  language: 'fr',
  server: hub.workspace.origin,
  ...change,
})

async function setUp(change: object = {}): Promise<void> {
  const { status, body } = await call('PUT', URL_OF_SETTINGS, settings(change))
  expect([status, body.details]).toEqual([200, undefined])
}

async function open(title = 'Redis Cluster Down'): Promise<{ id: string; own: string }> {
  const body = { title, service, severity: 'SEV1_CRITICAL', description: 'All nodes time out.' }
  const { id, short_id } = (await call('POST', '/api/v1/incidents/', body)).body
  return { id, own: `${APP_URL}/app/incidents/${short_id}/document` }
}

/** Lets the hub do what is due by now. */
async function work(): Promise<void> {
  hub.orchestrator.start()
  hub.orchestrator.wake()
  while (hub.orchestrator.busy) await new Promise(setImmediate)
}

const incidentOf = async (id: string) => (await call('GET', `/api/v1/incidents/${id}/`)).body
const linkOf = async (id: string): Promise<string | null> => (await incidentOf(id)).lid_link
const documentsTold = async (id: string): Promise<string[]> =>
  (await incidentOf(id)).timeline.flatMap(({ type, message }: { type: string; message: string }) => (type === 'DOCUMENT' ? [message] : []))
const urlOf = (at = 0) => `https://docs.google.com/document/d/${hub.workspace.files[at]?.id}/edit`
const callsTo = (path: string) => hub.workspace.calls.filter((each) => each.endsWith(path)).length

describe('the document of an incident', () => {
  it('is made at Google, shared, and linked; the one in the app is there as well', async () => {
    await setUp()
    const { id } = await open()
    await work()
    expect(await linkOf(id)).toBe(urlOf())
    const [file] = hub.workspace.files
    expect(file).toMatchObject({ parents: [FOLDER], appProperties: { incident: id } })
    expect(file?.name).toMatch(/^INC-\w+ · Redis Cluster Down$/)
    expect(file?.text).toContain('## Hypothèses')
    expect(file?.text).toContain('All nodes time out.')
    expect(file?.permissions).toEqual([
      { role: 'writer', type: 'user', emailAddress: 'ada@example.org' },
      { role: 'writer', type: 'domain', domain: 'example.org' },
    ])
    expect(await documentsTold(id)).toEqual(['Incident document linked'])
    expect((await call('GET', `/api/v1/incidents/${id}/document/`)).body.markdown).toContain('## Hypotheses')
    const { status, body } = await call('POST', `/api/v1/incidents/${id}/postmortem/`, {})
    expect(status).toBe(201)
    expect(body.markdown).toContain(`<${urlOf()}>`)
  })

  it('stays in the app while Google is not set up, or switched off', async () => {
    const before = await open()
    await work()
    await setUp({ enabled: false })
    const after = await open('Wiki Down')
    await work()
    expect([await linkOf(before.id), await linkOf(after.id)]).toEqual([before.own, after.own])
    expect(hub.workspace.calls).toEqual([])
    expect((await call('POST', `/api/v1/incidents/${after.id}/postmortem/`, {})).body.markdown).not.toContain('Live document')
  })

  it.each(['/token', '/drive/v3/files', ':batchUpdate', '/permissions'])('is one, whole, when the hub ends after %s', async (path) => {
    await setUp()
    const { id } = await open()
    // The look for one that was made comes before.
    if (path.endsWith('files')) hub.workspace.next(path, { status: 200, body: { files: [] } })
    hub.workspace.next(path, 'cut')
    await work()
    expect(await linkOf(id)).toBeNull()
    await hub.clock.advance(15_000)
    await work()
    expect(await linkOf(id)).toBe(urlOf())
    expect(hub.workspace.files).toHaveLength(1)
    expect(hub.workspace.files[0]?.text.match(/^# /gm)).toHaveLength(1)
    expect(hub.workspace.files[0]?.permissions).toHaveLength(2)
  })

  it('is the one the hub took note of', async () => {
    await setUp()
    const { id } = await open()
    hub.workspace.next(':batchUpdate', { status: 503 })
    await work()
    expect(await hub.database.googleDocs.document(id)).toMatchObject({ url: urlOf() })
    await hub.clock.advance(15_000)
    await work()
    expect(await linkOf(id)).toBe(urlOf())
    expect(callsTo('/drive/v3/files')).toBe(2)
  })

  it.each([
    ['/token', { status: 400, body: { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' } }, 'Invalid JWT Signature.'],
    ['/drive/v3/files', { status: 404, body: { error: { code: 404, message: 'File not found: folder.' } } }, 'File not found: folder.'],
    ['/drive/v3/files', { status: 403, body: { error: { code: 403, message: 'No storage quota.' } } }, 'No storage quota.'],
    ['/permissions', { status: 403, body: { error: { code: 403, message: 'Not outside.' } } }, 'Not outside.'],
  ])('is in the app when Google refuses for good: %s %j', async (path, answer, reason) => {
    await setUp()
    const { id, own } = await open()
    hub.workspace.next(path, answer)
    await work()
    expect(await linkOf(id)).toBe(own)
    const told = await documentsTold(id)
    expect(told).toHaveLength(2)
    expect(told.find((each) => each.includes(reason))).toMatch(/^Google answered 40\d to .*The document is in Hyperion instead$/)
    expect((await call('POST', `/api/v1/incidents/${id}/postmortem/`, {})).body.markdown).not.toContain('docs.google.com')
  })

  it.each([
    { status: 429, headers: { 'retry-after': '60' } },
    { status: 403, body: { error: { code: 403, errors: [{ reason: 'userRateLimitExceeded' }], message: 'Too fast' } } },
    { status: 401 },
    { status: 500 },
  ])('waits while Google is in trouble: %j', async (answer) => {
    await setUp()
    const { id } = await open()
    hub.workspace.next('/drive/v3/files', answer)
    await work()
    const { length } = hub.workspace.calls
    // Others leave it alone as well for a moment.
    const other = await open('Wiki Down')
    await hub.clock.advance(2_000)
    await work()
    expect([await linkOf(id), await linkOf(other.id), hub.workspace.calls.length]).toEqual([null, null, length])
    for (let turn = 0; turn < 20; turn++) {
      await hub.clock.advance(5_000)
      await work()
    }
    expect(hub.workspace.files).toHaveLength(2)
    for (const each of [id, other.id]) expect(await linkOf(each)).toMatch(/^https:\/\/docs\.google\.com/)
  })
})

describe('the settings', () => {
  it('are nothing at first, and shown to administrators alone', async () => {
    expect((await call('GET', URL_OF_SETTINGS, undefined, 'technicien')).status).toBe(403)
    expect((await call('GET', URL_OF_SETTINGS)).body).toEqual({
      configured: false,
      readable: true,
      enabled: false,
      account: null,
      folder: null,
      share_with: [],
      language: 'en',
      server: null,
      updated_at: null,
      updated_by: null,
    })
  })

  it('never show the key, keep one that is left out, and are noted without it', async () => {
    const secret = JSON.parse(hub.workspace.key()).private_key.split('\n')[3]
    const put = await call('PUT', URL_OF_SETTINGS, settings())
    const { key: _, ...rest } = settings({ share_with: [], folder: null })
    const kept = await call('PUT', URL_OF_SETTINGS, rest)
    expect([put.status, kept.status]).toEqual([200, 200])
    expect(kept.body).toMatchObject({ configured: true, enabled: true, folder: null, share_with: [], language: 'fr', updated_by: 'admin' })
    expect(kept.body.account).toBe('hyperion@stand-in.iam.gserviceaccount.com')
    expect((await call('POST', '/api/v1/google-docs/test/')).body).toEqual({ ok: true, error: null })
    await hub.audit.flush()
    const entries = await hub.database.audit.list({ limit: 9, action: 'google_docs.update' })
    expect(entries).toHaveLength(2)
    const seen = [put.body, kept.body, (await call('GET', URL_OF_SETTINGS)).body, entries, await hub.database.googleDocs.settings()]
    expect(JSON.stringify(seen)).not.toContain(secret)
    expect(JSON.stringify(seen)).not.toContain('PRIVATE KEY')
  })

  it.each([
    [{ key: undefined }, 'key'],
    [{ key: '' }, 'key'],
    [{ key: 'hello' }, 'key'],
    [{ key: '{"type":"authorized_user"}' }, 'key'],
    [{ key: '{"type":"service_account","client_email":"a@b.c","private_key":"-----BEGIN PRIVATE KEY-----"}' }, 'key'],
    [{ folder: 'https://drive.google.com/drive/folders/1' }, 'folder'],
    [{ share_with: ['ada@'] }, 'share_with'],
    [{ share_with: ['example'] }, 'share_with'],
    [{ language: 'de' }, 'language'],
    [{ server: 'google.com' }, 'server'],
    [{ server: 'http://127.0.0.1:1' }, 'server'],
    [{ more: 1 }, 'more'],
  ])('are refused: %j', async (fields, field) => {
    const { status, body } = await call('PUT', URL_OF_SETTINGS, settings(fields))
    expect([status, Object.keys(body.details)]).toEqual([400, [field]])
  })

  it('are refused when the key leads into the own network', async () => {
    const { status, body } = await call(
      'PUT',
      URL_OF_SETTINGS,
      settings({ key: hub.workspace.key({ token_uri: 'http://127.0.0.1:1/token' }) }),
    )
    expect([status, Object.keys(body.details)]).toEqual([400, ['key']])
  })

  it('are tried without making anything', async () => {
    expect((await call('POST', '/api/v1/google-docs/test/')).status).toBe(404)
    await setUp()
    hub.workspace.next('/token', { status: 400, body: { error: 'invalid_grant', error_description: 'account not found' } })
    const { body } = await call('POST', '/api/v1/google-docs/test/')
    expect(body).toEqual({ ok: false, error: 'Google answered 400 to the token: invalid_grant: account not found' })
    expect(hub.workspace.calls).toEqual(['POST /token'])
  })

  it('are taken away', async () => {
    await setUp()
    expect((await call('DELETE', URL_OF_SETTINGS)).status).toBe(204)
    expect((await call('GET', URL_OF_SETTINGS)).body).toMatchObject({ configured: false, account: null })
  })
})
