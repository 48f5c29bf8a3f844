import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { realHost, type TestApp, testApp } from '@hyperion/testkit/app'
import type { OperationMessage, OperationRequest } from '@hyperion/wire/web'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

/** Client of the socket over which hosts are operated. */
async function operate(hub: TestApp, request: OperationRequest): Promise<OperationMessage[]> {
  const address = hub.app.listeningOrigin.replace('http', 'ws')
  const socket = new WebSocket(`${address}/ws/operations/`, { headers: { authorization: `Bearer ${await hub.token('admin')}` } })
  await once(socket, 'open')
  const messages: OperationMessage[] = []
  const over = new Promise<void>((resolve) =>
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as OperationMessage
      messages.push(message)
      if (message.type === 'ended' || message.type === 'error') resolve()
    }),
  )
  socket.send(JSON.stringify(request))
  await over
  socket.terminate()
  return messages
}

describe('operating the hub’s own machine', () => {
  let host: Awaited<ReturnType<typeof realHost>>
  let hub: TestApp
  let timid: TestApp

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

  async function listed(pid: number) {
    const messages = await operate(hub, { type: 'start', ref: 1, host: hub.hubHostId, operation: 'process.list', params: {} })
    const rows = messages.flatMap((message) => (message.type === 'rows' ? message.rows : [])) as { pid: number }[]
    return rows.find((row) => row.pid === pid) as { pid: number; command: string; started_at: number } | undefined
  }

  async function signal(of: TestApp, pid: number, body: object, as: 'admin' | 'viewer' = 'admin') {
    return of.app.inject({
      method: 'POST',
      url: `/api/hosts/${of.hubHostId}/processes/${pid}/signal`,
      headers: { authorization: `Bearer ${await of.token(as)}` },
      payload: body,
    })
  }

  it('ends a process that was confirmed, keeps why, and refuses every other one', async () => {
    const child = spawn('sleep', ['60'])
    const gone = once(child, 'exit')
    const pid = child.pid as number
    const row = await listed(pid)
    expect(row).toMatchObject({ command: 'sleep 60' })
    const confirmed = { signal: 'TERM', started_at: row?.started_at, command: row?.command, reason: 'it hangs' }
    expect((await signal(hub, pid, { ...confirmed, command: 'sleep 61' })).json()).toMatchObject({
      error: 'CONFLICT',
      details: { reason: ['changed'] },
    })
    expect((await signal(timid, pid, confirmed)).json()).toMatchObject({ error: 'ACTION_REFUSED', details: { reason: ['tier'] } })
    expect((await signal(hub, pid, { ...confirmed, reason: '' })).statusCode).toBe(422)
    expect((await signal(hub, pid, confirmed, 'viewer')).statusCode).toBe(403)
    const done = await signal(hub, pid, confirmed)
    expect(done.statusCode).toBe(200)
    expect(done.json().action).toMatchObject({
      state: 'succeeded',
      reason: 'it hangs',
      result: { ended: true },
      requested_by: { name: 'admin' },
    })
    await gone
    expect((await signal(hub, pid, confirmed)).statusCode).toBe(404)
    const headers = { authorization: `Bearer ${await hub.token('viewer')}` }
    const told = await hub.app.inject({ url: `/api/hosts/${hub.hubHostId}/events?kinds=action`, headers })
    expect(told.json().events).toContainEqual({
      id: null,
      at: expect.any(Number),
      kind: 'action',
      subject: expect.stringContaining('sleep 60'),
      before: null,
      after: null,
      action: {
        id: done.json().action.id,
        operation: 'process.signal',
        by: 'admin',
        reason: 'it hangs',
        state: 'succeeded',
        ended_at: expect.any(Number),
      },
    })
  })
})
