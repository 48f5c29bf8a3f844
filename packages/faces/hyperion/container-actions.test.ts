import { realHost, type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import { TestEngine } from '@hyperion/testkit/containers'
import type { ContainerRow } from '@hyperion/wire/web'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const OBEYS = 'trap "exit 7" TERM; echo ready; while :; do sleep 0.1; done'

describe('containers of the hub’s own machine', () => {
  let engine: TestEngine
  let host: Awaited<ReturnType<typeof realHost>>
  let hub: TestApp
  let timid: TestApp

  beforeAll(async () => {
    engine = await TestEngine.start('docker')
    const dockerHost = `unix://${engine.socket}`
    host = await realHost()
    hub = await testApp({ host, tier: 'operate', dockerHost })
    timid = await testApp({ host, dockerHost })
    engine.run('web', OBEYS, '--env=TOKEN=hunter2')
  })
  afterAll(async () => {
    await Promise.all([hub?.close(), timid?.close()])
    await host?.stop()
    await engine?.stop()
  })

  async function call(method: 'GET' | 'POST', path: string, body?: object, as: TestUser = 'technicien', of = hub) {
    const headers = { authorization: `Bearer ${await of.token(as)}` }
    const url = `/api/hosts/${of.hubHostId}/containers${path}`
    return of.app.inject({ method, url, headers, ...(body && { payload: body }) })
  }
  /** The container as the hub's list has it, after its engine was asked. */
  async function web(of = hub): Promise<ContainerRow> {
    const [id = ''] = engine.cli('ps', '--all', '--no-trunc', '--quiet', '--filter=name=web').split('\n')
    const image = engine.cli('inspect', '--format', '{{.Config.Image}}', 'web')
    const info = { engine: 'docker', id, name: 'web', image, exitCode: null, health: null, createdAt: 1, startedAt: null } as const
    of.containers.told(of.hubHostId, { engines: ['docker'], containers: [{ ...info, state: 'running' }], troubles: [] })
    const found = async () => (await call('GET', '', undefined, 'viewer', of)).json().containers[0] as ContainerRow | undefined
    await expect.poll(async () => (await found())?.container_id).toBe(id)
    return (await found()) as ContainerRow
  }
  const confirm = ({ container_id, name, image }: ContainerRow) => ({ container_id, name, image, reason: 'it hangs' })

  it('are looked at and read by who may operate', async () => {
    const { id, container_id } = await web()
    const seen = await call('GET', `/${id}`)
    expect(seen.statusCode).toBe(200)
    expect(seen.json().container).toMatchObject({
      name: 'web',
      state: 'running',
      restart_policy: { name: 'no' },
      environment: expect.arrayContaining(['TOKEN']),
    })
    expect(seen.body).not.toContain('hunter2')
    expect((await call('GET', `/${container_id.slice(0, 12)}`)).statusCode).toBe(200)
    const logs = await call('GET', `/${id}/logs?tail=10`)
    expect(logs.json().lines).toEqual([{ at: expect.any(Number), stream: 'stdout', text: 'ready', partial: false }])
    expect((await call('GET', `/${id}/logs?stream=stderr`)).json()).toEqual({ lines: [] })
    expect((await call('GET', `/${id}`, undefined, 'viewer')).statusCode).toBe(403)
    expect((await call('GET', `/${id}/logs`, undefined, 'viewer')).statusCode).toBe(403)
    const far = await web(timid)
    expect((await call('GET', `/${far.id}/logs`, undefined, 'admin', timid)).json()).toMatchObject({
      error: 'ACTION_REFUSED',
      details: { reason: ['tier'] },
    })
    for (const path of ['/99999', '/99999/logs', '/abcdefabcdef']) expect((await call('GET', path)).statusCode).toBe(404)
    for (const path of ['/x', `/${id}/logs?tail=-1`, `/${id}/logs?stream=all`, `/${id}/logs?since=x`])
      expect((await call('GET', path)).statusCode).toBe(422)
  })

  it('are stopped and started when they are the ones that were confirmed', async () => {
    const row = await web()
    const refused = await call('POST', `/${row.id}/stop`, { ...confirm(row), image: 'other:1' })
    expect([refused.statusCode, refused.json()]).toMatchObject([409, { error: 'CONFLICT', details: { reason: ['changed'] } }])
    expect((await call('POST', `/${row.id}/stop`, { ...confirm(row), container_id: '0'.repeat(64) })).json()).toMatchObject({
      details: { reason: ['changed'] },
    })
    expect((await call('POST', `/${row.id}/stop`, confirm(row), 'viewer')).statusCode).toBe(403)
    expect((await call('POST', `/${row.id}/stop`, { ...confirm(row), reason: '' })).statusCode).toBe(422)
    expect((await call('POST', `/${row.id}/stop`, { ...confirm(row), grace_s: -1 })).statusCode).toBe(422)
    const stopped = await call('POST', `/${row.id}/stop?wait=30`, { ...confirm(row), grace_s: 20 })
    expect([stopped.statusCode, stopped.json().action]).toMatchObject([
      200,
      { operation: 'container.stop', state: 'succeeded', undoable: true, result: { state: 'exited', exit_code: 7, already: false } },
    ])
    const undone = await hub.app.inject({
      method: 'POST',
      url: `/api/actions/${stopped.json().action.id}/undo?wait=30`,
      headers: { authorization: `Bearer ${await hub.token('technicien')}` },
      payload: { reason: 'the wrong one' },
    })
    expect(undone.json().action).toMatchObject({ operation: 'container.start', state: 'succeeded', result: { state: 'running' } })
  })

  it('are restarted, paused, let go on and sent signals', async () => {
    const row = await web()
    const done = async (verb: string, more: object = {}) =>
      (await call('POST', `/${row.id}/${verb}?wait=30`, { ...confirm(row), ...more })).json().action?.result?.state
    expect(await done('restart', { grace_s: 5 })).toBe('running')
    expect(await done('pause')).toBe('paused')
    expect(await done('unpause')).toBe('running')
    expect(await done('kill', { signal: 'USR1' })).toBeDefined()
    expect((await call('POST', `/${row.id}/kill`, { ...confirm(row), signal: 'EVIL; rm' })).statusCode).toBe(422)
  })
})
