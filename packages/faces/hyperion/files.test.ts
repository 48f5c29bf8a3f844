import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { eventually } from '@hyperion/testkit/eventually'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

describe('files of the hub’s own machine over HTTP', () => {
  const base = mkdtempSync(join(tmpdir(), 'hyperion-files-'))
  const root = join(base, 'root')
  let hub: TestApp

  beforeAll(async () => {
    mkdirSync(root)
    writeFileSync(join(root, 'a.txt'), 'one\n')
    writeFileSync(join(base, 'secret'), 'secret')
    hub = await testApp({ tier: 'full', roots: [root] })
  })
  afterAll(async () => {
    await hub.close()
    rmSync(base, { recursive: true })
  })

  interface Asked {
    readonly query?: Record<string, string>
    readonly payload?: object | string | Buffer
    readonly headers?: Record<string, string>
    readonly as?: 'admin' | 'technicien' | 'viewer'
  }

  async function ask(method: 'GET' | 'POST' | 'PUT', path: string, { query = {}, payload, headers = {}, as = 'admin' }: Asked = {}) {
    const authorization = `Bearer ${await hub.token(as)}`
    const type = method === 'PUT' ? { 'content-type': 'application/octet-stream' } : {}
    const url = `/api/hosts/${hub.hubHostId}/files${path}`
    return hub.app.inject({
      method,
      url,
      query,
      headers: { authorization, ...type, ...headers },
      ...(payload !== undefined && { payload }),
    })
  }

  const at = (name: string): string => join(root, name)

  it('lists, and lets technicians read and administrators change', async () => {
    const list = await ask('GET', '', { query: { path: root }, as: 'technicien' })
    expect(list.json()).toMatchObject({ path: root, count: 1, writable: true, entries: [{ name: 'a.txt', kind: 'file', size: 4 }] })
    expect((await ask('GET', '', { query: { path: root }, as: 'viewer' })).statusCode).toBe(403)
    expect((await ask('GET', '/roots')).json()).toMatchObject({ roots: [{ path: root, exists: true, free_bytes: expect.any(Number) }] })
    const body = { path: at('x'), kind: 'file', reason: 'a test' }
    expect((await ask('POST', '/create', { payload: body, as: 'technicien' })).statusCode).toBe(403)
    expect((await ask('POST', '/create', { payload: body })).json()).toMatchObject({ action: { state: 'succeeded', undoable: true } })
    expect((await ask('POST', '/create', { payload: body })).json()).toMatchObject({ error: 'CONFLICT', details: { reason: ['exists'] } })
  })

  it('tells what is wrong, and what may not be reached', async () => {
    const outside = await ask('GET', '/content', { query: { path: join(base, 'secret') } })
    expect([outside.statusCode, outside.json()]).toMatchObject([403, { error: 'ACTION_REFUSED', details: { reason: ['outside'] } }])
    for (const path of [
      `${root}/../secret`,
      'a.txt',
      `${root}/a\0b`,
      'base64:%%%',
      `base64:${Buffer.from('/x/../y').toString('base64')}`,
    ]) {
      const answer = await ask('GET', '/content', { query: { path } })
      expect([path, answer.statusCode, answer.json().details]).toMatchObject([path, 422, { path: [expect.any(String)] }])
    }
    expect((await ask('GET', '/stat', { query: { path: at('none') } })).statusCode).toBe(404)
    expect((await ask('POST', '/delete', { payload: { paths: [root], reason: 'a test' } })).json()).toMatchObject({
      details: { reason: ['protected'] },
    })
  })

  it('gives a file whole or in part, and writes it only over what was read', async () => {
    const whole = await ask('GET', '/content', { query: { path: at('a.txt') } })
    expect([whole.statusCode, whole.body, whole.headers['content-length']]).toMatchObject([200, 'one\n', '4'])
    const etag = whole.headers.etag as string
    const part = await ask('GET', '/content', { query: { path: at('a.txt') }, headers: { range: 'bytes=1-2', 'if-range': etag } })
    expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, 'ne', 'bytes 1-2/4'])
    const query = { path: at('a.txt'), reason: 'a test' }
    const written = await ask('PUT', '/content', { query, payload: 'two', headers: { 'if-match': etag } })
    expect([written.statusCode, readFileSync(at('a.txt'), 'utf8')]).toEqual([200, 'two'])
    expect(written.json()).toMatchObject({ action: { operation: 'file.write', reason: 'a test', result: { size: 3 } } })
    const again = await ask('PUT', '/content', { query, payload: 'three', headers: { 'if-match': etag } })
    expect([again.statusCode, again.json().details]).toEqual([409, { reason: ['changed'], action: [expect.any(String)] }])
    expect(await hub.actions.byId(again.json().details.action[0])).toMatchObject({ state: 'failed', failure: 'changed', reason: 'a test' })
    const fresh = await ask('PUT', '/content', { query, payload: 'three', headers: { 'if-none-match': '*' } })
    expect([fresh.statusCode, fresh.json().details]).toMatchObject([409, { reason: ['exists'] }])
  })

  describe('on a host that needs a second person', () => {
    const query = { path: at('waits.txt'), reason: 'a test', wait: '1' }
    const token = { admin: '', second: '' }
    const act = (as: 'admin' | 'second', method: 'GET' | 'POST', id: string, verb: string) =>
      hub.app.inject({
        method,
        url: `/api/actions/${id}/${verb}`,
        headers: { authorization: token[as] },
        ...(method === 'POST' && { payload: {} }),
      })
    async function waiting(text: string, expected: Record<string, string>): Promise<string> {
      const asked = await ask('PUT', '/content', { query, payload: text, headers: expected })
      expect([asked.statusCode, asked.json().action]).toMatchObject([202, { state: 'awaiting_approval', operation: 'file.write' }])
      expect(JSON.stringify(asked.json())).not.toContain(text)
      return asked.json().action.id
    }
    const etagNow = async (): Promise<string> => (await ask('GET', '/content', { query: { path: at('waits.txt') } })).headers.etag as string

    beforeAll(async () => {
      const passwordHash = (await hub.database.users.byUsername('admin'))?.passwordHash as string
      await hub.database.users.create({ username: 'second', passwordHash, role: 'admin', mustChangePassword: false, createdAt: 0 })
      token.admin = `Bearer ${await hub.token('admin')}`
      token.second = `Bearer ${await hub.token('second' as 'admin')}`
      await hub.database.actions.setApproval(hub.hubHostId, 'all')
    })
    afterAll(() => hub.database.actions.setApproval(hub.hubHostId, 'none'))

    it('writes a text once that lets it go, who can read it before', async () => {
      writeFileSync(at('waits.txt'), 'before')
      const id = await waiting('é'.repeat(700_000), { 'if-match': await etagNow() })
      expect(readFileSync(at('waits.txt'), 'utf8')).toBe('before')
      const input = await act('second', 'GET', id, 'input')
      expect([input.statusCode, input.body]).toEqual([200, 'é'.repeat(700_000)])
      expect((await act('admin', 'POST', id, 'approve')).statusCode).toBe(409)
      expect((await act('second', 'POST', id, 'approve')).json().action).toMatchObject({ decided_by: { name: 'second' } })
      await eventually(async () => expect((await hub.actions.byId(id)).state).toBe('succeeded'))
      expect(readFileSync(at('waits.txt'), 'utf8')).toBe('é'.repeat(700_000))
      expect((await act('second', 'GET', id, 'input')).statusCode).toBe(404)
    })

    it('writes nothing over what was changed while it waited', async () => {
      writeFileSync(at('waits.txt'), 'before')
      const id = await waiting('mine', { 'if-match': await etagNow() })
      writeFileSync(at('waits.txt'), 'theirs')
      await act('second', 'POST', id, 'approve')
      await eventually(async () => expect(await hub.actions.byId(id)).toMatchObject({ state: 'failed', failure: 'changed' }))
      expect(readFileSync(at('waits.txt'), 'utf8')).toBe('theirs')
    })

    it('keeps nothing of what was refused or withdrawn', async () => {
      const refused = await waiting('mine', {})
      expect((await act('second', 'POST', refused, 'refuse')).json().action).toMatchObject({ state: 'refused' })
      const withdrawn = await waiting('mine', {})
      expect((await act('admin', 'POST', withdrawn, 'cancel')).json().action).toMatchObject({ state: 'cancelled' })
      for (const id of [refused, withdrawn]) expect((await act('second', 'GET', id, 'input')).statusCode).toBe(404)
      expect(readFileSync(at('waits.txt'), 'utf8')).toBe('theirs')
    })
  })

  it('takes an upload in parts', async () => {
    const content = Buffer.alloc(3_000_000, 'abc')
    const query = { path: at('up.bin'), upload: 'upload-1', reason: 'a test' }
    const first = { ...query, payload: content.subarray(0, 2_000_000) }
    const half = await ask('PUT', '/upload', { query, payload: first.payload, headers: { 'content-range': 'bytes 0-1999999/3000000' } })
    expect(half.json()).toMatchObject({ action: { state: 'succeeded', result: { complete: false, received: 2_000_000 } } })
    expect((await ask('GET', '/upload', { query: { path: at('up.bin'), upload: 'upload-1' } })).json()).toEqual({ received: 2_000_000 })
    const headers = { 'content-range': 'bytes 2000000-2999999/3000000' }
    const rest = await ask('PUT', '/upload', { query, payload: content.subarray(2_000_000), headers })
    expect(rest.json()).toMatchObject({ action: { result: { complete: true } } })
    expect(readFileSync(at('up.bin')).equals(content)).toBe(true)
    const odd = await ask('PUT', '/upload', { query, payload: 'x', headers: { 'content-range': 'lines 1-2' } })
    expect([odd.statusCode, odd.json().details]).toMatchObject([422, { 'content-range': [expect.any(String)] }])
  })

  it('undoes a deletion', async () => {
    writeFileSync(at('gone'), 'here')
    const { action } = (await ask('POST', '/delete', { payload: { paths: [at('gone')], reason: 'a test' } })).json()
    expect((await ask('GET', '/trash')).json()).toMatchObject({
      entries: expect.arrayContaining([expect.objectContaining({ path: at('gone'), by: 'admin', earlier: false })]),
    })
    const authorization = `Bearer ${await hub.token('admin')}`
    const url = `/api/actions/${action.id}/undo`
    const undone = await hub.app.inject({ method: 'POST', url, headers: { authorization }, payload: { reason: 'a mistake' } })
    expect([undone.statusCode, undone.json().message ?? '']).toEqual([200, ''])
    expect(readFileSync(at('gone'), 'utf8')).toBe('here')
  })

  it('undoes the writing of a text while it is as it was written', async () => {
    writeFileSync(at('text'), 'one')
    const query = { path: at('text'), reason: 'a test' }
    const written = (await ask('PUT', '/content', { query, payload: 'two' })).json()
    expect(written.action).toMatchObject({ undoable: true, result: { undo: { operation: 'file.put_back' } } })
    const kept = expect.objectContaining({ path: at('text'), earlier: true })
    expect((await ask('GET', '/trash')).json().entries).toContainEqual(kept)
    const authorization = `Bearer ${await hub.token('admin')}`
    const url = `/api/actions/${written.action.id}/undo`
    const undo = () => hub.app.inject({ method: 'POST', url, headers: { authorization }, payload: { reason: 'a mistake' } })
    writeFileSync(at('text'), 'theirs')
    const late = await undo()
    expect([late.statusCode, late.json().details, readFileSync(at('text'), 'utf8')]).toMatchObject([409, { reason: ['changed'] }, 'theirs'])
    writeFileSync(at('text'), 'two')
    const undone = await undo()
    expect([undone.statusCode, undone.json().action]).toMatchObject([200, { operation: 'file.put_back', undoable: true }])
    expect(readFileSync(at('text'), 'utf8')).toBe('one')
  })
})
