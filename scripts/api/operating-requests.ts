import { keep, type Override } from './override.ts'

const reason = 'To try it'

const COMMAND = {
  name: 'Uptime',
  description: 'How long it runs',
  program: 'uptime',
  arguments: ['-p'],
  directory: null,
  parameters: [],
  role: 'technicien',
  hosts: [],
  tags: [],
  time_limit_s: 10,
  dangerous: false,
  confirm: '',
}

/** The host that is tried lets itself only be watched: what is asked of it is refused, as most hosts of others would refuse it. */
const refused = (body?: object): Override => ({ status: 403, ...(body && { body: { ...body, reason } }) })

export const OPERATING_OVERRIDES: Readonly<Record<string, Override>> = {
  'POST /api/actions/{action}/approve': { status: 404 },
  'POST /api/actions/{action}/refuse': { status: 404 },
  'POST /api/actions/{action}/cancel': { status: 404 },
  'POST /api/actions/{action}/undo': { status: 404, body: { reason } },
  'GET /api/actions/{action}': { status: 404 },
  'GET /api/actions/{action}/input': { status: 404 },
  'GET /api/actions/{action}/recording': { status: 404 },
  'PUT /api/hosts/{id}/approval': { body: { approval: 'none' } },
  'PUT /api/ssh-hosts/{id}/tier': { status: 404, body: { tier: 'operate', file_roots: ['/srv'] } },
  'GET /api/hosts/{id}/units/{unit}': { status: 403 },
  'GET /api/hosts/{id}/units/{unit}/files': refused(),
  'GET /api/hosts/{id}/units/{unit}/journal': refused(),
  'POST /api/hosts/{id}/units/{unit}/{verb}': refused({}),
  'POST /api/services/{unit}/{verb}': refused({}),
  'POST /api/commands': { body: COMMAND, after: keep('commandId', 'pm.response.json().id') },
  // Runbooks come later in the collection.
  'GET /api/runbooks/{runbook}/commands': { status: 404 },
  'PUT /api/runbooks/{runbook}/commands': { status: 404, body: { steps: [] } },
  'PUT /api/commands/{command}': { body: { ...COMMAND, name: 'Since when it runs' } },
  'POST /api/hosts/{id}/commands/run': refused({ program: 'uptime', arguments: [] }),
  'POST /api/hosts/{id}/commands/{command}/run': { status: 404, body: { values: {}, reason } },
  ...Object.fromEntries(['', '/content', '/roots', '/stat', '/trash'].map((part) => [`GET /api/hosts/{id}/files${part}`, refused()])),
  ...Object.fromEntries(['copy', 'extract', 'move', 'permissions'].map((verb) => [`POST /api/hosts/{id}/files/${verb}`, { status: 403 }])),
  // What they are about is left out.
  ...Object.fromEntries(['search', 'upload'].map((part) => [`GET /api/hosts/{id}/files/${part}`, { status: 422 }])),
  ...Object.fromEntries(
    ['archive', 'create', 'delete', 'empty-trash', 'restore'].map((verb) => [`POST /api/hosts/{id}/files/${verb}`, { status: 422 }]),
  ),
  ...Object.fromEntries(['content', 'upload'].map((part) => [`PUT /api/hosts/{id}/files/${part}`, { status: 422 }])),
  'POST /api/hosts/{id}/probes/tcp': { status: 422 },
}
