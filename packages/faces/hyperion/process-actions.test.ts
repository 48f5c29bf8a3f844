import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { getPriority } from 'node:os'
import { realHost, type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import type { OperationMessage, ProcessDetailAnswer, ProcessFilesAnswer, ProcessHistoryAnswer } from '@hyperion/wire/web'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

let host: Awaited<ReturnType<typeof realHost>>
let hub: TestApp
let timid: TestApp
const children: ChildProcess[] = []

beforeAll(async () => {
  host = await realHost()
  hub = await testApp({ host, tier: 'operate' })
  timid = await testApp({ host })
  await hub.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await Promise.all([hub.close(), timid.close()])
  await host.stop()
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

interface Listed {
  readonly pid: number
  readonly started_at: number
  readonly command: string
}

async function ask<T = Record<string, unknown>>(
  method: 'GET' | 'POST',
  url: string,
  { body, as = 'admin', of = hub }: { readonly body?: object; readonly as?: TestUser; readonly of?: TestApp } = {},
): Promise<{ status: number; body: T }> {
  const headers = { authorization: `Bearer ${await of.token(as)}` }
  const answer = await of.app.inject({ method, url, headers, ...(body && { payload: body }) })
  return { status: answer.statusCode, body: answer.json() }
}

async function started(): Promise<Listed> {
  const child = spawn('sleep', ['60'])
  children.push(child)
  await once(child, 'spawn')
  let found: Listed | undefined
  const look = async () => {
    const { body } = await ask<{ processes: Listed[] }>('GET', `/api/hosts/${hub.hubHostId}/processes/live`)
    found = body.processes.find(({ pid }) => pid === child.pid)
    return found
  }
  await expect.poll(look).toMatchObject({ nice: 0, protected: false })
  return found as Listed
}

const of = (pid: number, more = ''): string => `/api/hosts/${hub.hubHostId}/processes/${pid}${more}`
const because = ({ started_at, command }: Listed) => ({ started_at, command, reason: 'it hangs' })

describe('the processes of a host', () => {
  it('are told to viewers, all about one too, but not the names of its files', async () => {
    const { pid, started_at } = await started()
    const detail = await ask<ProcessDetailAnswer>('GET', of(pid, `?started_at=${started_at}`), { as: 'viewer' })
    expect(detail).toMatchObject({
      status: 200,
      body: { process: { pid, arguments: ['sleep', '60'], parent: process.pid } },
    })
    expect(detail.body.process).not.toHaveProperty('environment')
    expect((await ask('GET', of(pid, `?started_at=${started_at - 9000}`))).body).toMatchObject({ details: { reason: ['changed'] } })
    expect((await ask('GET', of(4_194_304))).status).toBe(404)
    expect((await ask('GET', of(pid, '/files'), { as: 'viewer' })).status).toBe(403)
    expect(await ask('GET', of(pid, '/files'), { of: timid })).toMatchObject({ status: 403, body: { details: { reason: ['tier'] } } })
    const files = await ask<ProcessFilesAnswer>('GET', of(pid, '/files'), { as: 'technicien' })
    expect(files.body.files[0]).toMatchObject({ descriptor: 0, deleted: false })
  })

  it('are served later, and as before when that is undone', async () => {
    const which = await started()
    const url = of(which.pid, '/renice')
    const body = { ...because(which), nice: 5 }
    expect((await ask('POST', url, { body, as: 'viewer' })).status).toBe(403)
    expect((await ask('POST', url, { body, of: timid })).body).toMatchObject({ details: { reason: ['tier'] } })
    expect((await ask('POST', url, { body: { ...body, nice: 20 } })).status).toBe(422)
    expect((await ask('POST', url, { body: { ...body, command: 'sleep 61' } })).body).toMatchObject({ details: { reason: ['changed'] } })
    const { status, body: done } = await ask<{ action: { id: string } }>('POST', url, { body, as: 'technicien' })
    expect({ status, done }).toMatchObject({ status: 200, done: { action: { result: { before: 0, nice: 5 }, undoable: true } } })
    expect(getPriority(which.pid)).toBe(5)
    if (process.getuid?.() !== 0) return
    const undone = await ask('POST', `/api/actions/${done.action.id}/undo`, { body: { reason: 'no help' } })
    expect(undone.status).toBe(200)
    expect(getPriority(which.pid)).toBe(0)
  })

  it('of the hub’s own machine are reached beside the list of them, as it tells them', async () => {
    for (const list of ['/api/processes', '/api/processus']) {
      const { pid } = await started()
      const all = await ask<{ processes: { pid: number; started_at: string; command: string }[] }>('GET', `${list}?limit=1000&sort=pid`)
      const told = all.body.processes.find((each) => each.pid === pid)
      const body = { started_at: told?.started_at, command: told?.command, reason: 'it hangs' }
      expect((await ask('POST', `${list}/${pid}/renice`, { body: { ...body, nice: 3 } })).status).toBe(200)
      expect((await ask('POST', `${list}/${pid}/signal`, { body: { ...body, started_at: 'yesterday', signal: 'TERM' } })).status).toBe(422)
      expect((await ask('POST', `${list}/${pid}/signal`, { body: { ...body, signal: 'TERM' } })).body).toMatchObject({
        action: { state: 'succeeded', result: { ended: true } },
      })
    }
  })

  it.each(['signal', 'renice'])('refuse a %s that no one can mean', async (verb) => {
    const good = { started_at: 1, command: 'x', reason: 'why not', ...(verb === 'signal' ? { signal: 'TERM' } : { nice: 1 }) }
    const bad = [
      {},
      [],
      { ...good, reason: 'x' },
      { ...good, started_at: -1 },
      { ...good, started_at: {} },
      { ...good, command: 'x'.repeat(5000) },
    ]
    for (const body of [...bad, { ...good, started_at: '1e99' }, { ...good, signal: 'SEGV', nice: 1.5 }])
      expect((await ask('POST', of(9, `/${verb}`), { body })).status, JSON.stringify(body).slice(0, 99)).toBe(422)
    for (const pid of ['0', '-1', '1.5', '4194305', 'x', '%00', '9e9'])
      expect((await ask('POST', `/api/hosts/1/processes/${pid}/${verb}`, { body: good })).status, pid).toBe(422)
    expect((await ask('POST', of(1, `/${verb}`), { body: good })).status).toBe(409)
  })

  it('are followed: everything once, then what changes, until nobody follows', async () => {
    const { pid } = await started()
    const socket = await follower()
    await expect.poll(() => socket.rows.some((row) => row.pid === pid && row.figures !== null)).toBe(true)
    await expect.poll(() => socket.rounds).toBeGreaterThan(0)
    const all = socket.rows.length
    children[0]?.kill('SIGKILL')
    await expect.poll(() => socket.rows.some((row) => row.pid === pid && row.figures === null)).toBe(true)
    expect(socket.rows.length - all).toBeLessThan(all)
    socket.cancel()
    await expect.poll(() => socket.ended).toBe('cancelled')
  })
})

async function follower() {
  const told = { rows: [] as { pid: number; figures: object | null }[], rounds: 0, ended: '', cancel: () => {} }
  const address = hub.app.listeningOrigin.replace('http', 'ws')
  const socket = new WebSocket(`${address}/ws/operations/`, { headers: { authorization: `Bearer ${await hub.token('viewer')}` } })
  await once(socket, 'open')
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as OperationMessage
    if (message.type === 'rows') told.rows.push(...(message.rows as typeof told.rows))
    if (message.type === 'progress') told.rounds++
    if (message.type === 'ended') told.ended = message.state
  })
  socket.send(JSON.stringify({ type: 'start', ref: 1, host: hub.hubHostId, operation: 'process.follow', params: {} }))
  told.cancel = () => socket.send(JSON.stringify({ type: 'cancel', ref: 1 }))
  return told
}

describe('the history of one process', () => {
  it('is what the snapshots tell of it, and of no other that had its number', async () => {
    const at = hub.clock.now() - 60_000
    const one = { pid: 42, name: 'postgres', command: 'postgres', user: 'app', threads: 3, ended: false }
    const snapshot = (moment: number, startedAt: number, cpuPercent: number) => ({
      host: hub.hubHostId,
      snapshot: { at: moment, spanMs: 60_000, total: 9, processes: [{ ...one, startedAt, cpuPercent, memoryBytes: 4096 }] },
    })
    await hub.database.processes.append([snapshot(at - 120_000, 1000, 99), snapshot(at - 60_000, 500_000, 10), snapshot(at, 500_000, 20)])
    const { status, body } = await ask<ProcessHistoryAnswer>('GET', of(42, '/history?started_at=500000'), { as: 'viewer' })
    expect(status).toBe(200)
    expect(body.points).toEqual([
      { at: at - 60_000, span_ms: 60_000, cpu_percent: 10, memory_bytes: 4096, threads: 3 },
      { at, span_ms: 60_000, cpu_percent: 20, memory_bytes: 4096, threads: 3 },
    ])
    expect((await ask('GET', of(42, '/history'))).status).toBe(422)
    expect((await ask('GET', of(42, '/history?started_at=1&from=never'))).status).toBe(422)
    expect((await ask('GET', '/api/hosts/99999/processes/42/history?started_at=1')).status).toBe(404)
  })
})
