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
    const noted = (await call('GET', `/api/audit?host=${host}&action=host.tier`)).json().entries
    expect(noted).toMatchObject([{ host, target: expect.any(String), actor: { name: 'admin' }, details: { tier: 'operate' } }])
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

  it('opens the folders that an administrator names, and says what is no path', async () => {
    const set = (file_roots: unknown) => call('PUT', `/api/ssh-hosts/${host}/tier`, { tier: 'observe', file_roots })
    expect((await set(['/srv//shop/', '/srv/shop', '/'])).json()).toMatchObject({ tier: 'observe', file_roots: ['/srv/shop', '/'] })
    const { capabilities } = (await call('GET', `/api/hosts/${host}/capabilities`)).json()
    expect(capabilities).toMatchObject({ tier: 'observe', roots: ['/srv/shop', '/'] })
    const [noted] = (await call('GET', `/api/audit?host=${host}&action=host.tier`)).json().entries
    expect(noted).toMatchObject({ details: { tier: 'observe', file_roots: ['/srv/shop', '/'] } })
    for (const wrong of ['srv', '/srv/../etc', '/a\0b', 'base64:L3Ny/w==', `/${'é'.repeat(128)}`, '/\ud800', '']) {
      const { statusCode, body } = await set([wrong])
      expect([wrong, statusCode, JSON.parse(body).details.file_roots?.length ?? 0]).toEqual([wrong, 422, 1])
    }
    for (const wrong of ['/srv', null, Array.from({ length: 65 }, (_, i) => `/${i}`), [7]]) expect((await set(wrong)).statusCode).toBe(422)
    const kept = await call('PUT', `/api/ssh-hosts/${host}/tier`, { tier: 'operate' })
    expect(kept.json()).toMatchObject({ file_roots: ['/srv/shop', '/'] })
    expect((await set([])).json()).toMatchObject({ file_roots: [] })
  })

  describe('set to full', () => {
    beforeAll(async () => {
      await call('PUT', `/api/ssh-hosts/${host}/tier`, { tier: 'full' })
    })

    const run = (program: string, ...args: string[]) =>
      call('POST', `/api/hosts/${host}/commands/run`, {
        program,
        arguments: args,
        directory: '/tmp',
        time_limit_s: 20,
        reason: 'to see it',
      })

    it('runs a program by its arguments, which no shell reads', async () => {
      const odd = ['a b', '$(reboot)', "it's", '-n', '', '"; true', '\\', 'é\u202e']
      const { action } = (await run('/usr/bin/printf', '<%s>\\n', ...odd)).json()
      expect(action).toMatchObject({ state: 'succeeded', result: { exit_code: 0, signal: null, truncated: false } })
      expect(action.output).toBe(odd.map((each) => `<${each}>\n`).join(''))
      expect((await run('sh', '-c', 'echo out; echo err >&2; exit 3')).json().action).toMatchObject({
        output: 'out\nerr\n',
        result: { exit_code: 3 },
      })
      expect((await run('printf', 'two\nlines')).json().details.reason).toEqual(['unsupported'])
      expect((await run('no-such-program')).json().action.result).toMatchObject({ exit_code: 127 })
    })

    it('ends a program that is cancelled, with what it began', async () => {
      const asked = call('POST', `/api/hosts/${host}/commands/run?wait=0`, {
        program: 'sh',
        arguments: ['-c', 'sleep 613 & echo begun; wait'],
        reason: 'to end it',
      })
      const { id } = (await asked).json().action
      await expect.poll(async () => (await call('GET', `/api/actions/${id}`)).json().action.output).toBe('begun\n')
      await call('POST', `/api/actions/${id}/cancel`)
      await expect.poll(async () => (await call('GET', `/api/actions/${id}`)).json().action.state).toBe('cancelled')
      expect((await processes()).some(({ command }) => command === 'sleep 613')).toBe(false)
    })

    it('opens the account’s own shell on a terminal', async () => {
      const principal = await hub.accounts.authenticate(await hub.token('admin'))
      if (!principal) throw new Error('nobody is signed in')
      const asker = { principal, address: '127.0.0.1' }
      const { id } = await hub.actions.change(host, 'command.terminal', { columns: 90, rows: 30 }, { asker, reason: 'to look around' })
      let seen = ''
      let ended: unknown
      const terminal = await hub.actions.attach(id, asker, (event) => {
        if (event.kind === 'bytes') seen += Buffer.from(event.bytes, 'base64').toString('utf8')
        if (event.kind === 'ended') ended = event
      })
      const type = (text: string): void => terminal.control({ kind: 'input', data: Buffer.from(text).toString('base64') })
      type('id -un; stty size\r')
      await expect.poll(() => seen).toMatch(new RegExp(`${SSH_USER}\\s+30 90`))
      terminal.control({ kind: 'resize', columns: 100, rows: 40 })
      type('stty size; exit 7\r')
      await expect.poll(() => ended).toMatchObject({ state: 'succeeded', result: { exitCode: 7 } })
      expect(seen).toContain('40 100')
    })
  })
})
