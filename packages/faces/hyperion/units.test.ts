import { once } from 'node:events'
import { realHost, type TestApp, testApp } from '@hyperion/testkit/app'
import { RealSystemd } from '@hyperion/testkit/systemd'
import type { OperationMessage, OperationRequest } from '@hyperion/wire/web'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

const ESCAPED = 'copy@bar\\x2dbaz.service'
const UNITS = {
  'web.service': `[Unit]
Description=Answers people
Documentation=man:web(8)
Wants=helper.service
After=helper.service
[Service]
ExecStart=/bin/sh -c 'echo web is up; exec sleep infinity'
ExecReload=/bin/true
[Install]
WantedBy=multi-user.target
`,
  'helper.service': '[Service]\nExecStart=/bin/sleep infinity\n',
  'broken.service': "[Service]\nExecStart=/bin/sh -c 'echo no configuration >&2; exit 3'\n",
  'stubborn.service': `[Service]\nExecStart=/bin/sh -c 'trap "" TERM; while :; do sleep 1; done'\nTimeoutStopSec=60\n`,
  'copy@.service': '[Service]\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n',
  'talk.service': `[Service]\nType=oneshot\nExecStart=/bin/sh -c 'for i in 1 2 3 4 5; do echo line $i; done; printf "<3>it (really) broke\\\\n<7>quiet\\\\n"; printf "\\\\001\\\\377\\\\n"'\n`,
  'later.timer': '[Timer]\nOnCalendar=2037-01-01 00:00:00 UTC\nUnit=talk.service\n',
}

/** Client of the socket over which hosts are operated. */
class Client {
  readonly messages: OperationMessage[] = []
  readonly #socket: WebSocket
  readonly #hub: TestApp
  #waiting: (() => void)[] = []

  constructor(socket: WebSocket, hub: TestApp) {
    this.#socket = socket
    this.#hub = hub
    socket.on('message', (data) => {
      this.messages.push(JSON.parse(String(data)) as OperationMessage)
      for (const look of this.#waiting.splice(0)) look()
    })
  }

  static async open(hub: TestApp): Promise<Client> {
    const address = hub.app.listeningOrigin.replace('http', 'ws')
    const socket = new WebSocket(`${address}/ws/operations/`, { headers: { authorization: `Bearer ${await hub.token('admin')}` } })
    await once(socket, 'open')
    return new Client(socket, hub)
  }

  start(operation: string, params: object, reason?: string): void {
    const request: OperationRequest = {
      type: 'start',
      ref: 1,
      host: this.#hub.hubHostId,
      operation,
      params,
      ...(reason && { reason }),
    }
    this.#socket.send(JSON.stringify(request))
  }

  cancel(): void {
    this.#socket.send(JSON.stringify({ type: 'cancel', ref: 1 }))
  }

  rows<T>(): T[] {
    return this.messages.flatMap((message) => (message.type === 'rows' ? (message.rows as T[]) : []))
  }

  text(): string {
    return this.messages.map((message) => (message.type === 'text' ? message.text : '')).join('')
  }

  async until(found: (client: this) => boolean): Promise<void> {
    while (!found(this)) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  async ended() {
    await this.until(({ messages }) => messages.some(({ type }) => type === 'ended' || type === 'error'))
    return this.messages.at(-1)
  }

  close(): void {
    this.#socket.terminate()
  }
}

describe('units of a systemd that really runs', () => {
  let systemd: RealSystemd
  let host: Awaited<ReturnType<typeof realHost>>
  let hub: TestApp

  beforeAll(async () => {
    systemd = await RealSystemd.start(UNITS)
    host = await realHost()
    hub = await testApp({ host, tier: 'operate', root: systemd.root })
    await hub.app.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(async () => {
    await hub?.close()
    await host?.stop()
    await systemd?.stop()
  })

  async function ask(method: 'GET' | 'POST', path: string, payload?: object, as: 'admin' | 'viewer' = 'admin') {
    const headers = { authorization: `Bearer ${await hub.token(as)}` }
    const answer = await hub.app.inject({ method, url: path, headers, ...(payload && { payload }) })
    return { status: answer.statusCode, body: answer.json() }
  }
  const of = (unit: string, rest = '') => `/api/hosts/${hub.hubHostId}/units/${encodeURIComponent(unit)}${rest}`
  const control = (unit: string, verb: string, body: object = { reason: 'to see it' }) => ask('POST', of(unit, `/${verb}`), body)

  async function asked(operation: string, params: object) {
    const client = await Client.open(hub)
    client.start(operation, params)
    const end = await client.ended()
    client.close()
    return { end, client }
  }

  it('lists units of every kind with their states', async () => {
    const { end, client } = await asked('unit.list', {})
    expect(end).toMatchObject({ type: 'ended', state: 'succeeded', result: { source: 'systemd' } })
    const rows = client.rows<{ name: string }>()
    const named = (name: string) => rows.find((row) => row.name === name)
    expect(named('dbus.service')).toMatchObject({ kind: 'service', active: 'active', sub: 'running', state: 'running', load: 'loaded' })
    expect(named('web.service')).toMatchObject({ state: 'stopped', enabled: 'disabled' })
    expect(named('dbus.socket')).toMatchObject({ kind: 'socket', state: 'running' })
    expect(named('multi-user.target')).toMatchObject({ kind: 'target', state: 'running' })
    expect(rows.some(({ name }) => name.includes('@.'))).toBe(false)
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length)
  })

  it('starts, reloads, restarts and stops a unit, tells how it is then, and undoes it', async () => {
    const started = await control('web', 'start')
    expect(started).toMatchObject({
      status: 200,
      body: { action: { state: 'succeeded', target: 'start web.service', result: { active: 'active', sub: 'running' }, undoable: true } },
    })
    expect(started.body.action.output).toContain('web is up')
    expect(await systemd.systemctl('is-active', 'web')).toBe('active')
    expect((await control('web', 'reload')).body.action.result).toMatchObject({ active: 'active' })
    const before = (await ask('GET', of('web.service'))).body.unit
    expect(before).toMatchObject({
      description: 'Answers people',
      documentation: ['man:web(8)'],
      fragment: '/etc/systemd/system/web.service',
      wants: ['helper.service'],
      result: 'success',
      restarts: 0,
      can: { start: true, stop: true, reload: true },
    })
    expect(before.main_pid).toBeGreaterThan(1)
    expect(before.after).toContain('helper.service')
    expect((await control('web', 'restart')).status).toBe(200)
    expect((await ask('GET', of('web.service'))).body.unit.main_pid).not.toBe(before.main_pid)
    const stopped = await control('web', 'stop')
    expect(stopped.body.action.result).toMatchObject({ active: 'inactive', sub: 'dead' })
    const undone = await ask('POST', `/api/actions/${stopped.body.action.id}/undo`, { reason: 'needed after all' })
    expect(undone.body.action).toMatchObject({ state: 'succeeded', operation: 'unit.control', params: { verb: 'start' } })
    expect(await systemd.systemctl('is-active', 'web')).toBe('active')
  })

  it('enables, masks and takes both back, as systemctl sees it; names may be escaped, or those of templates', async () => {
    expect((await control('web', 'enable')).body.action.result).toMatchObject({ enabled: 'enabled' })
    expect(await systemd.systemctl('is-enabled', 'web')).toBe('enabled')
    expect((await control('web', 'disable')).body.action.result).toMatchObject({ enabled: 'disabled' })
    expect((await control(ESCAPED, 'start')).body.action.result).toMatchObject({ active: 'active' })
    expect((await control('copy@.service', 'enable')).status).not.toBe(500)
    expect((await control('dbus-org.freedesktop.hostname1', 'mask')).status).not.toBe(500)
    expect((await control('systemd-hostnamed', 'mask')).body.action.result).toMatchObject({ load: 'masked' })
    expect((await control('systemd-hostnamed', 'start')).body).toMatchObject({ error: 'ACTION_FAILED' })
    expect((await control('systemd-hostnamed', 'unmask')).body.action.result).toMatchObject({ load: 'loaded' })
  })

  it('tells what failed and why, and forgets it when told to', async () => {
    const failed = await control('broken', 'start')
    expect(failed).toMatchObject({ status: 502, body: { error: 'ACTION_FAILED', message: expect.stringContaining('exited with 3') } })
    const { body } = await ask('GET', `/api/actions?operation=unit.&limit=1`)
    expect(body.actions[0]).toMatchObject({ state: 'failed', output: expect.stringContaining('no configuration') })
    expect((await ask('GET', of('broken'))).body.unit).toMatchObject({
      state: 'failed',
      result: 'exit-code',
      exit: { code: 'exited', status: 3 },
    })
    expect((await control('broken', 'reset_failed')).body.action.result).toMatchObject({ state: 'stopped' })
  })

  it('tells of a unit that hangs on its stop, and takes the stop back', async () => {
    await control('stubborn', 'start')
    const client = await Client.open(hub)
    client.start('unit.control', { unit: 'stubborn.service', verb: 'stop' }, 'it hangs')
    await client.until((each) => each.text().includes('stop-sigterm'))
    expect(client.messages).toContainEqual({ type: 'progress', ref: 1, done: 2, total: 60 })
    client.cancel()
    expect(await client.ended()).toMatchObject({
      state: 'cancelled',
      error: { failure: 'cancelled', message: expect.stringContaining('stubborn.service is deactivating') },
    })
    expect(await systemd.systemctl('list-jobs')).toContain('No jobs')
    client.close()
    await systemd.systemctl('kill', '--signal=KILL', 'stubborn')
  })

  it('reads the journal back in pages, by priority and by text, whatever is in it', async () => {
    await control('talk', 'start')
    const journal = async (query: string) => (await ask('GET', of('talk', `/journal?${query}`))).body
    const all = await journal('lines=1000')
    const texts = all.entries.map(({ message }: { message: string }) => message)
    expect(texts).toEqual(expect.arrayContaining(['line 1', 'line 5', 'it (really) broke']))
    expect(all.more).toBe(false)
    // Bytes that are no text come as well as they can be shown.
    expect(texts).toContainEqual('\u0001\u{FFFD}')
    const last = await journal('lines=3')
    expect(last).toMatchObject({ more: true, entries: all.entries.slice(-3) })
    const before = await journal(`lines=2&before=${encodeURIComponent(last.entries[0].cursor)}`)
    expect(before.entries).toEqual(all.entries.slice(-5, -3))
    expect((await journal('priority=3')).entries).toMatchObject([{ message: 'it (really) broke', priority: 3 }])
    expect((await journal(`search=${encodeURIComponent('(REALLY)')}`)).entries).toMatchObject([{ message: 'it (really) broke' }])
    expect((await journal('search=nothing%20of%20this')).entries).toEqual([])
    expect((await ask('GET', of('talk', '/journal?since=yesterday'))).status).toBe(422)
  })

  it('follows the journal until it is cancelled', async () => {
    const client = await Client.open(hub)
    client.start('unit.journal', { unit: 'talk.service', lines: 1, follow: true })
    await client.until((each) => each.rows().length > 0)
    await systemd.systemctl('start', 'talk')
    await client.until((each) => each.rows<{ message: string }>().some(({ message }) => message === 'line 5'))
    client.cancel()
    expect(await client.ended()).toMatchObject({ state: 'cancelled' })
    client.close()
  })

  it('tells when timers go off', async () => {
    await control('later.timer', 'start')
    const { body } = await ask('GET', `/api/hosts/${hub.hubHostId}/timers`)
    const row = body.timers.find(({ name }: { name: string }) => name === 'later.timer')
    expect(row).toMatchObject({ starts: 'talk.service', next: Date.UTC(2037, 0, 1), active: 'active' })
  })

  it('shows the files of a unit to who may operate, not to who may only look', async () => {
    const { body } = await ask('GET', of('web', '/files'))
    expect(body.files).toEqual([{ path: '/etc/systemd/system/web.service', text: UNITS['web.service'], cut: false }])
    expect((await ask('GET', of('web', '/files'), undefined, 'viewer')).status).toBe(403)
    expect((await ask('GET', of('web', '/journal'), undefined, 'viewer')).status).toBe(403)
    expect((await ask('GET', of('web'), undefined, 'viewer')).status).toBe(200)
  })

  it('refuses what is no name of a unit, and says of what is not there that it is not', async () => {
    for (const unit of ['../../etc/passwd', 'a b', '*.service', 'web.service\n', 'x'.repeat(256), 'a;reboot', '%n'])
      expect([unit, (await control(unit, 'stop')).status]).toEqual([unit, 422])
    expect(await control('no-such-unit', 'start')).toMatchObject({ status: 404, body: { details: { reason: ['missing'] } } })
    expect((await ask('GET', of('no-such-unit'))).status).toBe(404)
    expect((await control('helper', 'reload')).body).toMatchObject({ error: 'ACTION_REFUSED', details: { reason: ['unsupported'] } })
    expect((await control('web', 'explode')).status).toBe(422)
    // A name like any other: nothing takes it for an option.
    expect((await control('--force', 'stop')).status).toBe(404)
  })

  it('controls services of the hub’s own machine on the path of the documents too', async () => {
    const url = '/api/services/helper/restart'
    expect((await ask('POST', url, { reason: 'to see it' })).body.action).toMatchObject({ state: 'succeeded', host: hub.hubHostId })
    expect((await ask('POST', url, { reason: 'to see it' }, 'viewer')).status).toBe(403)
  })
})
