import { once } from 'node:events'
import { type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import type { OperationMessage } from '@hyperion/wire/web'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

const UNKNOWN = '00000000-0000-4000-8000-000000000000'
const CONFIRMED = { started_at: 1, command: 'nobody has this', reason: 'a test' }

let hub: TestApp
let address: string

beforeAll(async () => {
  hub = await testApp({ tier: 'operate' })
  address = (await hub.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
})
afterAll(() => hub.close())

interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT'
  readonly payload?: unknown
  readonly as?: TestUser
}

async function ask(url: string, { method = 'GET', payload, as = 'admin' }: Ask = {}) {
  const headers = { authorization: `Bearer ${await hub.token(as)}`, 'content-type': 'application/json' }
  return hub.app.inject({ method, url, headers, ...(payload !== undefined && { payload: JSON.stringify(payload) }) })
}

const host = () => `/api/hosts/${hub.hubHostId}`

describe('what is asked of the routes of actions', () => {
  it.each<[string, () => string, Ask, number, (readonly string[])?]>([
    ['an action that is none', () => '/api/actions/7', {}, 422, ['action']],
    ['an action with a quote', () => '/api/actions/%27%3B--', {}, 422, ['action']],
    ['an action nobody knows', () => `/api/actions/${UNKNOWN}`, {}, 404],
    ['an unknown field of the list', () => '/api/actions?sort=up', {}, 422, ['sort']],
    ['a state that is none', () => '/api/actions?state=done', {}, 422, ['state']],
    ['too many', () => '/api/actions?limit=201', {}, 422, ['limit']],
    ['a host that is none', () => '/api/actions?host=me', {}, 422, ['host']],
    ['an operation of wildcards', () => '/api/actions?operation=%25%25', {}, 422, ['operation']],
    ['a NUL in a filter', () => '/api/actions?incident=%00', {}, 422, ['incident']],
    ['capabilities of no host', () => '/api/hosts/99999/capabilities', {}, 404],
    ['capabilities of a word', () => '/api/hosts/me/capabilities', {}, 422, ['id']],
    ['approval of a word', () => `${host()}/approval`, { method: 'PUT', payload: { approval: 'some' } }, 422, ['approval']],
    [
      'approval by somebody who may not',
      () => `${host()}/approval`,
      { method: 'PUT', payload: { approval: 'all' }, as: 'technicien' },
      403,
    ],
    ['approval of no host', () => '/api/hosts/99999/approval', { method: 'PUT', payload: { approval: 'all' } }, 404],
    ['approving what is not there', () => `/api/actions/${UNKNOWN}/approve`, { method: 'POST', payload: {} }, 404],
    ['refusing what is not there', () => `/api/actions/${UNKNOWN}/refuse`, { method: 'POST', payload: {} }, 404],
    ['cancelling what is not there', () => `/api/actions/${UNKNOWN}/cancel`, { method: 'POST', payload: {} }, 404],
    ['undoing what is not there', () => `/api/actions/${UNKNOWN}/undo`, { method: 'POST', payload: { reason: 'a test' } }, 404],
    ['undoing without a reason', () => `/api/actions/${UNKNOWN}/undo`, { method: 'POST', payload: {} }, 422, ['reason']],
    ['cancelling by a viewer', () => `/api/actions/${UNKNOWN}/cancel`, { method: 'POST', payload: {}, as: 'viewer' }, 403],
    ['no body', () => `${host()}/processes/7/signal`, { method: 'POST', payload: null }, 422],
    ['a list for a body', () => `${host()}/processes/7/signal`, { method: 'POST', payload: [] }, 422],
    [
      'a signal that is none',
      () => `${host()}/processes/7/signal`,
      { method: 'POST', payload: { ...CONFIRMED, signal: 'SEGV' } },
      422,
      ['signal'],
    ],
    [
      'a process that is none',
      () => `${host()}/processes/-1/signal`,
      { method: 'POST', payload: { ...CONFIRMED, signal: 'TERM' } },
      422,
      ['pid'],
    ],
    [
      'a wait that is too long',
      () => `${host()}/processes/7/signal?wait=31`,
      { method: 'POST', payload: { ...CONFIRMED, signal: 'TERM' } },
      422,
    ],
    [
      'a reason of blanks',
      () => `${host()}/processes/7/signal`,
      { method: 'POST', payload: { ...CONFIRMED, signal: 'TERM', reason: '     ' } },
      422,
    ],
    [
      'a NUL in the reason',
      () => `${host()}/processes/7/signal`,
      { method: 'POST', payload: { ...CONFIRMED, signal: 'TERM', reason: 'why\0not' } },
      422,
    ],
    [
      'a start before time',
      () => `${host()}/processes/7/signal`,
      { method: 'POST', payload: { ...CONFIRMED, signal: 'TERM', started_at: -1 } },
      422,
    ],
    [
      'a process nobody has',
      () => `${host()}/processes/4194304/signal`,
      { method: 'POST', payload: { ...CONFIRMED, signal: 'TERM' } },
      404,
    ],
  ])('%s', async (_, url, how, status, fields = []) => {
    const answer = await ask(url(), how)
    expect([answer.statusCode, answer.body]).toEqual([status, expect.any(String)])
    if (fields.length > 0) expect(Object.keys(answer.json().details)).toEqual(fields)
  })

  it('undoes what can be undone, as an action of its own', async () => {
    const first = await ask(`${host()}/processes/4194304/signal`, { method: 'POST', payload: { ...CONFIRMED, signal: 'CONT' } })
    const [{ id }] = (await ask('/api/actions?limit=1')).json().actions
    expect([
      first.statusCode,
      (await ask(`/api/actions/${id}/undo`, { method: 'POST', payload: { reason: 'a test' } })).statusCode,
    ]).toEqual([404, 409])
    const undo = { operation: 'process.signal', params: { pid: 4_194_304, startedAt: 1, command: 'nobody', signal: 'STOP' } }
    await hub.database.actions.change(id, ['failed'], { state: 'succeeded', failure: null, undo })
    expect((await ask(`/api/actions/${id}`)).json().action).toMatchObject({ undoable: true })
    expect((await ask(`/api/actions/${id}/undo`, { method: 'POST', payload: { reason: 'a test' }, as: 'viewer' })).statusCode).toBe(403)
    const undone = await ask(`/api/actions/${id}/undo`, { method: 'POST', payload: { reason: 'it was wrong' } })
    expect([undone.statusCode, undone.json().details]).toEqual([404, { reason: ['missing'], action: [expect.any(String)] }])
    const { actions } = (await ask('/api/actions?limit=1')).json()
    expect(actions).toMatchObject([{ operation: 'process.signal', reason: 'it was wrong', target: expect.stringContaining('STOP') }])
    // What a host told to undo it with may be anything.
    await hub.database.actions.change(id, ['succeeded'], { undo: { operation: 'constructor', params: {} } })
    expect((await ask(`/api/actions/${id}/undo`, { method: 'POST', payload: { reason: 'a test' } })).statusCode).toBe(404)
    await hub.database.actions.change(id, ['succeeded'], { undo: { operation: 'process.signal', params: { pid: 'x' } } })
    expect((await ask(`/api/actions/${id}/undo`, { method: 'POST', payload: { reason: 'a test' } })).statusCode).toBe(422)
  })

  it('waits for a second person, over the API', async () => {
    await ask(`${host()}/approval`, { method: 'PUT', payload: { approval: 'all' } })
    const asked = await ask(`${host()}/processes/4194304/signal`, { method: 'POST', payload: { ...CONFIRMED, signal: 'TERM' } })
    expect([asked.statusCode, asked.json().action.state]).toEqual([202, 'awaiting_approval'])
    const { id } = asked.json().action
    const decide = async (as: TestUser) => (await ask(`/api/actions/${id}/approve`, { method: 'POST', payload: {}, as })).statusCode
    expect([await decide('admin'), await decide('viewer'), await decide('technicien'), await decide('technicien')]).toEqual([
      409, 403, 200, 409,
    ])
    await ask(`${host()}/approval`, { method: 'PUT', payload: { approval: 'none' } })
    const noted = await hub.audit.list({ limit: 200 })
    expect(noted.map(({ action }) => action)).toEqual(expect.arrayContaining(['action.request', 'action.approve', 'action.approval']))
  })
})

async function open(as: TestUser = 'admin'): Promise<{ socket: WebSocket; heard: OperationMessage[]; closed: Promise<number> }> {
  const socket = new WebSocket(`${address}/ws/operations/`, { headers: { authorization: `Bearer ${await hub.token(as)}` } })
  const heard: OperationMessage[] = []
  socket.on('message', (data) => heard.push(JSON.parse(String(data))))
  const closed = once(socket, 'close').then(([code]) => code as number)
  await once(socket, 'open')
  return { socket, heard, closed }
}

const START = { type: 'start', ref: 1, host: 1, operation: 'process.list', params: {} }

describe('what is said on the socket of operations', () => {
  it.each<[string, string | Buffer, number]>([
    ['nothing', '', 1008],
    ['no JSON', '{', 1008],
    ['bytes', Buffer.from([0xff, 0xfe, 0]), 1008],
    ['null', 'null', 1008],
    ['a list', '[]', 1008],
    ['no type', '{}', 1008],
    ['a type nobody knows', '{"type":"reboot","ref":1}', 1008],
    ['a type of the prototype', '{"type":"__proto__","ref":1}', 1008],
    ['a number that is none', JSON.stringify({ ...START, ref: 'one' }), 1008],
    ['a number that is too great', JSON.stringify({ ...START, ref: 2 ** 31 }), 1008],
    ['a host that is none', JSON.stringify({ ...START, host: 0 }), 1008],
    ['parameters in a list', JSON.stringify({ ...START, params: [] }), 1008],
    ['a reason that is too long', JSON.stringify({ ...START, reason: 'x'.repeat(1001) }), 1008],
    ['an action that is none', '{"type":"attach","ref":1,"action":"../../x"}', 1008],
    ['input that is not base64', '{"type":"input","ref":1,"data":"%%%"}', 1008],
    ['a terminal of no size', '{"type":"resize","ref":1,"columns":0,"rows":1}', 1008],
    ['too much at once', JSON.stringify({ ...START, params: { text: 'x'.repeat(70_000) } }), 1009],
  ])('%s ends that socket alone', async (_, message, code) => {
    const [bad, good] = [await open(), await open()]
    bad.socket.send(message)
    expect(await bad.closed).toBe(code)
    good.socket.send(JSON.stringify({ ...START, host: hub.hubHostId }))
    await expect.poll(() => good.heard.at(-1)).toMatchObject({ type: 'ended', ref: 1, state: 'succeeded' })
    good.socket.terminate()
  })

  it.each<[string, object, TestUser, string]>([
    ['an operation nobody knows', { operation: 'process.invent' }, 'admin', 'NOT_FOUND'],
    ['an operation of the prototype', { operation: 'constructor' }, 'admin', 'NOT_FOUND'],
    ['a host nobody knows', { host: 99_999 }, 'admin', 'NOT_FOUND'],
    [
      'a change without a reason',
      { operation: 'process.signal', params: { pid: 7, started_at: 1, command: 'x', signal: 'TERM' } },
      'admin',
      'VALIDATION_ERROR',
    ],
    ['wrong parameters', { operation: 'process.signal', params: { pid: 'x' }, reason: 'a test' }, 'admin', 'VALIDATION_ERROR'],
    [
      'a change by a viewer',
      { operation: 'process.signal', params: { pid: 7, started_at: 1, command: 'x', signal: 'TERM' }, reason: 'a test' },
      'viewer',
      'FORBIDDEN',
    ],
  ])('%s is answered, and the socket goes on', async (_, parts, as, code) => {
    const { socket, heard } = await open(as)
    socket.send(JSON.stringify({ ...START, host: hub.hubHostId, ...parts }))
    await expect.poll(() => heard.at(-1)).toMatchObject({ type: 'error', ref: 1, error: { code } })
    socket.send(JSON.stringify({ ...START, ref: 2, host: hub.hubHostId }))
    await expect.poll(() => heard.at(-1)).toMatchObject({ type: 'ended', ref: 2 })
    socket.terminate()
  })

  it('controls of what is not there mean nothing, and one number is used once at a time', async () => {
    const { socket, heard } = await open()
    for (const type of ['end', 'cancel']) socket.send(JSON.stringify({ type, ref: 9 }))
    socket.send(JSON.stringify({ type: 'input', ref: 9, data: 'eA==' }))
    socket.send(JSON.stringify({ type: 'resize', ref: 9, columns: 80, rows: 24 }))
    for (let i = 0; i < 2; i++) socket.send(JSON.stringify({ ...START, host: hub.hubHostId }))
    await expect.poll(() => heard.map(({ type }) => type)).toEqual(expect.arrayContaining(['error', 'begun', 'ended']))
    expect(heard.find(({ type }) => type === 'error')).toMatchObject({ error: { code: 'CONFLICT' } })
    socket.terminate()
  })

  it('a cancel that comes before anything has begun is heard', async () => {
    const { socket, heard } = await open()
    socket.send(JSON.stringify({ ...START, host: hub.hubHostId }))
    socket.send(JSON.stringify({ type: 'cancel', ref: 1 }))
    await expect.poll(() => heard.at(-1)).toMatchObject({ type: 'ended', state: expect.stringMatching(/cancelled|succeeded/) })
    socket.terminate()
  })

  it('attaching to what is over tells its end once', async () => {
    await ask(`${host()}/processes/4194304/signal`, { method: 'POST', payload: { ...CONFIRMED, signal: 'TERM' } })
    const [{ id }] = (await ask('/api/actions?limit=1')).json().actions
    const { socket, heard } = await open()
    socket.send(JSON.stringify({ type: 'attach', ref: 1, action: id }))
    await expect.poll(() => heard.map(({ type }) => type)).toEqual(['begun', 'ended'])
    socket.send(JSON.stringify({ type: 'attach', ref: 2, action: UNKNOWN }))
    await expect.poll(() => heard.at(-1)).toMatchObject({ type: 'error', ref: 2, error: { code: 'NOT_FOUND' } })
    socket.terminate()
  })
})
