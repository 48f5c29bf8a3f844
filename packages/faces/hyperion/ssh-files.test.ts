import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, chmodSync, linkSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { SSH_PASSWORD, SSH_USER, Sshd } from '@hyperion/testkit/sshd'
import type { Ended, OperationId, ParamsOf, ResultOf } from '@hyperion/wire/actions'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

/** Of the account that the server lets in. */
const UID = 39_001

interface Told {
  readonly rows: readonly Record<string, unknown>[]
  readonly bytes: Buffer
  readonly ended: Ended
}

type FileOperation = Extract<OperationId, `file.${string}`>

describe('files of a host over SSH', () => {
  let sshd: Sshd
  let hub: TestApp
  let host = 0
  let home = ''
  const at = (name: string): string => `${home}/${name}`

  beforeAll(async () => {
    sshd = await Sshd.start()
    home = sshd.path('home')
    hub = await testApp()
    host = await added({ password: SSH_PASSWORD })
  })
  afterAll(async () => {
    await hub.close()
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

  async function call(method: 'GET' | 'POST' | 'PUT', url: string, { payload, headers = {} }: { payload?: object; headers?: object } = {}) {
    const authorization = `Bearer ${await hub.token('admin')}`
    return hub.app.inject({ method, url, headers: { authorization, ...headers }, ...(payload && { payload }) })
  }

  async function added(secret: object): Promise<number> {
    const there = { address: '127.0.0.1', port: sshd.port }
    const { host_key } = (await call('POST', '/api/ssh-hosts/probe', { payload: there })).json()
    const body = { ...there, username: SSH_USER, ...secret, host_key }
    const { id } = (await call('POST', '/api/ssh-hosts', { payload: body })).json().host
    await vi.waitFor(async () => expect((await call('GET', `/api/hosts/${id}/capabilities`)).json().capabilities).not.toBeNull(), 10_000)
    await call('PUT', `/api/ssh-hosts/${id}/tier`, { payload: { tier: 'full' } })
    return id
  }

  async function ask<O extends FileOperation>(operation: O, params: ParamsOf<O>, onEvent = (): void => {}): Promise<Told> {
    const principal = await hub.accounts.authenticate(await hub.token('admin'))
    if (!principal) throw new Error('nobody is signed in')
    const rows: Record<string, unknown>[] = []
    const bytes: Buffer[] = []
    const { promise, resolve } = Promise.withResolvers<Ended>()
    const run = await hub.actions.open(host, operation, params, { principal, address: '127.0.0.1' }, async (event) => {
      if (event.kind === 'rows') rows.push(...event.rows)
      else if (event.kind === 'bytes') bytes.push(Buffer.from(event.bytes, 'base64'))
      else if (event.kind === 'ended') resolve(event)
      onEvent()
    })
    void run
    return { ended: await promise, rows, bytes: Buffer.concat(bytes) }
  }

  async function result<O extends FileOperation>(operation: O, params: ParamsOf<O>): Promise<ResultOf<O>> {
    const { ended } = await ask(operation, params)
    if (ended.error) throw new Error(`${ended.error.failure}: ${ended.error.message}`)
    return ended.result as ResultOf<O>
  }

  const failure = async <O extends FileOperation>(operation: O, params: ParamsOf<O>): Promise<string> =>
    (await ask(operation, params)).ended.error?.failure ?? ''

  it('are those of the account’s home folder, unless an administrator says otherwise', async () => {
    expect((await call('GET', `/api/hosts/${host}/capabilities`)).json().capabilities.lacks).toEqual([])
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
    const url = `/api/hosts/${host}/files/content?path=${encodeURIComponent(at('in/big'))}`
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
})
