import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, chmodSync, linkSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { eventually } from '@hyperion/testkit/eventually'
import { keyPair, SSH_PASSWORD, SSH_USER, Sshd } from '@hyperion/testkit/sshd'
import type { Ended, OperationId, ParamsOf, ResultOf } from '@hyperion/wire/actions'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

/** Of the account that the server lets in. */
const UID = 39_001

interface Told {
  readonly rows: readonly Record<string, unknown>[]
  readonly bytes: Buffer
  readonly ended: Ended
}

interface Begun {
  readonly over: Promise<Ended>
  readonly told: { readonly rows: readonly Record<string, unknown>[]; readonly bytes: readonly Buffer[] }
  cancel(): void
}

type FileOperation = Extract<OperationId, `file.${string}`>

/** A hub that operates hosts over SSH. */
class Operating {
  readonly hub: TestApp
  host = 0

  private constructor(hub: TestApp) {
    this.hub = hub
  }

  static async start(): Promise<Operating> {
    return new Operating(await testApp())
  }

  async call(method: 'GET' | 'POST' | 'PUT', url: string, { payload, headers = {} }: { payload?: object; headers?: object } = {}) {
    const authorization = `Bearer ${await this.hub.token('admin')}`
    return this.hub.app.inject({ method, url, headers: { authorization, ...headers }, ...(payload && { payload }) })
  }

  async add({ port }: Sshd, secret: object): Promise<void> {
    const there = { address: '127.0.0.1', port }
    const { host_key } = (await this.call('POST', '/api/ssh-hosts/probe', { payload: there })).json()
    const body = { ...there, username: SSH_USER, ...secret, host_key }
    const { id } = (await this.call('POST', '/api/ssh-hosts', { payload: body })).json().host
    const capable = async () => expect((await this.call('GET', `/api/hosts/${id}/capabilities`)).json().capabilities).not.toBeNull()
    await eventually(capable)
    await this.call('PUT', `/api/ssh-hosts/${id}/tier`, { payload: { tier: 'full' } })
    this.host = id
  }

  /** `held`: what comes of it is not taken before it is cancelled. */
  async begin<O extends FileOperation>(operation: O, params: ParamsOf<O>, { held = false } = {}): Promise<Begun> {
    const principal = await this.hub.accounts.authenticate(await this.hub.token('admin'))
    if (!principal) throw new Error('nobody is signed in')
    const told = { rows: [] as Record<string, unknown>[], bytes: [] as Buffer[] }
    const { promise: over, resolve } = Promise.withResolvers<Ended>()
    const gate = Promise.withResolvers<void>()
    if (!held) gate.resolve()
    const run = await this.hub.actions.open(this.host, operation, params, { principal, address: '127.0.0.1' }, async (event) => {
      if (event.kind === 'rows') told.rows.push(...event.rows)
      else if (event.kind === 'bytes') told.bytes.push(Buffer.from(event.bytes, 'base64'))
      else if (event.kind === 'ended') resolve(event)
      if (event.kind === 'bytes') await gate.promise
    })
    const cancel = (): void => {
      run.control({ kind: 'cancel' })
      gate.resolve()
    }
    return { over, told, cancel }
  }

  async ask<O extends FileOperation>(operation: O, params: ParamsOf<O>): Promise<Told> {
    const { over, told } = await this.begin(operation, params)
    return { ended: await over, rows: told.rows, bytes: Buffer.concat(told.bytes) }
  }

  async result<O extends FileOperation>(operation: O, params: ParamsOf<O>): Promise<ResultOf<O>> {
    const { ended } = await this.ask(operation, params)
    if (ended.error) throw new Error(`${ended.error.failure}: ${ended.error.message}`)
    return ended.result as ResultOf<O>
  }

  async failure<O extends FileOperation>(operation: O, params: ParamsOf<O>): Promise<string> {
    return (await this.ask(operation, params)).ended.error?.failure ?? ''
  }
}

describe('files of a host over SSH', () => {
  let sshd: Sshd
  let on: Operating
  let home = ''
  const at = (name: string): string => `${home}/${name}`

  beforeAll(async () => {
    sshd = await Sshd.start()
    home = sshd.path('home')
    on = await Operating.start()
    await on.add(sshd, { password: SSH_PASSWORD })
  })
  afterAll(async () => {
    await on.hub.close()
    await sshd.stop()
  })
  beforeEach(() => {
    mkdirSync(at('in'))
    writeFileSync(at('in/a'), 'one\ntwo\n')
    mkdirSync(sshd.path('outside'))
    writeFileSync(sshd.path('outside/secret'), 'secret')
    owned()
  })
  afterEach(() => {
    execFileSync('rm', ['-rf', sshd.path('outside')])
    execFileSync('find', [home, '-mindepth', '1', '-delete'])
  })

  const owned = () => execFileSync('chown', ['-hR', String(UID), home])
  const call: Operating['call'] = (...of) => on.call(...of)
  const ask: Operating['ask'] = (...of) => on.ask(...of)
  const result: Operating['result'] = (...of) => on.result(...of)
  const failure: Operating['failure'] = (...of) => on.failure(...of)

  it('are those of the account’s home folder, unless an administrator says otherwise', async () => {
    expect((await call('GET', `/api/hosts/${on.host}/capabilities`)).json().capabilities.lacks).toEqual([])
    expect(await result('file.roots', {})).toEqual({
      roots: [{ path: home, exists: true, writable: true, freeBytes: expect.any(Number), totalBytes: expect.any(Number) }],
    })
  })

  it('are listed with what they are, and where links lead', async () => {
    symlinkSync('a', at('in/good'))
    symlinkSync(sshd.path('outside/secret'), at('in/bad'))
    symlinkSync('loop', at('in/loop'))
    linkSync(at('in/a'), at('in/second'))
    execFileSync('mkfifo', [at('in/fifo')])
    mkdirSync(at('in/folder'))
    mkdirSync(at('in/.hyperion-trash'))
    chmodSync(at('in/a'), 0o4640)
    const { rows, ended } = await ask('file.list', { path: at('in') })
    expect(ended.result).toEqual({ path: at('in'), count: 7, writable: true })
    const of = (name: string) => rows.find((row) => row.name === name)
    const a = { kind: 'file', size: 8, mode: 0o4640, owner: SSH_USER, group: 'root', links: 2, bytes: null, linkKind: null, writable: true }
    expect(of('a')).toMatchObject(a)
    expect(of('second')).toMatchObject(a)
    expect(of('good')).toMatchObject({ kind: 'link', linkTarget: 'a', linkKind: 'file' })
    expect(of('bad')).toMatchObject({ kind: 'link', linkTarget: sshd.path('outside/secret'), linkKind: null })
    expect(of('loop')).toMatchObject({ kind: 'link', linkKind: null })
    expect(of('fifo')).toMatchObject({ kind: 'fifo' })
    expect(of('folder')).toMatchObject({ kind: 'folder' })
    const { owner, group, mode } = await result('file.stat', { path: at('in/a') })
    expect({ owner, group, mode }).toEqual({ owner: SSH_USER, group: 'root', mode: 0o4640 })
    expect(await result('file.stat', { path: at('in/good') })).toMatchObject({ kind: 'link', linkKind: 'file', path: at('in/good') })
  })

  it('are read as texts, whose etags change with their content', async () => {
    const { bytes, ended } = await ask('file.read', { path: at('in/a') })
    expect([bytes.toString(), ended.result]).toEqual(['one\ntwo\n', { size: 8, binary: false, writable: true, etag: expect.any(String) }])
    const before = ended.result as ResultOf<'file.read'>
    utimesSync(at('in/a'), 5, 5)
    const first = await result('file.read', { path: at('in/a') })
    writeFileSync(at('in/a'), 'ONE\ntwo\n')
    utimesSync(at('in/a'), 5, 5)
    const second = await result('file.read', { path: at('in/a') })
    expect(new Set([before.etag, first.etag, second.etag]).size).toBe(3)
    writeFileSync(at('in/binary'), 'a\0b')
    writeFileSync(at('in/empty'), '')
    writeFileSync(at('in/large'), Buffer.alloc(2 * 1024 * 1024, 'x'))
    expect((await ask('file.read', { path: at('in/binary') })).bytes).toHaveLength(0)
    expect(await result('file.read', { path: at('in/binary') })).toMatchObject({ size: 3, binary: true, writable: false })
    expect(await result('file.read', { path: at('in/empty') })).toMatchObject({ size: 0, binary: false })
    expect((await ask('file.read', { path: at('in/large') })).bytes).toHaveLength(2 * 1024 * 1024)
    appendFileSync(at('in/large'), 'y')
    expect(await failure('file.read', { path: at('in/large') })).toBe('too_large')
  })

  it('are downloaded whole, in part, and on from where it was broken off', async () => {
    const content = randomBytes(10_000_003)
    writeFileSync(at('in/big'), content)
    const url = `/api/hosts/${on.host}/files/content?path=${encodeURIComponent(at('in/big'))}`
    const whole = await call('GET', url)
    expect([whole.statusCode, whole.rawPayload.equals(content)]).toEqual([200, true])
    const part = await call('GET', url, { headers: { range: 'bytes=9999999-', 'if-range': whole.headers.etag as string } })
    expect([part.statusCode, part.rawPayload]).toEqual([206, content.subarray(9_999_999)])
    appendFileSync(at('in/big'), 'more')
    const changed = { path: at('in/big'), offset: 5, etag: (whole.headers.etag as string).replaceAll('"', '') }
    expect(await failure('file.download', changed)).toBe('changed')
    expect(await failure('file.download', { path: at('in/big'), offset: 20_000_000 })).toBe('invalid')
  })

  it('are found by their names, but where the account may not look', async () => {
    mkdirSync(at('deep/Er/still'), { recursive: true })
    mkdirSync(at('.ssh'))
    mkdirSync(at('closed'))
    for (const name of ['deep/Error.log', 'deep/Er/still/errors', 'in/other', '.ssh/error', 'closed/error']) writeFileSync(at(name), '')
    symlinkSync('..', at('deep/up'))
    symlinkSync(sshd.path('outside'), at('deep/terror'))
    owned()
    const found = async () =>
      (await ask('file.search', { path: home, text: 'ERRO' })).rows.map(({ folder, name }) => `${folder}/${name}`).sort()
    const open = ['deep/Error.log', 'deep/Er/still/errors', 'deep/terror']
    expect(await found()).toEqual([...open, 'closed/error'].map(at).sort())
    expect(await result('file.search', { path: home, text: 'erro' })).toEqual({ looked: 13, found: 4, complete: true })
    execFileSync('chown', ['root', at('closed')])
    chmodSync(at('closed'), 0o700)
    expect(await found()).toEqual(open.map(at).sort())
    expect(await result('file.search', { path: home, text: 'erro' })).toMatchObject({ found: 3, complete: false })
  })

  it('have names of any bytes', async () => {
    const odd = ['a b', '$(reboot)', "it's", '"', '-n', 'two\nlines', 'é\u202etxt', '\\', '#', '%2e%2e', '..x', '\x1b[31m', 'base64:eA==']
    for (const name of odd) writeFileSync(at(name), name)
    const bytes = Buffer.from('caf\xe9', 'latin1')
    writeFileSync(Buffer.concat([Buffer.from(`${home}/`), bytes]), 'latin')
    const { rows } = await ask('file.list', { path: home })
    expect(rows.map(({ name }) => name).sort()).toEqual([...odd, 'caf\ufffd', 'in'].sort())
    for (const name of odd) expect((await ask('file.read', { path: at(name) })).bytes.toString()).toBe(name)
    const row = rows.find(({ name }) => name === 'caf\ufffd')
    expect(row?.bytes).toBe(bytes.toString('base64'))
    const path = `base64:${Buffer.concat([Buffer.from(`${home}/`), bytes]).toString('base64')}`
    expect((await ask('file.read', { path })).bytes.toString()).toBe('latin')
    expect(await result('file.stat', { path })).toMatchObject({ path, size: 5 })
  })

  it('are reached through no dots, no link that leads out, and not beyond the home folder', async () => {
    symlinkSync('../in', at('in/good'))
    symlinkSync('../../outside', at('in/relative'))
    symlinkSync(sshd.path('outside'), at('in/absolute'))
    symlinkSync('loop', at('in/loop'))
    symlinkSync('/proc/self', at('in/kernel'))
    symlinkSync('.ssh', at('keys'))
    mkdirSync(at('.ssh'))
    writeFileSync(at('.ssh/id_ed25519'), 'key')
    mkdirSync(at('.hyperion-trash'))
    owned()
    expect((await ask('file.read', { path: at('in/good/good/a') })).bytes.toString()).toBe('one\ntwo\n')
    for (const [path, word] of [
      [at('in/relative/secret'), 'outside'],
      [at('in/absolute/secret'), 'outside'],
      [at('in/absolute/none'), 'outside'],
      [at('in/loop'), 'invalid'],
      [at('in/loop/a'), 'invalid'],
      [at('in/kernel/environ'), 'protected'],
      [at('.ssh/id_ed25519'), 'protected'],
      [at('keys/id_ed25519'), 'protected'],
      [at('.hyperion-trash/x'), 'protected'],
      [sshd.path('outside/secret'), 'outside'],
      [home, 'outside'],
      ['/etc/passwd', 'outside'],
      ['/proc/self/environ', 'protected'],
      ['/dev/null', 'protected'],
      ['/', 'outside'],
      [at('in/none'), 'missing'],
      [at('in/a/b'), 'missing'],
      [at('none/b'), 'missing'],
      [at('in/%2e%2e/a'), 'missing'],
    ] as const)
      expect([path, await failure('file.read', { path })]).toEqual([path, word])
    expect(await failure('file.list', { path: at('in/relative') })).toBe('outside')
    expect(await failure('file.list', { path: at('.ssh') })).toBe('protected')
    expect(await failure('file.list', { path: at('in/a') })).toBe('missing')
    expect(await failure('file.search', { path: at('in/absolute'), text: 'secret' })).toBe('outside')
    expect(await failure('file.stat', { path: home })).toBe('protected')
    const url = (path: string) => `/api/hosts/${on.host}/files/content?path=${encodeURIComponent(path)}`
    for (const path of [`${home}/../outside/secret`, 'in/a', `${home}/a\0b`, `base64:${Buffer.from('/x/..').toString('base64')}`])
      expect([path, (await call('GET', url(path))).statusCode]).toEqual([path, 422])
    expect((await call('GET', url(sshd.path('outside/secret')))).json()).toMatchObject({ details: { reason: ['outside'] } })
  })

  it('are plain ones alone when they are read, and the account’s to read', async () => {
    execFileSync('mkfifo', ['-m', '666', at('in/fifo')])
    execFileSync('mknod', ['-m', '666', at('in/zero'), 'c', '1', '5'])
    writeFileSync(at('in/closed'), 'mine', { mode: 0o600 })
    mkdirSync(at('shut'), { mode: 0o700 })
    writeFileSync(at('shut/a'), 'mine')
    for (const [name, word] of [
      ['in/fifo', 'invalid'],
      ['in/zero', 'invalid'],
      ['in', 'invalid'],
      ['in/closed', 'permission'],
      ['shut/a', 'permission'],
    ] as const)
      for (const operation of ['file.read', 'file.download'] as const)
        expect([name, await failure(operation, { path: at(name) })]).toEqual([name, word])
    expect(await failure('file.list', { path: at('shut') })).toBe('permission')
    expect(await result('file.stat', { path: at('in/zero') })).toMatchObject({ kind: 'device' })
    expect((await ask('file.list', { path: home })).rows).toContainEqual(expect.objectContaining({ name: 'shut', writable: false }))
  })

  it('are many in a folder, told while they come, and given up when nobody asks any more', async () => {
    execFileSync('sh', ['-c', 'cd "$1" && seq -f "number %.0f" 1 20000 | tr "\\n" "\\0" | xargs -0 touch', 'sh', at('in')])
    const { ended, rows } = await ask('file.list', { path: at('in') })
    expect([ended.result, new Set(rows.map(({ name }) => name)).size]).toMatchObject([{ count: 20_001 }, 20_001])
    writeFileSync(at('in/big'), Buffer.alloc(30_000_000))
    const begun = await Promise.all(Array.from({ length: 8 }, () => on.begin('file.download', { path: at('in/big') }, { held: true })))
    // Those that wait, or are not read, keep nobody from a look.
    expect(await result('file.stat', { path: at('in/a') })).toMatchObject({ size: 8 })
    for (const each of begun) each.cancel()
    const ends = await Promise.all(begun.map(({ over }) => over))
    expect(ends.map(({ state }) => state)).toEqual(begun.map(() => 'cancelled'))
    expect((await ask('file.download', { path: at('in/big') })).bytes).toHaveLength(30_000_000)
  })
})

describe('files of a host whose account or server has none of them over SSH', () => {
  it('is said', async () => {
    const sshd = await Sshd.start()
    const on = await Operating.start()
    const pair = keyPair()
    const script = sshd.script('watch', (await on.call('GET', '/api/ssh-hosts/script')).body)
    sshd.authorize(`restrict,command="${script}" ${pair.publicKey}`)
    await on.add(sshd, { private_key: pair.privateKey })
    expect((await on.ask('file.roots', {})).ended.error).toMatchObject({ failure: 'unsupported', message: expect.stringMatching(/SFTP/) })
    const without = await Sshd.start()
    await without.allowFiles(false)
    await on.add(without, { password: SSH_PASSWORD })
    const words = 'files of this host cannot be reached: its server has no SFTP'
    expect((await on.ask('file.list', { path: '/' })).ended.error).toMatchObject({ failure: 'unsupported', message: words })
    await without.stop()
    await on.hub.close()
    await sshd.stop()
  })
})
