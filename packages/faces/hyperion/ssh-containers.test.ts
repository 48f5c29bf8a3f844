import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { TestEngine } from '@hyperion/testkit/containers'
import { SSH_PASSWORD, SSH_USER, Sshd } from '@hyperion/testkit/sshd'
import type { OperationId, ParamsOf } from '@hyperion/wire/actions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** Where an engine of the account itself would listen. */
const FOLDER = '/run/user/39001'

describe('containers of a host over SSH', () => {
  let sshd: Sshd
  let hub: TestApp
  let engine: TestEngine
  let host = 0

  beforeAll(async () => {
    engine = await TestEngine.start('podman')
    mkdirSync(FOLDER, { recursive: true })
    chmodSync(FOLDER, 0o755)
    chmodSync(dirname(engine.socket), 0o755)
    chmodSync(engine.socket, 0o666)
    sshd = await Sshd.start()
    hub = await testApp()
    const there = { address: '127.0.0.1', port: sshd.port }
    const { host_key } = (await call('POST', '/api/ssh-hosts/probe', there)).json()
    const added = await call('POST', '/api/ssh-hosts', { ...there, username: SSH_USER, password: SSH_PASSWORD, host_key })
    host = added.json().host.id
    await call('PUT', `/api/ssh-hosts/${host}/tier`, { tier: 'operate' })
  })
  afterAll(async () => {
    await hub?.close()
    await sshd?.stop()
    await engine?.clear()
    await engine?.stop()
    rmSync(FOLDER, { recursive: true, force: true })
  })

  async function call(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
    const headers = { authorization: `Bearer ${await hub.token('admin')}` }
    return hub.app.inject({ method, url, headers, ...(payload && { payload }) })
  }
  async function asker() {
    const principal = await hub.accounts.authenticate(await hub.token('admin'))
    if (!principal) throw new Error('nobody is signed in')
    return { principal, address: '127.0.0.1' }
  }
  const read = async <O extends OperationId>(operation: O, params: ParamsOf<O>) => hub.actions.read(host, operation, params, await asker())
  const listen = (): void => {
    rmSync(`${FOLDER}/docker.sock`, { force: true })
    symlinkSync(engine.socket, `${FOLDER}/docker.sock`)
  }

  it('are told of with why there are none', async () => {
    await expect.poll(async () => (await call('GET', `/api/hosts/${host}/capabilities`)).json().capabilities).not.toBeNull()
    await expect(read('container.list', {})).rejects.toMatchObject({
      code: 'action_refused',
      info: { details: { reason: ['unsupported'] } },
    })
  })

  it('are listed, looked at, followed and operated', async () => {
    listen()
    engine.run('web', 'trap "exit 7" TERM; i=0; while :; do sleep 0.2; i=$((i+1)); echo line $i; done')
    const { rows, result } = await read('container.list', {})
    expect(result).toMatchObject({ engines: ['docker:39001'], troubles: [] })
    const [web] = rows
    expect(web).toMatchObject({ name: 'web', state: 'running', engine: 'docker:39001', protected: false })
    if (!web) throw new Error('it is not listed')
    const { id, name, image, engine: label } = web
    expect((await read('container.inspect', { engine: label, id })).result).toMatchObject({ name, image, state: 'running' })
    const logs = { engine: label, id, tail: null, since: null, until: null, streams: 'both', follow: false } as const
    await expect.poll(async () => (await read('container.logs', logs)).rows.map(({ text }) => text)).toContain('line 3')

    const texts: string[] = []
    const following = await hub.actions.open(host, 'container.logs', { ...logs, follow: true }, await asker(), (event) => {
      if (event.kind === 'rows') texts.push(...event.rows.map(({ text }) => String(text)))
    })
    await expect.poll(() => texts.length).toBeGreaterThan(8)
    following.control({ kind: 'cancel' })

    const principal = await asker()
    const change = async (operation: 'container.stop' | 'container.start' | 'container.pause' | 'container.unpause') => {
      const { id: action } = await hub.actions.change(
        host,
        operation,
        { engine: label, id, name, image },
        { asker: principal, reason: 'to see it' },
      )
      await expect.poll(async () => (await call('GET', `/api/actions/${action}`)).json().action.state).toBe('succeeded')
      return (await call('GET', `/api/actions/${action}`)).json().action.result
    }
    expect(await change('container.pause')).toMatchObject({ state: 'paused' })
    expect(await change('container.unpause')).toMatchObject({ state: 'running' })
    expect(await change('container.stop')).toMatchObject({ state: 'exited', exit_code: 7 })
    expect(await change('container.start')).toMatchObject({ state: 'running' })
  })

  it('are those of the page and its routes', async () => {
    const listed = async () => {
      await hub.clock.advance(10_000)
      return (await call('GET', `/api/hosts/${host}/containers`)).json()
    }
    await expect
      .poll(async () => (await listed()).containers)
      .toMatchObject([{ name: 'web', engine: 'docker:39001', state: 'running', figures: null }])
    expect((await listed()).told).toEqual({ engines: ['docker:39001'], troubles: [] })
    const [{ id, container_id, name, image }] = (await listed()).containers
    const stopped = await call('POST', `/api/hosts/${host}/containers/${id}/stop`, { container_id, name, image, reason: 'to see it' })
    expect(stopped.json()).toMatchObject({ action: { state: 'succeeded' } })
    await expect.poll(async () => (await listed()).containers).toMatchObject([{ id, state: 'exited', exit_code: 7 }])
  })

  it('of an engine that does not let the account in are told of as such', async () => {
    listen()
    chmodSync(engine.socket, 0o600)
    const { result } = await read('container.list', {})
    expect(result).toMatchObject({ engines: [], troubles: [expect.stringMatching(/may not be asked by this account/)] })
    chmodSync(engine.socket, 0o666)
    // One that is left over: nothing listens there.
    rmSync(`${FOLDER}/docker.sock`)
    execFileSync('python3', [
      '-c',
      `import socket,os; s=socket.socket(socket.AF_UNIX); s.bind("${FOLDER}/docker.sock"); os.chmod("${FOLDER}/docker.sock", 0o666)`,
    ])
    expect((await read('container.list', {})).result).toMatchObject({ troubles: [expect.stringMatching(/AllowStreamLocalForwarding/)] })
  })
})
