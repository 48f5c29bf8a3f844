import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TestClock } from '@hyperion/testkit/clock'
import { childPath } from '@hyperion/wire/actions'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestFiles, testFiles } from './test-files.ts'

describe('files of a host', () => {
  let files: TestFiles
  const at = (name: string): string => join(files.root, name)

  beforeEach(() => {
    files = testFiles()
    mkdirSync(files.data, { recursive: true })
    mkdirSync(files.outside)
    mkdirSync(at('notes'))
    writeFileSync(at('notes/a.txt'), 'one\n')
  })
  afterEach(() => files.end())

  it('lists a folder with what each entry is, names that are not text included', async () => {
    symlinkSync('a.txt', at('notes/link'))
    writeFileSync(Buffer.concat([Buffer.from(`${at('notes')}/`), Buffer.from([0xff, 0x61])]), 'x')
    writeFileSync(at('notes/"quoted"\n\u202etxt'), 'x')
    const result = await files.ask('file.list', { path: at('notes') })
    expect(result).toMatchObject({ count: 4, writable: true })
    const rows = files.told.rows
    expect(rows.find(({ name }) => name === 'link')).toMatchObject({ kind: 'link', linkTarget: 'a.txt', linkKind: 'file' })
    expect(rows.find(({ name }) => name === 'a.txt')).toMatchObject({ kind: 'file', size: 4, links: 1, owner: expect.any(String) })
    const odd = rows.find(({ bytes }) => bytes !== null) as { name: string; bytes: string }
    expect(odd).toMatchObject({ name: '\ufffda', bytes: '/2E=' })
    expect(await files.ask('file.read', { path: childPath(at('notes'), odd) })).toMatchObject({ size: 1, binary: false })
    expect(await files.ask('file.read', { path: at('notes/"quoted"\n\u202etxt') })).toMatchObject({ size: 1 })
  })

  it('writes a text only over what was read', async () => {
    chmodSync(at('notes/a.txt'), 0o640)
    const { etag } = await files.ask('file.read', { path: at('notes/a.txt') })
    expect(files.told.bytes.toString()).toBe('one\n')
    const input = [Buffer.from('two')]
    const written = await files.ask('file.write', { path: at('notes/a.txt'), size: 3, expect: etag }, { input })
    expect(readFileSync(at('notes/a.txt'), 'utf8')).toBe('two')
    expect(statSync(at('notes/a.txt')).mode & 0o777).toBe(0o640)
    expect(await files.failure('file.write', { path: at('notes/a.txt'), size: 3, expect: etag }, { input })).toBe('changed')
    expect(await files.failure('file.write', { path: at('notes/a.txt'), size: 3, expect: null }, { input })).toBe('exists')
    expect(await files.failure('file.write', { path: at('notes/a.txt'), size: 4, expect: written.etag }, { input })).toBe('invalid')
    expect(await files.ask('file.read', { path: at('notes/a.txt') })).toMatchObject({ etag: written.etag })
    await files.ask('file.write', { path: at('notes/new.txt'), size: 3, expect: null }, { input })
    expect(readdirSync(at('notes')).sort()).toEqual(['a.txt', 'new.txt'])
  })

  it('tells binaries and what is too large for a text', async () => {
    writeFileSync(at('binary'), Buffer.from([1, 0, 2]))
    writeFileSync(at('large'), Buffer.alloc(2 * 1024 * 1024 + 1, 'a'))
    expect(await files.ask('file.read', { path: at('binary') })).toMatchObject({ binary: true })
    expect(files.told.bytes.length).toBe(0)
    expect(await files.failure('file.read', { path: at('large') })).toBe('too_large')
  })

  it('goes on with a download only of the same content', async () => {
    writeFileSync(at('big'), 'abcdefgh')
    const { etag } = await files.ask('file.download', { path: at('big'), length: 3 })
    const rest = await files.ask('file.download', { path: at('big'), offset: 3, etag })
    expect([rest, files.told.bytes.toString()]).toMatchObject([{ size: 8, sent: 5 }, 'defgh'])
    writeFileSync(at('big'), 'ABCDEFGH')
    expect(await files.failure('file.download', { path: at('big'), offset: 3, etag })).toBe('changed')
    expect(await files.failure('file.download', { path: at('big'), offset: 9 })).toBe('invalid')
  })

  it('takes an upload in parts, and shows nothing before it is whole', async () => {
    const all = Buffer.from('0123456789')
    const sha256 = createHash('sha256').update(all).digest('hex')
    const params = { path: at('up.bin'), upload: 'upload-1', size: 10, overwrite: false, sha256 }
    const first = await files.ask('file.upload', { ...params, offset: 0 }, { input: [all.subarray(0, 4)] })
    expect([first, existsSync(at('up.bin'))]).toMatchObject([{ complete: false, received: 4 }, false])
    expect(await files.ask('file.upload_state', params)).toEqual({ received: 4 })
    const second = await files.ask('file.upload', { ...params, offset: 4 }, { input: [all.subarray(4)] })
    expect(second).toMatchObject({ complete: true, sha256, undo: { operation: 'file.delete' } })
    expect(readFileSync(at('up.bin'), 'utf8')).toBe('0123456789')
    expect(await files.failure('file.upload', { ...params, offset: 0 }, { input: [all] })).toBe('exists')
    const over = { ...params, upload: 'upload-2', size: 1, overwrite: true, offset: 0, sha256: undefined }
    expect(await files.ask('file.upload', over, { input: [Buffer.from('x')] })).toMatchObject({ complete: true })
    await files.ask('file.trash', {})
    expect(files.told.rows).toMatchObject([{ path: at('up.bin'), size: 10, by: 'ada' }])
    const wrong = { ...over, path: at('wrong'), sha256 }
    expect(await files.failure('file.upload', wrong, { input: [Buffer.from('x')] })).toBe('changed')
    expect(existsSync(at('wrong'))).toBe(false)
  })

  it('keeps the parts of an upload for a day after they came, and no longer, also when the agent was another one then', async () => {
    const clock = new TestClock()
    const day = 24 * 3600_000
    let agent = testFiles(join(files.root, '..'), clock)
    const params = { path: at('up.bin'), upload: 'upload-1', size: 10, overwrite: false }
    const parts = () => readdirSync(files.root).filter((name) => name.startsWith('.hyperion-'))
    await agent.ask('file.upload', { ...params, offset: 0 }, { input: [Buffer.from('01')] })
    await clock.advance(day - 1000)
    await agent.ask('file.upload', { ...params, offset: 2 }, { input: [Buffer.from('23')] })
    await clock.advance(day - 1000)
    expect(await agent.ask('file.upload_state', params)).toEqual({ received: 4 })
    await clock.advance(1000)
    await expect.poll(parts).toEqual([])

    await agent.ask('file.upload', { ...params, offset: 0 }, { input: [Buffer.from('01')] })
    agent = testFiles(join(files.root, '..'), clock)
    expect(await agent.ask('file.upload_state', params)).toEqual({ received: 2 })
    await agent.ask('file.create', { path: at('after'), kind: 'file' })
    await clock.advance(day)
    await expect.poll(parts).toEqual([])
    expect(await agent.ask('file.upload_state', params)).toEqual({ received: 0 })
    expect(readdirSync(join(files.data, 'files/drafts'))).toEqual([])
  })

  it('deletes to the trash, gives back, and empties it for good', async () => {
    const gone = await files.ask('file.delete', { paths: [at('notes')] })
    expect(existsSync(at('notes'))).toBe(false)
    await files.ask('file.list', { path: files.root })
    expect(files.told.rows.map(({ name }) => name)).toEqual(['agent'])
    await files.ask('file.restore', { ids: gone.ids })
    expect(readFileSync(at('notes/a.txt'), 'utf8')).toBe('one\n')
    const again = await files.ask('file.delete', { paths: [at('notes')] })
    mkdirSync(at('notes'))
    expect(await files.failure('file.restore', { ids: again.ids })).toBe('exists')
    expect(await files.ask('file.empty_trash', { ids: null })).toEqual({ removed: 1 })
    expect(readdirSync(at('.hyperion-trash'))).toEqual([])
    const none = await files.failure('file.delete', { paths: [at('notes'), at('missing')] })
    expect([none, existsSync(at('notes'))]).toEqual(['missing', true])
  })

  it('creates, moves, copies and sets permissions, and tells what undoes it', async () => {
    await files.ask('file.create', { path: at('new'), kind: 'folder' })
    expect(await files.failure('file.create', { path: at('new'), kind: 'file' })).toBe('exists')
    const moved = await files.ask('file.move', { from: at('notes/a.txt'), to: at('new/b.txt'), overwrite: false })
    expect(moved.undo).toMatchObject({ operation: 'file.move', params: { from: at('new/b.txt'), to: at('notes/a.txt') } })
    expect(await files.ask('file.copy', { from: at('new'), to: at('copy'), overwrite: false })).toMatchObject({ files: 1, bytes: 4 })
    expect(readFileSync(at('copy/b.txt'), 'utf8')).toBe('one\n')
    expect(await files.failure('file.copy', { from: at('new'), to: at('copy'), overwrite: false })).toBe('exists')
    expect(await files.failure('file.copy', { from: at('new'), to: at('new/in'), overwrite: false })).toBe('invalid')
    expect(await files.failure('file.move', { from: at('new'), to: at('new/in'), overwrite: false })).toBe('invalid')
    expect(await files.ask('file.copy', { from: at('copy/b.txt'), to: at('new/b.txt'), overwrite: true })).toMatchObject({ undo: null })
    const set = await files.ask('file.permissions', { path: at('copy'), mode: 0o700, recursive: true })
    expect([set.changed, statSync(at('copy')).mode & 0o777, statSync(at('copy/b.txt')).mode & 0o777]).toEqual([2, 0o700, 0o600])
    const one = await files.ask('file.permissions', { path: at('copy/b.txt'), mode: 0o644, recursive: false })
    expect(one.undo).toMatchObject({ params: { mode: 0o600 } })
    expect(await files.failure('file.permissions', { path: at('copy'), owner: 'no-such-user', recursive: false })).toBe('invalid')
  })

  it('finds names below a folder', async () => {
    mkdirSync(at('notes/deep/deeper'), { recursive: true })
    writeFileSync(at('notes/deep/deeper/The Wanted'), '')
    const result = await files.ask('file.search', { path: files.root, text: 'wanted' })
    // The agent's own folder cannot be looked into.
    expect(result).toMatchObject({ found: 1, complete: false })
    expect(files.told.rows).toMatchObject([{ name: 'The Wanted', folder: at('notes/deep/deeper') }])
  })

  it('packs what tar understands, and unpacks what tar and zip packed', async () => {
    const long = 'l'.repeat(120)
    mkdirSync(at('notes/sub'))
    writeFileSync(at(`notes/sub/${long}`), 'long')
    symlinkSync('../a.txt', at('notes/sub/link'))
    expect(await files.ask('file.archive', { paths: [at('notes')], to: at('n.tar.gz') })).toMatchObject({ files: 2, bytes: 8 })
    expect(execFileSync('tar', ['-tzf', at('n.tar.gz')], { encoding: 'utf8' })).toContain(`notes/sub/${long}`)
    expect(await files.ask('file.extract', { path: at('n.tar.gz'), to: at('out') })).toMatchObject({ files: 2 })
    expect(readFileSync(at(`out/notes/sub/${long}`), 'utf8')).toBe('long')
    expect(readFileSync(at('out/notes/sub/link'), 'utf8')).toBe('one\n')
    execFileSync('tar', ['-cf', at('plain.tar'), '--format=pax', '-C', files.root, 'notes'])
    expect(await files.ask('file.extract', { path: at('plain.tar'), to: at('out2') })).toMatchObject({ files: 2 })
    execFileSync('python3', ['-c', `import zipfile;z=zipfile.ZipFile("${at('z.zip')}","w",8);z.writestr("d/x.txt","zipped");z.close()`])
    expect(await files.ask('file.extract', { path: at('z.zip'), to: at('out3') })).toMatchObject({ files: 1 })
    expect(readFileSync(at('out3/d/x.txt'), 'utf8')).toBe('zipped')
    expect(await files.failure('file.extract', { path: at('notes/a.txt'), to: at('out4') })).toBe('invalid')
  })
})
