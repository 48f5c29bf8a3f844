import { decodeReport, type Report } from '@hyperion/domain/metrics'
import type { HostFrame } from '@hyperion/ports/metric-store'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { keyPair, SSH_PASSWORD, SSH_USER, Sshd } from '@hyperion/testkit/sshd'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

const INTERVAL = 15_000

let sshd: Sshd
let hub: TestApp
let stored: HostFrame[]
let evaluated: Report[]
beforeAll(async () => {
  sshd = await Sshd.start()
})
afterAll(() => sshd.stop())
beforeEach(async () => {
  sshd.shell('/bin/sh')
  sshd.authorize()
  stored = []
  evaluated = []
  hub = await testApp({
    append: async (frames) => {
      stored.push(...frames)
      return { appended: frames.length, duplicates: 0, malformed: 0 }
    },
    onReport: (_host, report) => evaluated.push(report),
  })
})
afterEach(() => hub.close())

async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
  const headers = { authorization: `Bearer ${await hub.token('admin')}` }
  return hub.app.inject({ method, url, headers, ...(payload && { payload }) })
}

const there = () => ({ address: '127.0.0.1', port: sshd.port })
const shownKey = async (): Promise<string> => (await call('POST', '/api/ssh-hosts/probe', there())).json().host_key
const draft = async (change: object = {}) => ({
  ...there(),
  username: SSH_USER,
  password: SSH_PASSWORD,
  host_key: await shownKey(),
  ...change,
})
const add = async (change: object = {}) => call('POST', '/api/ssh-hosts', await draft(change))
const status = async (id: number) => (await call('GET', '/api/hosts')).json().hosts.find((each: { id: number }) => each.id === id)

describe('a host over SSH', () => {
  it('is added after a first sample, and is a host like another', async () => {
    const probed = await call('POST', '/api/ssh-hosts/probe', there())
    expect(probed.json()).toEqual({ ...there(), host_key_type: 'ssh-ed25519', host_key: expect.stringMatching(/^SHA256:/) })
    const added = await add({ name: 'web-01', interval_seconds: 15 })
    expect(added.statusCode).toBe(201)
    expect(added.json()).toMatchObject({
      host: {
        name: 'web-01',
        kind: 'ssh',
        agent: null,
        interval_seconds: 15,
        own_interval: true,
        lacks: ['units', 'processes', 'containers'],
      },
      ssh: { ...there(), username: SSH_USER, secret: 'password', degraded: [] },
      first_sample: { cores: expect.any(Number), load: expect.any(Number) },
    })
    const { first_sample: first, host } = added.json()
    expect(first.memory_usage).toBeGreaterThan(0)
    expect(first.filesystems.find(({ mount }: { mount: string }) => mount === '/').usage).toBeGreaterThan(0)
    await expect.poll(async () => (await status(host.id)).online).toBe(true)
    const shown = (await call('GET', `/api/hosts/${host.id}`)).json()
    expect(shown).toMatchObject({ name: 'web-01', degraded: [], info: { cpu: { cores: first.cores } } })
    expect(shown.mounts.length).toBeGreaterThan(0)
    const listed = await call('GET', '/api/ssh-hosts')
    expect(listed.json().hosts).toMatchObject([{ host: host.id, username: SSH_USER, online: true }])
    expect(listed.payload + (await call('GET', '/api/audit')).payload).not.toContain(SSH_PASSWORD)
    expect((await hub.database.sshHosts.list())[0]?.sealedSecret).not.toContain(SSH_PASSWORD)
  })

  it('has its samples stored and judged at its own instants, the hub’s clock dating them', async () => {
    const { host } = (await add()).json()
    await expect.poll(async () => (await status(host.id)).online).toBe(true)
    for (let round = 1; round <= 3; round++) {
      await hub.clock.advance(INTERVAL)
      await expect.poll(() => stored.length).toBe(round)
    }
    const reports = stored.map(({ frame }) => decodeReport(frame))
    expect(stored.every((each) => each.host === host.id)).toBe(true)
    const [first, second, third] = reports.map(({ at }) => at)
    expect([(second ?? 0) - (first ?? 0), (third ?? 0) - (second ?? 0)]).toEqual([INTERVAL, INTERVAL])
    expect(evaluated.map(({ at }) => at)).toEqual(reports.map(({ at }) => at))
    expect(new Set(reports[2]?.readings.map(({ group }) => group))).toEqual(
      new Set(reports[2]?.readings.map(({ group }) => group)).union(
        new Set(['cpu', 'core', 'load', 'memory', 'filesystem', 'system', 'processes']),
      ),
    )
  })

  it('sends live samples while somebody watches it', async () => {
    const { host } = (await add()).json()
    await expect.poll(async () => (await status(host.id)).online).toBe(true)
    const seen: number[] = []
    hub.bus.subscribe('live', ({ host: id, report }) => id === host.id && seen.push(report.at))
    const stop = hub.sshHosts.watch(host.id)
    await expect.poll(() => seen.length).toBe(1)
    await hub.clock.advance(2000)
    await expect.poll(() => seen.length).toBe(2)
    stop()
    await hub.clock.advance(10_000)
    expect(seen).toHaveLength(2)
  })

  it('is let in by a key that needs a passphrase, which is not kept', async () => {
    const pair = keyPair({ passphrase: 'open sesame' })
    sshd.authorize(pair.publicKey)
    const key = { password: undefined, private_key: pair.privateKey }
    const refused = await add(key)
    expect([refused.statusCode, refused.json().details]).toEqual([
      422,
      { passphrase: ['The key is encrypted, and this passphrase does not open it'] },
    ])
    const added = await add({ ...key, passphrase: 'open sesame' })
    expect(added.json()).toMatchObject({ ssh: { secret: 'key' } })
    await expect.poll(async () => (await status(added.json().host.id)).online).toBe(true)
  })

  it('may be watched by an account whose key runs the script and nothing else', async () => {
    const script = await call('GET', '/api/ssh-hosts/script')
    expect(script.headers['content-type']).toBe('text/plain; charset=utf-8')
    const file = sshd.script('hyperion-watch', script.payload)
    const pair = keyPair()
    sshd.authorize(`restrict,command="${file}" ${pair.publicKey}`)
    const { host } = (await add({ password: undefined, private_key: pair.privateKey })).json()
    await expect.poll(async () => (await status(host.id)).online).toBe(true)
    await hub.clock.advance(INTERVAL)
    await expect.poll(() => stored.length).toBe(1)
  })

  it('is renamed, given another interval and deleted as all hosts are', async () => {
    const { host } = (await add({ name: 'web-01' })).json()
    const changed = await call('PUT', `/api/hosts/${host.id}`, { name: 'shop', interval_seconds: 5 })
    expect(changed.json()).toMatchObject({ name: 'shop', interval_seconds: 5, own_interval: true })
    await expect.poll(async () => (await status(host.id)).online).toBe(true)
    await hub.clock.advance(5000)
    await expect.poll(() => stored.length).toBe(1)
    expect((await call('DELETE', `/api/hosts/${host.id}?confirm=shop`)).statusCode).toBe(204)
    expect((await call('GET', '/api/ssh-hosts')).json()).toEqual({ hosts: [] })
    await hub.clock.advance(60_000)
    expect(stored).toHaveLength(1)
    expect((await add()).statusCode).toBe(201)
  })
})

describe('what is wrong', () => {
  it.each([
    [{ password: 'wrong' }, ['username', 'password']],
    [{ username: 'stranger' }, ['username', 'password']],
    [{ host_key: 'SHA256:other' }, ['host_key']],
    [{ password: undefined, private_key: 'rubbish' }, ['private_key']],
    [{ password: undefined }, ['password']],
    [{ private_key: 'both' }, ['private_key']],
    [{ address: '0.0.0.0' }, ['address']],
    [{ address: '239.1.1.1' }, ['address']],
    [{ address: 'no such host' }, ['address']],
    [{ address: 'no-such-host.invalid' }, ['address']],
    [{ port: 1 }, ['address']],
    [{ port: 0 }, ['port']],
    [{ port: 'ssh' }, ['port']],
    [{ username: 'a\nb' }, ['username']],
    [{ username: '' }, ['username']],
    [{ interval_seconds: 0 }, ['interval_seconds']],
    [{ host_key: undefined }, ['host_key']],
    [{ more: 1 }, ['more']],
  ])('is told at the field: %o', async (change, fields) => {
    const answer = await add(change)
    expect([answer.statusCode, Object.keys(answer.json().details)]).toEqual([422, fields])
    expect(await hub.database.sshHosts.list()).toEqual([])
  })

  it('is told when the account runs something else', async () => {
    sshd.shell(sshd.script('greeter', '#!/bin/sh\necho This is no machine for you\n'))
    const answer = await add()
    expect(answer.json().details).toEqual({ address: ['It does not print what the script does: it printed “This is no machine for you”'] })
  })

  it('is an account that is watched already', async () => {
    await add({ name: 'web-01' })
    const answer = await add()
    expect([answer.statusCode, answer.json().message]).toEqual([409, `${SSH_USER}@127.0.0.1:${sshd.port} is watched already, as web-01`])
  })

  it('is worded in French for a browser that asks for it', async () => {
    const headers = { cookie: await hub.cookie('admin'), 'accept-language': 'fr' }
    const answer = await hub.app.inject({ method: 'POST', url: '/api/ssh-hosts', headers, payload: await draft({ password: 'wrong' }) })
    expect(answer.json().details.password).toEqual(["La machine n'accepte pas cet utilisateur avec ce secret"])
  })

  it('is a host that is none of these', async () => {
    expect((await call('PUT', `/api/ssh-hosts/${hub.hubHostId}`, { port: 22 })).statusCode).toBe(404)
    expect((await call('PUT', '/api/ssh-hosts/x', { port: 22 })).statusCode).toBe(422)
  })
})

describe('another way in', () => {
  it('is tried first, and a password is not sent to another machine than it was given for', async () => {
    const { host } = (await add()).json()
    const wrong = await call('PUT', `/api/ssh-hosts/${host.id}`, { password: 'wrong' })
    expect(Object.keys(wrong.json().details)).toEqual(['username', 'password'])
    const other = await Sshd.start()
    try {
      const moved = await call('PUT', `/api/ssh-hosts/${host.id}`, { port: other.port })
      expect([moved.statusCode, Object.keys(moved.json().details)]).toEqual([422, ['password']])
      expect(other.log).not.toContain('Accepted')
      const key = (await call('POST', '/api/ssh-hosts/probe', { address: '127.0.0.1', port: other.port })).json().host_key
      const change = { port: other.port, host_key: key, password: SSH_PASSWORD }
      expect((await call('PUT', `/api/ssh-hosts/${host.id}`, change)).json()).toMatchObject({ port: other.port, host_key: key })
      await expect.poll(async () => (await status(host.id)).online).toBe(true)
    } finally {
      await other.stop()
    }
  })

  it('is needed when the host key has changed: nothing is sent until somebody accepts it', async () => {
    const own = await Sshd.start()
    try {
      const at = { address: '127.0.0.1', port: own.port }
      const probe = async () => (await call('POST', '/api/ssh-hosts/probe', at)).json().host_key
      const before = await probe()
      const { host } = (await add({ ...at, host_key: before })).json()
      await expect.poll(async () => (await status(host.id)).online).toBe(true)
      own.changeHostKey()
      await own.restart()
      const degraded = async () => {
        await hub.clock.advance(3000)
        return (await status(host.id)).degraded
      }
      const after = await probe()
      await expect.poll(degraded).toEqual([`host key: expected ssh-ed25519 ${before}, got ssh-ed25519 ${after}; nothing is sent to it`])
      expect((await call('PUT', `/api/ssh-hosts/${host.id}`, { host_key: before, password: SSH_PASSWORD })).json().details).toEqual({
        host_key: [`The machine shows another key: ssh-ed25519 ${after}`],
      })
      expect((await call('PUT', `/api/ssh-hosts/${host.id}`, { host_key: after, password: SSH_PASSWORD })).statusCode).toBe(200)
      await expect.poll(async () => (await status(host.id)).online).toBe(true)
      expect((await status(host.id)).degraded).toEqual([])
    } finally {
      await own.stop()
    }
  })
})
