import { CATALOG_OVERRIDES } from './catalog-requests.ts'
import { DOCUMENT_OVERRIDES } from './document-requests.ts'
import { FLEET_OVERRIDES } from './fleet-requests.ts'
import { GOOGLE_DOCS_OVERRIDES } from './google-docs-requests.ts'
import { INCIDENT_OVERRIDES, INCIDENT_SERVICE } from './incident-requests.ts'
import { INTEGRATION_OVERRIDES } from './integration-requests.ts'
import type { JsonSchema, OpenApi, Operation } from './openapi.ts'
import { OPERATING_OVERRIDES } from './operating-requests.ts'
import { keep, type Override } from './override.ts'
import { PAGING_OVERRIDES } from './paging-requests.ts'
import { url, VARIABLES } from './path-values.ts'
import { PROCESS_OVERRIDES } from './process-requests.ts'
import { SLACK_OVERRIDES } from './slack-requests.ts'

/** A Postman collection, format 2.1. */
export interface Collection {
  readonly info: object
  readonly auth: object
  readonly variable: readonly { readonly key: string; readonly value: string }[]
  readonly item: readonly Folder[]
}

interface Folder {
  readonly name: string
  readonly description?: string
  readonly item: readonly Item[]
}

interface Item {
  readonly name: string
  readonly event: readonly { readonly listen: 'test'; readonly script: { readonly type: string; readonly exec: readonly string[] } }[]
  readonly request: object
}

const CREDENTIALS = { username: '{{username}}', password: '{{password}}' }
const BACKUPS = {
  name: 'Backups',
  recurrence: { every: 'week', days: [7], day: null, start: '02:00', minutes: 120, zone: 'Europe/Paris' },
}
const CONFIRMED = { password: '{{password}}' }
const MISMATCH = { current_password: '{{password}}', new_password: 'one new password', confirm_password: 'another new password' }

/** The name is a new one at every run; the user is deleted again at the end. */
const NEW_USER = { username: 'jean.dupont-{{$timestamp}}', password: 'TempPassword123!', role: 'technicien' }
const NEW_RULE = { name: 'High load {{$timestamp}}', kind: 'metric', metric: 'load.five', warning: 800, for_seconds: 300, enabled: false }
const KEEP_THRESHOLDS = { after: keep('thresholds', 'JSON.stringify(pm.response.json().thresholds)') }
/** The thresholds of the hub stay what they are: an answer is sent back. */
const SAME_THRESHOLDS = { body: '{{thresholds}}' }

const SCHEDULE = {
  name: 'Primary {{$timestamp}}',
  zone: 'Europe/Paris',
  layers: [
    {
      name: 'Weekly',
      participants: [1],
      rotation: { every: 1, unit: 'week' },
      handoff: '09:00',
      weekday: 1,
      start: '2026-01-05',
      hours: [],
    },
  ],
}

const OVERRIDES: Readonly<Record<string, Override>> = {
  ...PROCESS_OVERRIDES,
  ...OPERATING_OVERRIDES,
  'POST /change-password': { status: 400, body: MISMATCH },
  'POST /api/session/password': { status: 422, body: MISMATCH },
  'POST /api/session': { anonymous: true, body: CREDENTIALS },
  'DELETE /api/session': { anonymous: true },
  // Not the session that the rest of the collection needs.
  'DELETE /api/sessions/{session}': { status: 404 },
  'POST /api/api-keys': { after: [...keep('keyId', 'pm.response.json().id'), ...keep('apiKey', 'pm.response.json().key')] },
  // The hub's own machine is neither renamed nor removed.
  'PUT /api/hosts/{id}': { status: 409 },
  'DELETE /api/hosts/{id}': { status: 409 },
  // No machine to watch is known here.
  'POST /api/ssh-hosts/probe': { status: 422, body: { address: '127.0.0.1', port: 1 } },
  'POST /api/ssh-hosts': {
    status: 422,
    body: { address: '0.0.0.0', username: 'hyperion-watch', password: 'secret', host_key: 'SHA256:x' },
  },
  'PUT /api/ssh-hosts/{id}': { status: 404, body: { username: 'hyperion-watch' } },
  'POST /api/v1/schedules/': { body: SCHEDULE, after: keep('scheduleId', 'pm.response.json().id') },
  'PUT /api/v1/schedules/{id}/': { body: SCHEDULE },
  'POST /api/v1/schedules/{id}/overrides/': { after: keep('overrideId', 'String(pm.response.json().id)') },
  // A secret that is not known here.
  'GET /api/v1/schedules/feed/{file}': { status: 404 },
  // The hub that is being tried lets itself only be watched.
  ...Object.fromEntries(['ping', 'traceroute', 'tls', 'dns'].map((kind) => [`POST /api/hosts/{id}/probes/${kind}`, { status: 403 }])),
  // For this platform and a usable token only.
  'GET /api/agent/node': { status: 422 },
  'POST /api/reports': { after: keep('reportId', 'String(pm.response.json().reports[0].id)') },
  // Removed just before.
  'POST /api/report-schedules/{schedule}/run': { status: 404 },
  // Nothing listens there.
  'POST /api/scrape-targets': { status: 422, body: { url: 'http://127.0.0.1:1/metrics' } },
  'GET /api/scrape-targets/{host}': { status: 404 },
  'PUT /api/scrape-targets/{host}': { status: 404 },
  'DELETE /api/scrape-targets/{host}': { status: 404 },
  'DELETE /api/remote-write-receivers/instances/{instance}': { status: 404 },
  // For the token of a receiver.
  'POST /api/prometheus/write': { status: 401 },
  'POST /api/two-factor': { body: CONFIRMED },
  // Nothing was sent yet.
  'POST /api/deliveries/{delivery}/retry': { status: 404 },
  // No code is known here, so it stays off.
  'POST /api/two-factor/confirm': { status: 422 },
  'POST /api/two-factor/recovery-codes': { status: 409 },
  'POST /api/two-factor/disable': { status: 409, body: { ...CONFIRMED, otp: '123456' } },
  'POST /api/session/step-up': { status: 409 },
  'DELETE /api/users/{id}/two-factor': { status: 404 },
  // The hub that is being tried sends no mail.
  'POST /api/password-reset': { status: 404 },
  'POST /api/password-reset/confirm': { status: 422 },
  'PUT /api/profile': { body: { ...CONFIRMED, email: 'admin@example.org' } },
  'POST /api/v1/auth/token/': {
    body: CREDENTIALS,
    after: [...keep('access', 'pm.response.json().access'), ...keep('refresh', 'pm.response.json().refresh')],
  },
  'POST /api/v1/auth/token/refresh/': { body: { refresh: '{{refresh}}' }, after: keep('access', 'pm.response.json().access') },
  'GET /api/v1/auth/user/': { bearer: 'access' },
  'POST /api/v1/auth/logout/': { bearer: 'access' },
  'POST /api/auth/token/': { body: CREDENTIALS, after: keep('imasToken', 'pm.response.json().token') },
  ...CATALOG_OVERRIDES,
  ...INCIDENT_OVERRIDES,
  ...DOCUMENT_OVERRIDES,
  ...INTEGRATION_OVERRIDES,
  ...FLEET_OVERRIDES,
  ...PAGING_OVERRIDES,
  ...GOOGLE_DOCS_OVERRIDES,
  ...SLACK_OVERRIDES,
  'POST /api/v1/reports/generate/': { after: keep('reportId', 'String(pm.response.json().id)') },
  // Not made yet, or removed just before.
  'GET /media/reports/{file}': { status: 404 },
  // None that could be known beforehand.
  'GET /dashboard/api/collectors/{id}/containers/{container_id}/cpu/': { status: 404 },
  ...Object.fromEntries(
    [
      'GET /api/hosts/{id}/containers/{container}',
      'GET /api/hosts/{id}/containers/{container}/logs',
      ...['start', 'stop', 'restart', 'pause', 'unpause', 'kill'].map((verb) => `POST /api/hosts/{id}/containers/{container}/${verb}`),
    ].map((key) => [key, { status: 404 }]),
  ),
  'GET /api/hosts': { after: keep('hostId', 'String(pm.response.json().hosts[0].id)') },
  'POST /users': { body: NEW_USER, after: keep('userId', 'String(pm.response.json().user.id)') },
  'POST /api/users': { body: NEW_USER, after: keep('userId', 'String(pm.response.json().id)') },
  'GET /config/thresholds': KEEP_THRESHOLDS,
  'PUT /config/thresholds': SAME_THRESHOLDS,
  'GET /api/thresholds': KEEP_THRESHOLDS,
  'PUT /api/thresholds': SAME_THRESHOLDS,
  // Switched off: a hub that is being tried must not post to an address made up here.
  'POST /config/discord': {
    body: {
      webhook_url: 'https://discord.com/api/webhooks/1234567890/abcdefghijklmnop',
      enabled: false,
      notify_on: ['critical', 'warning'],
    },
  },
  'POST /api/channels': { after: ["pm.collectionVariables.set('channelId', String(pm.response.json().id))"] },
  'POST /api/rules': { body: NEW_RULE, after: keep('ruleId', 'String(pm.response.json().id)') },
  'PUT /api/rules/{rule}': { body: NEW_RULE },
  // A silence may not last longer than a year.
  'GET /api/silences': { after: keep('inAnHour', 'new Date(Date.now() + 3600000).toISOString()') },
  'POST /api/silences': {
    body: { rules: ['disk'], to: '{{inAnHour}}', reason: 'Disk is being replaced' },
    after: keep('silenceId', 'String(pm.response.json().id)'),
  },
  'PUT /api/maintenance/{window}': { body: BACKUPS },
  'POST /api/maintenance': { body: BACKUPS, after: keep('windowId', 'String(pm.response.json().id)') },
  // A hub that is well has no alert.
  ...Object.fromEntries(
    [
      'GET /api/alerts/{alert}',
      'POST /api/alerts/{alert}/acknowledge',
      'DELETE /api/alerts/{alert}/acknowledge',
      'POST /api/alerts/{alert}/silence',
    ].map((key) => [key, { status: 404 }]),
  ),
  // Removed just before, so nothing is sent.
  'POST /api/channels/{channel}/test': { status: 404 },
  // Whichever hosts there are.
  'POST /dashboard/preferences/': { body: { default_time_range: '6h', chart_theme: 'dark', refresh_interval_seconds: 30 } },
  // Keys made up here are no browser's.
  'POST /api/push': { status: 422 },
  'DELETE /api/push/{browser}': { status: 404 },
}

/** No incident is known beforehand. */
const OF_AN_INCIDENT = /\/incidents\/\{id\}\/(document|postmortem)\//
const overrideOf = (key: string): Override =>
  key.startsWith('GET /ws/') ? { status: 426 } : (OVERRIDES[key] ?? (OF_AN_INCIDENT.test(key) ? { status: 404 } : {}))

/** Right after a request, another that goes with what it answered. */
const THEN: Readonly<Record<string, { readonly key: string; readonly name: string; readonly override: Override }>> = {
  'GET /api/v1/incidents/': INCIDENT_SERVICE,
  'POST /api/api-keys': { key: 'GET /me', name: 'GET /me with the API key', override: { bearer: 'apiKey' } },
}

/** In these folders of their own, because of the order they have to run in. */
const SIGN_IN = 'POST /login'
const SIGN_OUT = ['POST /api/auth/token/revoke/', 'POST /logout']

interface Entry {
  readonly key: string
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

/** Every route of the document as a request that checks its own answer, after one that signs in. */
export function postmanCollection(document: OpenApi): Collection {
  const entries = Object.entries(document.paths).flatMap(([path, operations]) =>
    deletingLast(operations).map(([method, operation]): Entry => {
      const upper = method.toUpperCase()
      return { key: `${upper} ${path}`, method: upper, path, operation }
    }),
  )
  const listed = entries.filter(({ key }) => key !== SIGN_IN && !SIGN_OUT.includes(key))
  const folders = document.tags
    .map(({ name, description }) => folder(document, name, description, listed))
    .filter(({ item }) => item.length > 0)
  return {
    info: {
      name: 'Hyperion',
      description: 'Generated from the OpenAPI document. Set baseUrl, username and password, and run “Sign in” first.',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    variable: VARIABLES,
    item: [
      { name: 'Sign in', description: SIGN_IN_NOTE, item: signInItems(document, entries, firstName(folders)) },
      ...folders,
      {
        name: 'Sign out',
        item: SIGN_OUT.flatMap((key) => entries.filter((entry) => entry.key === key)).map((entry) => item(document, entry)),
      },
    ],
  }
}

function deletingLast(operations: OpenApi['paths'][string]): readonly (readonly [method: string, operation: Operation])[] {
  return Object.entries(operations).toSorted(([a], [b]) => Number(a === 'delete') - Number(b === 'delete'))
}

const SIGN_IN_NOTE =
  'Stores the token for all other requests. A password that has to be changed becomes newPassword, as it does when a former run changed it.'

function firstName(folders: readonly Folder[]): string {
  return folders[0]?.item[0]?.name ?? ''
}

function folder(document: OpenApi, name: string, description: string, entries: readonly Entry[]): Folder {
  const own = entries.filter(({ operation }) => operation.tags.includes(name))
  const withNext = (entry: Entry): readonly Item[] => {
    const then = THEN[entry.key]
    const next = entries.find(({ key }) => key === then?.key)
    return [item(document, entry), ...(then && next ? [item(document, next, then.override, then.name)] : [])]
  }
  return { name, description, item: own.flatMap(withNext) }
}

function item(document: OpenApi, entry: Entry, override: Override = overrideOf(entry.key), name = entry.key): Item {
  const status = override.status ?? successOf(entry.operation)
  return {
    name,
    event: [test([...checks(document, entry.operation, status), ...(override.after ?? [])])],
    request: request(entry, override),
  }
}

function request({ method, path, operation }: Entry, override: Override): object {
  const content = operation.requestBody?.content['application/json']
  const payload = content && (override.body ?? content.example ?? exampleOf(content.schema))
  return {
    method,
    description: operation.description ?? operation.summary,
    header: payload ? [{ key: 'Content-Type', value: 'application/json' }] : [],
    ...auth(operation, override),
    url: url(path, operation.parameters ?? []),
    ...(payload
      ? {
          body: {
            mode: 'raw',
            raw: typeof payload === 'string' ? payload : JSON.stringify(payload, null, 2),
            options: { raw: { language: 'json' } },
          },
        }
      : {}),
  }
}

/** Where it is not the collection's own. */
function auth({ security }: Operation, { anonymous, bearer }: Override): object {
  if (anonymous || security.length === 0) return { auth: { type: 'noauth' } }
  if (bearer) return { auth: { type: 'bearer', bearer: [{ key: 'token', value: `{{${bearer}}}`, type: 'string' }] } }
  if (!security.some((each) => 'token' in each)) return {}
  const header = { key: 'Authorization', value: 'Token {{imasToken}}', in: 'header' }
  return { auth: { type: 'apikey', apikey: Object.entries(header).map(([key, value]) => ({ key, value, type: 'string' })) } }
}

function successOf({ responses }: Operation): number {
  return Number(Object.keys(responses).find((status) => status.startsWith('2')) ?? 200)
}

/** The status, and every documented field with its type. */
function checks(document: OpenApi, { responses }: Operation, status: number): string[] {
  const schema = responses[status]?.content?.['application/json']?.schema
  const lines = [`pm.test('answers ${status}', () => pm.response.to.have.status(${status}))`]
  if (!schema) return lines
  return [
    ...lines,
    `const schema = ${JSON.stringify(resolved(document, schema))}`,
    `pm.test('has the documented fields', () => pm.response.to.have.jsonSchema(schema))`,
  ]
}

/** A schema without references, and without what is not for checking. */
function resolved(document: OpenApi, schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((each) => resolved(document, each))
  if (schema === null || typeof schema !== 'object') return schema
  const { $ref } = schema as { $ref?: string }
  if (typeof $ref === 'string') return resolved(document, document.components.schemas[$ref.split('/').at(-1) ?? ''])
  const kept = Object.entries(schema).filter(
    ([key, value]) => !(key === 'examples' || (key === 'description' && typeof value === 'string')),
  )
  return Object.fromEntries(kept.map(([key, value]) => [key, resolved(document, value)]))
}

/** What need not be given and has no example is left out. */
function exampleOf(schema: JsonSchema): unknown {
  if (schema.examples) return schema.examples[0]
  if (!schema.properties) return 'default' in schema ? schema.default : ''
  const told = Object.entries(schema.properties).filter(
    ([key, each]) => schema.required?.includes(key) || each.examples || each.properties || 'default' in each,
  )
  return Object.fromEntries(told.map(([key, each]) => [key, exampleOf(each)]))
}

function test(lines: readonly string[]): Item['event'][number] {
  return { listen: 'test', script: { type: 'text/javascript', exec: lines } }
}

const FIRST = 'Sign in'
const CHANGE = 'Change the password that has to be changed'

function signInItems(document: OpenApi, entries: readonly Entry[], next: string): readonly Item[] {
  const login = entries.find(({ key }) => key === SIGN_IN)
  const change = entries.find(({ key }) => key === 'POST /change-password')
  if (!login || !change) throw new Error('the document has no /login or no /change-password')
  const passwords = { current_password: '{{password}}', new_password: '{{newPassword}}', confirm_password: '{{newPassword}}' }
  return [
    { name: FIRST, event: [test(signInScript(document, login.operation, next))], request: request(login, { body: CREDENTIALS }) },
    {
      name: CHANGE,
      event: [
        test([
          ...checks(document, change.operation, 200),
          "if (pm.response.code === 200) pm.collectionVariables.set('password', pm.variables.get('newPassword'))",
        ]),
      ],
      request: request(change, { body: passwords }),
    },
  ]
}

function signInScript(document: OpenApi, operation: Operation, next: string): string[] {
  return [
    "const changedBefore = pm.response.code === 401 && pm.variables.get('password') !== pm.variables.get('newPassword')",
    'if (changedBefore) {',
    "  pm.collectionVariables.set('password', pm.variables.get('newPassword'))",
    `  pm.execution.setNextRequest('${FIRST}')`,
    '} else {',
    ...checks(document, operation, 200).map((line) => `  ${line}`),
    '  const answer = pm.response.json()',
    "  pm.collectionVariables.set('token', answer.token)",
    `  if (!answer.must_change_password) pm.execution.setNextRequest('${next}')`,
    '}',
  ]
}
