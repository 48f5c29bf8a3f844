import { readdirSync, readFileSync } from 'node:fs'
import type { NewSavedCommand } from '@hyperion/ports/commands'
import { type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import { eventually } from '@hyperion/testkit/eventually'
import { ScriptedOperator, TOLD_AT } from '@hyperion/testkit/operators'
import { findOperation, OPERATION_IDS } from '@hyperion/wire/actions'
import type { AuditAnswer, AuditRow } from '@hyperion/wire/web'
import { beforeEach, describe, expect, it } from 'vitest'

interface Example {
  readonly request: {
    readonly method: 'GET' | 'POST' | 'PUT'
    readonly url: string
    readonly body?: object
    readonly content?: string
    readonly headers?: Readonly<Record<string, string>>
  }
  readonly answer: { readonly action?: { readonly operation: string; readonly target: string; readonly reason: string } }
}

/** Every route that begins a change, by its example. */
const FOLDER = new URL('./golden/operating/', import.meta.url)
const CHANGES = readdirSync(FOLDER)
  .filter((name) => name !== 'errors.json' && name !== 'actions.json')
  .flatMap((name) => Object.entries(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Record<string, Example>))
  .filter(([, { answer }]) => answer?.action)

const NGINX = { pid: 1234, startedAt: TOLD_AT - 3_600_000, command: 'nginx: master process /usr/sbin/nginx' } as const
const WEB = { engine: 'docker', id: '4c01db0b339c'.repeat(5), name: 'web', image: 'nginx:1.27', state: 'running' } as const
const SAVED: NewSavedCommand = {
  name: 'Restart',
  description: '',
  program: 'systemctl',
  arguments: ['restart', '{{unit}}'],
  directory: null,
  parameters: [
    {
      name: 'unit',
      label: 'Unit',
      kind: 'unit',
      pattern: null,
      min: null,
      max: null,
      options: [],
      root: null,
      leadingDash: false,
      standard: '',
    },
  ],
  role: 'technicien',
  hosts: [],
  tags: [],
  timeLimitS: 60,
  dangerous: false,
  confirm: '',
  author: 'admin',
  updatedAt: TOLD_AT,
}

let hub: TestApp
const tokens = new Map<TestUser, string>()

beforeEach(async () => {
  hub = await testApp({ operator: new ScriptedOperator() })
  for (const user of ['admin', 'technicien'] as const) tokens.set(user, await hub.token(user))
  return () => hub.close()
})

async function ask({ method, url, body, content, headers }: Example['request'], as: TestUser = 'admin') {
  const payload = body ?? content
  return hub.app.inject({
    method,
    url: url.replace('{host}', String(hub.hubHostId)),
    headers: { authorization: `Bearer ${tokens.get(as)}`, ...headers },
    ...(payload !== undefined && { payload }),
  })
}

async function noted(query = ''): Promise<readonly AuditRow[]> {
  const answer = await ask({ method: 'GET', url: `/api/audit?host={host}${query}` })
  expect(answer.statusCode).toBe(200)
  return (answer.json() as AuditAnswer).entries
}

const post = (url: string, body: object, as?: TestUser) => ask({ method: 'POST', url, body }, as)

async function asked(reason = 'It hangs'): Promise<string> {
  const body = { started_at: NGINX.startedAt, command: NGINX.command, nice: 10, reason }
  const answer = await post('/api/hosts/{host}/processes/1234/renice', body)
  return answer.json().action.id
}

describe('the audit log of a host', () => {
  it('is tried with every operation that changes something', () => {
    const tried = CHANGES.map(([, { answer }]) => answer.action?.operation)
    // A terminal is tried below, and a text is put back by an undo alone.
    const apart = ['command.terminal', 'file.put_back']
    const changes = OPERATION_IDS.filter((id) => findOperation(id)?.change && !apart.includes(id))
    expect([...new Set(tried)].sort()).toEqual(changes.sort())
  })

  it.each(CHANGES)('tells who did what to it and why: %s', async (_, { request, answer }) => {
    const info = { ...WEB, exitCode: null, health: null, createdAt: 1, startedAt: null } as const
    hub.containers.told(hub.hubHostId, { engines: ['docker'], containers: [info], troubles: [] })
    await eventually(async () => expect(await hub.containers.stored(hub.hubHostId)).toHaveLength(1))
    await hub.database.commands.create(SAVED)
    expect((await ask(request)).statusCode).toBe(200)
    const { operation, target, reason } = answer.action ?? {}
    const details = { action: expect.any(String), operation, target, reason }
    const common = { host: hub.hubHostId, target: 'atlas', address: '127.0.0.1', outcome: 'success' }
    expect(await noted('&action=action.request')).toMatchObject([{ ...common, actor: { name: 'admin' }, details }])
  })

  it.each<[string, TestUser, (action: string) => Promise<{ readonly statusCode: number }>]>([
    ['action.approve', 'technicien', (id) => post(`/api/actions/${id}/approve`, {}, 'technicien')],
    ['action.refuse', 'technicien', (id) => post(`/api/actions/${id}/refuse`, {}, 'technicien')],
    ['action.withdraw', 'admin', (id) => post(`/api/actions/${id}/cancel`, {})],
  ])('tells what became of what waited: %s', async (action, name, decide) => {
    await hub.database.actions.setApproval(hub.hubHostId, 'all')
    const id = await asked()
    expect((await decide(id)).statusCode).toBe(200)
    const details = { action: id, operation: 'process.renice', target: expect.stringContaining('1234'), reason: 'It hangs' }
    expect((await noted())[0]).toMatchObject({ action, target: 'atlas', actor: { name }, details })
  })

  it('tells what was undone, and by whom it was asked for', async () => {
    const id = await asked()
    expect((await post(`/api/actions/${id}/undo`, { reason: 'It was wrong' }, 'technicien')).statusCode).toBe(200)
    const details = { operation: 'process.renice', reason: 'It was wrong', undoes: id }
    expect((await noted())[0]).toMatchObject({ action: 'action.undo', actor: { name: 'technicien' }, details })
  })

  it('tells who changed what needs approval, and who watched a terminal', async () => {
    await ask({ method: 'PUT', url: '/api/hosts/{host}/approval', body: { approval: 'dangerous' } })
    expect((await noted())[0]).toMatchObject({ action: 'action.approval', target: 'atlas', details: { approval: 'dangerous' } })
    await ask({ method: 'PUT', url: '/api/hosts/{host}/approval', body: { approval: 'none' } })
    const principal = await hub.accounts.authenticate(tokens.get('admin') ?? '')
    const asker = { principal: principal as NonNullable<typeof principal>, address: '127.0.0.1' }
    const change = { asker, reason: 'To look around' }
    const { id } = await hub.actions.change(hub.hubHostId, 'command.terminal', { columns: 80, rows: 24 }, change)
    const run = await hub.actions.attach(id, asker, () => {})
    run.control({ kind: 'end' })
    await eventually(async () => expect(await hub.actions.byId(id)).toMatchObject({ state: 'succeeded' }))
    expect((await ask({ method: 'GET', url: `/api/actions/${id}/recording` })).statusCode).toBe(200)
    const details = { action: id, operation: 'command.terminal', reason: 'To look around' }
    expect((await noted())[0]).toMatchObject({ action: 'recording.read', target: 'atlas', details })
  })

  it('holds what was done to this host alone', async () => {
    await asked()
    expect(await noted()).toHaveLength(1)
    const answer = await ask({ method: 'GET', url: '/api/audit?host=4711' })
    expect(answer.json()).toEqual({ entries: [], next: null })
    expect((await ask({ method: 'GET', url: '/api/audit?host=me' })).statusCode).toBe(422)
  })
})
