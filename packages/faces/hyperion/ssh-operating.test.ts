import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { SSH_PASSWORD, SSH_USER, Sshd } from '@hyperion/testkit/sshd'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** Of the account that the server lets in. */
const UID = 39_001

describe('operating a host over SSH', () => {
  let sshd: Sshd
  let hub: TestApp
  let host = 0

  beforeAll(async () => {
    sshd = await Sshd.start()
    hub = await testApp()
    const there = { address: '127.0.0.1', port: sshd.port }
    const { host_key } = (await call('POST', '/api/ssh-hosts/probe', there)).json()
    const added = await call('POST', '/api/ssh-hosts', { ...there, username: SSH_USER, password: SSH_PASSWORD, host_key })
    host = added.json().host.id
  })
  afterAll(async () => {
    await hub.close()
    await sshd.stop()
  })

  async function call(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
    const headers = { authorization: `Bearer ${await hub.token('admin')}` }
    return hub.app.inject({ method, url, headers, ...(payload && { payload }) })
  }

  async function processes() {
    const principal = await hub.accounts.authenticate(await hub.token('admin'))
    if (!principal) throw new Error('nobody is signed in')
    return (await hub.actions.read(host, 'process.list', {}, { principal, address: '127.0.0.1' })).rows
  }

  const signal = (pid: number, body: object) => call('POST', `/api/hosts/${host}/processes/${pid}/signal`, { reason: 'it hangs', ...body })

  it('goes as far as an administrator says, and no further than its account may', async () => {
    await expect.poll(async () => (await call('GET', `/api/hosts/${host}/capabilities`)).json().capabilities).not.toBeNull()
    expect((await call('GET', `/api/hosts/${host}/capabilities`)).json().capabilities).toMatchObject({ tier: 'observe', user: SSH_USER })
    const child = spawn('sleep', ['601'], { uid: UID })
    const gone = once(child, 'exit')
    const pid = child.pid as number
    const rows = await processes()
    const row = rows.find((each) => each.pid === pid)
    expect(row).toMatchObject({ command: 'sleep 601', protected: false })
    expect(rows.find((each) => each.pid === 1)).toMatchObject({ protected: true })
    const confirmed = { signal: 'TERM', started_at: row?.startedAt, command: row?.command }
    expect((await signal(pid, confirmed)).json()).toMatchObject({ error: 'ACTION_REFUSED', details: { reason: ['tier'] } })

    expect((await call('PUT', `/api/ssh-hosts/${host}/tier`, { tier: 'operate' })).json()).toMatchObject({ tier: 'operate' })
    const reasonOf = async (of: number, body: object) => (await signal(of, body)).json().details?.reason
    expect(await reasonOf(pid, { ...confirmed, command: 'sleep 601; true' })).toEqual(['changed'])
    expect(await reasonOf(pid, { ...confirmed, started_at: (row?.startedAt ?? 0) + 5000 })).toEqual(['changed'])
    const own = rows.find((each) => each.pid === process.pid)
    expect(await reasonOf(process.pid, { signal: 'HUP', started_at: own?.startedAt, command: own?.command })).toEqual(['permission'])
    expect(await reasonOf(4_194_304, confirmed)).toEqual(['missing'])

    const ended = await signal(pid, confirmed)
    expect(ended.json()).toMatchObject({ action: { state: 'succeeded', result: { ended: true } } })
    await gone
  })
})
