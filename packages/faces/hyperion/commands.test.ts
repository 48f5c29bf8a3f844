import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { realHost, type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import { eventually } from '@hyperion/testkit/eventually'
import type { ActionView, CommandRequest, OperationMessage, OperationRequest } from '@hyperion/wire/web'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

const ECHO: CommandRequest = {
  name: 'Greet',
  description: '',
  program: 'printf',
  arguments: ['%s|%s|%s', 'hello', '{{whom}}', '{{file}}'],
  directory: '/',
  parameters: [
    parameter('whom', { kind: 'text', pattern: '[a-z; $()-]+' }),
    parameter('file', { kind: 'path', root: '/var/log', standard: '/var/log/syslog' }),
  ],
  role: 'technicien',
  hosts: [],
  tags: [],
  time_limit_s: 30,
  dangerous: false,
  confirm: '',
}

function parameter(name: string, rest: Partial<CommandRequest['parameters'][number]>): CommandRequest['parameters'][number] {
  const nothing = { label: '', kind: 'text', pattern: null, min: null, max: null, options: [], root: null } as const
  return { name, ...nothing, leading_dash: false, standard: '', ...rest }
}

let host: Awaited<ReturnType<typeof realHost>>
let hub: TestApp
let timid: TestApp

beforeAll(async () => {
  host = await realHost()
  hub = await testApp({ host, tier: 'full' })
  timid = await testApp({ host, tier: 'operate' })
  await hub.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await Promise.all([hub.close(), timid.close()])
  await host.stop()
})

async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, user: TestUser = 'admin', of = hub) {
  const headers = { authorization: `Bearer ${await of.token(user)}` }
  return of.app.inject({ method, url, headers, ...(payload && { payload }) })
}

const save = async (command: CommandRequest): Promise<number> => (await call('POST', '/api/commands', command)).json().id
const run = (id: number, values: object, user: TestUser = 'technicien') =>
  call('POST', `/api/hosts/${hub.hubHostId}/commands/${id}/run`, { values, reason: 'a test' }, user)
const adHoc = (program: string, args: readonly string[], rest: object = {}, user: TestUser = 'admin', of = hub) =>
  call('POST', `/api/hosts/${of.hubHostId}/commands/run`, { program, arguments: args, reason: 'a test', ...rest }, user, of)

/** Client of the socket over which hosts are operated. */
async function connect(as?: string) {
  const address = hub.app.listeningOrigin.replace('http', 'ws')
  const socket = new WebSocket(`${address}/ws/operations/`, { headers: { authorization: as ?? `Bearer ${await hub.token('admin')}` } })
  const messages: OperationMessage[] = []
  socket.on('message', (data) => messages.push(JSON.parse(String(data)) as OperationMessage))
  await once(socket, 'open')
  const send = (request: OperationRequest): void => socket.send(JSON.stringify(request))
  const printed = (): string =>
    messages.map((each) => (each.type === 'text' ? each.text : each.type === 'bytes' ? Buffer.from(each.bytes, 'base64') : '')).join('')
  const ended = () => messages.find((each) => each.type === 'ended')
  const action = () => messages.find((each) => each.type === 'begun')?.action as ActionView
  const until = (what: () => void): Promise<void> => eventually(what)
  return { socket, send, printed, ended, action, until, messages }
}

describe('saved commands', () => {
  it('are kept by administrators, whole, and refused with what is wrong with them', async () => {
    expect((await call('POST', '/api/commands', ECHO, 'technicien')).statusCode).toBe(403)
    const made = await call('POST', '/api/commands', { ...ECHO, name: 'Mine' })
    expect(made.statusCode).toBe(201)
    expect(made.json()).toEqual({ ...ECHO, name: 'Mine', id: expect.any(Number), author: 'admin', updated_at: expect.any(Number) })
    expect((await call('POST', '/api/commands', { ...ECHO, name: 'Mine' })).statusCode).toBe(409)
    const wrong = await call('POST', '/api/commands', {
      ...ECHO,
      name: 'Wrong',
      arguments: ['--x={{whom}}', '{{other}}'],
      parameters: [parameter('whom', { pattern: '(' }), parameter('n', { kind: 'number', min: 2, max: 1 })],
    })
    expect(wrong.statusCode).toBe(422)
    expect(Object.keys(wrong.json().details)).toEqual(['arguments', 'parameters'])
    for (const odd of [
      { program: '-x' },
      { program: 'a/b' },
      { arguments: ['a\0b'] },
      { name: 'a\nb' },
      { directory: 'here' },
      { role: 'viewer' },
    ])
      expect([odd, (await call('POST', '/api/commands', { ...ECHO, ...odd })).statusCode]).toEqual([odd, 422])
    const path = `/api/commands/${made.json().id}`
    expect((await call('PUT', path, { ...ECHO, name: 'Yours', role: 'admin' })).json()).toMatchObject({ name: 'Yours', role: 'admin' })
    const names = async (user: TestUser) =>
      (await call('GET', '/api/commands', undefined, user)).json().commands.map((c: { name: string }) => c.name)
    expect(await names('admin')).toEqual(['Yours'])
    expect(await names('technicien')).toEqual([])
    expect((await call('GET', '/api/commands', undefined, 'viewer')).statusCode).toBe(403)
    expect((await call('DELETE', path)).statusCode).toBe(204)
    expect((await call('DELETE', path)).statusCode).toBe(404)
  })

  it('run for those they are for, with values as whole arguments', async () => {
    const id = await save(ECHO)
    const done = await run(id, { whom: 'a; $(id)', file: '/var/log/x y' })
    expect(done.statusCode).toBe(200)
    expect(done.json().action).toMatchObject({
      state: 'succeeded',
      output: 'hello|a; $(id)|/var/log/x y',
      result: { exit_code: 0, truncated: false },
      params: { saved: 'Greet', program: 'printf' },
      requested_by: { name: 'technicien' },
    })
    expect((await run(id, { whom: 'a', file: '/var/log/x' }, 'viewer')).statusCode).toBe(403)
    const problems = async (values: object) => Object.keys((await run(id, values)).json().details)
    expect(await problems({})).toEqual(['whom', 'file'])
    expect(await problems({ whom: '-rf', file: '/var/log' })).toEqual(['whom'])
    expect(await problems({ whom: 'UPPER', file: '/var/log/a' })).toEqual(['whom'])
    expect(await problems({ whom: 'a', file: '/var/log/../../etc/shadow' })).toEqual(['file'])
    expect(await problems({ whom: 'a', file: '/var/logs' })).toEqual(['file'])
    expect(await problems({ whom: 'a', file: '/var/log/a\0b' })).toEqual(['file'])
    expect(await problems({ whom: 'a', file: '/var/log', more: 'x' })).toEqual(['more'])
    expect(await problems({ whom: 'a', file: '/var/log', __proto__: null, constructor: 'x' })).toEqual(['constructor'])
  })

  it('run nowhere but where they are meant to, and for nobody else', async () => {
    const elsewhere = await save({ ...ECHO, name: 'Elsewhere', hosts: [4711] })
    const admins = await save({ ...ECHO, name: 'Administrators', role: 'admin', arguments: ['x'], parameters: [] })
    expect((await run(elsewhere, { whom: 'a', file: '/var/log' })).statusCode).toBe(404)
    expect((await run(admins, {})).statusCode).toBe(403)
    expect((await run(admins, {}, 'admin')).statusCode).toBe(200)
    const { commands } = (await call('GET', `/api/commands?host=${hub.hubHostId}`)).json()
    expect(commands.map(({ name }: { name: string }) => name)).not.toContain('Elsewhere')
    expect((await call('GET', '/api/commands?host=99')).statusCode).toBe(404)
  })

  it('survive a pattern that would take for ever', async () => {
    const id = await save({ ...ECHO, name: 'Slow', arguments: ['{{whom}}'], parameters: [parameter('whom', { pattern: '(a+)+b' })] })
    const answer = await run(id, { whom: 'a'.repeat(60) })
    expect(answer.json().details).toHaveProperty('whom')
  })
})

describe('any program', () => {
  it('runs for administrators on a host that is set to it, and tells how it ended', async () => {
    expect((await adHoc('sh', ['-c', 'echo out; sleep 0.2; echo err >&2; exit 3'])).json().action).toMatchObject({
      state: 'succeeded',
      output: 'out\nerr\n',
      stderr: [[4, 8]],
      result: { exit_code: 3, signal: null, output_bytes: 8, left_running: false },
    })
    expect((await adHoc('true', [], {}, 'technicien')).statusCode).toBe(403)
    expect((await adHoc('true', [], {}, 'admin', timid)).json()).toMatchObject({ error: 'ACTION_REFUSED', details: { reason: ['tier'] } })
    expect((await adHoc('no-such-program', [])).json()).toMatchObject({ error: 'NOT_FOUND', details: { reason: ['missing'] } })
    expect((await adHoc('true', ['a\0b'])).statusCode).toBe(422)
    expect((await adHoc('true', Array(30).fill('x'.repeat(2000)))).json().details).toHaveProperty('arguments')
    expect((await adHoc('sleep', ['60'], { time_limit_s: 1 })).json()).toMatchObject({
      error: 'ACTION_FAILED',
      details: { reason: ['timeout'] },
    })
  })

  it('shows all that is printed to whoever attaches, however late, and ends when it is cancelled', async () => {
    const client = await connect()
    const started = await call('POST', `/api/hosts/${hub.hubHostId}/commands/run?wait=0`, {
      program: 'sh',
      arguments: ['-c', 'echo first; sleep 0.2; echo no >&2; sleep 60'],
      reason: 'a test',
    })
    expect(started.statusCode).toBe(202)
    const { id } = started.json().action
    await client.until(async () => expect((await call('GET', `/api/actions/${id}`)).json().action.output).toBe('first\nno\n'))
    client.send({ type: 'attach', ref: 1, action: id })
    await client.until(() => expect(client.printed()).toBe('first\nno\n'))
    expect(client.messages.filter((each) => each.type === 'text')).toEqual([
      { type: 'text', ref: 1, text: 'first\n' },
      { type: 'text', ref: 1, text: 'no\n', stream: 'err' },
    ])
    client.send({ type: 'cancel', ref: 1 })
    await client.until(() => expect(client.ended()).toMatchObject({ state: 'cancelled' }))
    expect((await call('POST', `/api/actions/${id}/cancel`)).statusCode).toBe(409)
    client.send({ type: 'attach', ref: 2, action: id })
    await client.until(() => expect(client.messages.at(-1)).toMatchObject({ ref: 2, type: 'ended', state: 'cancelled' }))
    expect(client.printed()).toBe('first\nno\nfirst\nno\n')
    client.socket.terminate()
  })
})

describe('the terminal', () => {
  const open = {
    type: 'start',
    ref: 1,
    host: 0,
    operation: 'command.terminal',
    params: { columns: 80, rows: 24 },
    reason: 'a test',
  } as const
  const typed = (text: string): OperationRequest => ({ type: 'input', ref: 1, data: Buffer.from(text).toString('base64') })

  it('is a shell whose screen is recorded, without what is typed unseen', async () => {
    const client = await connect()
    client.send({ ...open, host: hub.hubHostId })
    client.send(typed('stty -echo; PS1=; echo rea""dy\n'))
    await client.until(() => expect(client.printed()).toContain('ready'))
    client.send({ type: 'resize', ref: 1, columns: 100, rows: 30 })
    client.send(typed('echo as""king; read secret; echo lea""rnt\n'))
    await client.until(() => expect(client.printed()).toContain('asking'))
    client.send(typed('hush-hush\n'))
    await client.until(() => expect(client.printed()).toContain('learnt'))
    client.send(typed('stty size; exit 4\n'))
    await client.until(() => expect(client.ended()).toMatchObject({ state: 'succeeded', result: { exit_code: 4 } }))
    expect(client.printed()).toContain('30 100')
    const { id } = client.action()
    const url = `/api/actions/${id}/recording`
    expect((await call('GET', url, undefined, 'technicien')).statusCode).toBe(403)
    const { statusCode, headers, body } = await call('GET', url)
    expect([statusCode, headers['content-type']]).toEqual([200, 'application/x-asciicast'])
    const [head, ...lines] = body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(head).toMatchObject({ version: 2, width: 80, height: 24 })
    const shown = lines.filter(([, kind]) => kind === 'o').map(([, , data]) => data)
    expect(shown.join('')).toBe(client.printed())
    expect(lines.map(([, kind, data]) => `${kind} ${data}`)).toContain('r 100x30')
    expect(body).not.toContain('hush-hush')
    const recorded = async () => (await call('GET', '/api/actions?operation=command.terminal&limit=1')).json().actions[0].recorded
    expect(await recorded()).toBe(true)
    rmSync((await hub.recordings.find(id)).path)
    expect(await recorded()).toBe(false)
    expect((await call('GET', `/api/actions/${id}`)).json().action.recorded).toBe(false)
    client.socket.terminate()
  })

  it('ends with the browser that it is seen in', async () => {
    const client = await connect()
    client.send({ ...open, host: hub.hubHostId })
    client.send(typed('echo "pid=$$="\n'))
    await client.until(() => expect(client.printed()).toMatch(/pid=\d+=/))
    const pid = /pid=(\d+)=/.exec(client.printed())?.[1]
    const { id } = client.action()
    expect(existsSync(`/proc/${pid}`)).toBe(true)
    client.socket.terminate()
    await client.until(() => expect(existsSync(`/proc/${pid}`)).toBe(false))
    await client.until(async () => expect((await call('GET', `/api/actions/${id}`)).json().action.state).toBe('cancelled'))
  })

  describe('that needs a second person', () => {
    let second: string
    const decide = (action: string, verb: 'approve' | 'refuse', authorization: string) =>
      hub.app.inject({ method: 'POST', url: `/api/actions/${action}/${verb}`, headers: { authorization } })
    const approval = (of: 'none' | 'dangerous' | 'all') => hub.database.actions.setApproval(hub.hubHostId, of)

    beforeAll(async () => {
      const { passwordHash = '' } = (await hub.database.users.byUsername('admin')) ?? {}
      await hub.database.users.create({ username: 'second', passwordHash, role: 'admin', mustChangePassword: false, createdAt: 0 })
      second = `Bearer ${await hub.token('second' as TestUser)}`
    })
    afterAll(() => approval('none'))

    it.each(['dangerous', 'all'] as const)('opens for who asked, once another administrator let it go (%s)', async (of) => {
      await approval(of)
      const client = await connect()
      client.send({ ...open, host: hub.hubHostId })
      await client.until(() => expect(client.action()).toMatchObject({ state: 'awaiting_approval' }))
      const { id } = client.action()
      await client.until(() => expect(client.messages.at(-1)).toMatchObject({ type: 'error', ref: 1, error: { code: 'CONFLICT' } }))
      // Neither whoever asked nor a technician lets it go.
      expect((await decide(id, 'approve', `Bearer ${await hub.token('admin')}`)).statusCode).toBe(409)
      expect((await decide(id, 'approve', `Bearer ${await hub.token('technicien')}`)).statusCode).toBe(403)
      expect((await decide(id, 'approve', second)).json().action).toMatchObject({ state: 'approved', decided_by: { name: 'second' } })
      // It begins for whoever asked, and not for whoever let it go.
      const other = await connect(second)
      other.send({ type: 'attach', ref: 1, action: id })
      await other.until(() => expect(other.messages.at(-1)).toMatchObject({ type: 'error', error: { code: 'CONFLICT' } }))
      client.send({ type: 'attach', ref: 2, action: id })
      client.send({ type: 'input', ref: 2, data: Buffer.from('echo rea""dy; exit 0\n').toString('base64') })
      await client.until(() => expect(client.printed()).toContain('ready'))
      await client.until(() => expect(client.ended()).toMatchObject({ ref: 2, state: 'succeeded' }))
      expect((await call('GET', `/api/actions/${id}/recording`)).body).toContain('ready')
      for (const { socket } of [client, other]) socket.terminate()
    })

    it('stays closed when that is refused, and there is no recording', async () => {
      await approval('dangerous')
      const client = await connect()
      client.send({ ...open, host: hub.hubHostId })
      await client.until(() => expect(client.action()).toMatchObject({ state: 'awaiting_approval' }))
      const { id } = client.action()
      expect((await decide(id, 'refuse', second)).json().action).toMatchObject({ state: 'refused', message: 'refused by second' })
      client.send({ type: 'attach', ref: 2, action: id })
      await client.until(() => expect(client.ended()).toMatchObject({ ref: 2, state: 'refused' }))
      expect(client.printed()).toBe('')
      expect((await call('GET', `/api/actions/${id}/recording`)).statusCode).toBe(404)
      client.socket.terminate()
    })
  })

  it('is refused to whoever may not, by a host that is not set to it, and there is no recording of what is none', async () => {
    const refused = await call('POST', `/api/hosts/${hub.hubHostId}/commands/run`, { program: 'true', arguments: [], reason: 'a test' })
    expect((await call('GET', `/api/actions/${refused.json().action.id}/recording`)).statusCode).toBe(404)
    expect((await call('GET', '/api/actions/0b1f2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d/recording')).statusCode).toBe(404)
    expect((await call('GET', '/api/actions/..%2f..%2fetc/recording')).statusCode).toBe(422)
  })
})
