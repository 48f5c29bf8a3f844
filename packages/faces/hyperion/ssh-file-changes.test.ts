import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { SshFiles } from '@hyperion/testkit/app'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

/** Of the account that the server lets in. */
const UID = 39_001

describe('changes of files of a host over SSH', () => {
  let files: SshFiles

  beforeAll(async () => {
    files = await SshFiles.start()
  })
  afterAll(() => files?.stop())
  beforeEach(() => files.clear())

  const at = (name: string): string => files.at(name)
  const text = (name: string): string => readFileSync(at(name), 'utf8')
  const write = (name: string, content: string, headers = {}) => files.send('/content', { path: at(name) }, content, headers)

  it('writes a text in the place of another, keeps that, and puts it back', async () => {
    files.put('a.conf', 'one\n')
    chmodSync(at('a.conf'), 0o640)
    const written = await write('a.conf', 'two\n')
    expect(written).toMatchObject({ status: 200, action: { state: 'succeeded', undoable: true, result: { size: 4 } } })
    expect([text('a.conf'), statSync(at('a.conf')).mode & 0o777, statSync(at('a.conf')).uid]).toEqual(['two\n', 0o640, UID])
    expect(await files.trash()).toMatchObject([{ path: at('a.conf'), kind: 'file', size: 4, by: 'admin', earlier: true }])
    const etag: string = written.action.result.etag
    expect((await write('a.conf', 'three\n', { 'if-match': `"${etag}"` })).status).toBe(200)
    expect(await write('a.conf', 'four\n', { 'if-match': `"${etag}"` })).toMatchObject({ status: 409, details: { reason: ['changed'] } })
    expect(await write('a.conf', 'four\n', { 'if-none-match': '*' })).toMatchObject({ status: 409, details: { reason: ['exists'] } })
    expect(await write('new.conf', 'new\n', { 'if-none-match': '*' })).toMatchObject({ status: 200 })
    expect(text('a.conf')).toBe('three\n')
    expect(await files.undo(written)).toMatchObject({ details: { reason: ['changed'] } })
    const last = await write('a.conf', 'five\n')
    expect(await files.undo(last)).toMatchObject({ action: { state: 'succeeded' } })
    expect(text('a.conf')).toBe('three\n')
    expect(files.leftOvers()).toEqual([])
  })

  it('keeps the last ten of the texts of a file', async () => {
    for (let i = 0; i < 13; i++) await write('often', `${i}`)
    expect((await files.trash()).length).toBe(10)
    expect(readdirSync(at('.hyperion-trash')).length).toBe(30)
  })

  it('restores an earlier text over the file that is there, which goes to the trash', async () => {
    const restore = async () => files.change('restore', { ids: (await files.trash()).map(({ id }) => id) })
    files.put('a.conf', 'one\n')
    await write('a.conf', 'two\n')
    chmodSync(at('a.conf'), 0o600)
    const restored = await restore()
    expect(restored).toMatchObject({ status: 200, action: { undoable: true, result: { paths: [at('a.conf')] } } })
    expect([text('a.conf'), statSync(at('a.conf')).mode & 0o777]).toEqual(['one\n', 0o600])
    expect(await files.trash()).toMatchObject([{ path: at('a.conf'), size: 4, earlier: true }])
    expect(await files.undo(restored)).toMatchObject({ action: { state: 'succeeded' } })
    expect(text('a.conf')).toBe('two\n')

    files.clear()
    const large = Buffer.alloc(2 * 1024 * 1024 + 1, 'a')
    files.put('large', large)
    const written = await write('large', 'small')
    const larger = await restore()
    expect(larger).toMatchObject({ status: 200, action: { undoable: true } })
    expect(readFileSync(at('large')).equals(large)).toBe(true)
    expect(await files.trash()).toMatchObject([{ path: at('large'), size: 5, earlier: true }])
    const undone = await files.undo(larger)
    expect([undone.action.state, text('large')]).toEqual(['succeeded', 'small'])
    expect(await files.undo(written)).toMatchObject({ details: { reason: ['missing'] } })
    expect(await files.undo(undone)).toMatchObject({ action: { state: 'succeeded', result: { size: large.length } } })
    expect(readFileSync(at('large')).equals(large)).toBe(true)
    const last = await restore()
    expect(text('large')).toBe('small')
    files.put('large', 'theirs')
    expect([(await files.undo(last)).details.reason, text('large')]).toEqual([['changed'], 'theirs'])

    files.clear()
    files.put('b.conf', 'one\n')
    await write('b.conf', 'two\n')
    renameSync(at('b.conf'), at('c.conf'))
    files.folder('b.conf')
    expect(await restore()).toMatchObject({ status: 409, details: { reason: ['exists'] } })
    rmdirSync(at('b.conf'))
    expect(await restore()).toMatchObject({ status: 200, action: { result: { paths: [at('b.conf')] } } })
    expect([text('b.conf'), text('c.conf'), await files.trash()]).toEqual(['one\n', 'two\n', []])
  })

  it('makes, moves, copies and deletes, and takes each back', async () => {
    const made = await files.change('create', { path: at('f'), kind: 'folder', mode: 0o2770 })
    expect(made).toMatchObject({ status: 200, action: { undoable: true } })
    expect(statSync(at('f')).mode & 0o7777).toBe(0o2770)
    expect(await files.why('create', { path: at('f'), kind: 'file' })).toBe('exists')
    expect(await files.why('create', { path: at('f'), kind: 'folder' })).toBe('exists')
    await files.change('create', { path: at('f/x'), kind: 'file' })
    writeFileSync(at('f/x'), 'content')

    const moved = await files.change('move', { from: at('f'), to: at('g'), overwrite: false })
    expect([files.names(), text('g/x')]).toEqual([['g'], 'content'])
    expect(await files.why('move', { from: at('g'), to: at('g/h'), overwrite: false })).toBe('invalid')
    const copied = await files.change('copy', { from: at('g'), to: at('h'), overwrite: false })
    expect(copied).toMatchObject({ action: { result: { files: 1, bytes: 7, left_out: 0 } } })
    expect([text('h/x'), statSync(at('h')).mode & 0o7777]).toEqual(['content', 0o2770])
    expect(await files.why('copy', { from: at('g'), to: at('h'), overwrite: false })).toBe('exists')
    expect(await files.why('copy', { from: at('none'), to: at('i'), overwrite: false })).toBe('missing')

    const deleted = await files.change('delete', { paths: [at('g'), at('h')] })
    expect(files.names()).toEqual([])
    expect(await files.trash()).toMatchObject([{ kind: 'folder' }, { kind: 'folder' }])
    expect(await files.undo(deleted)).toMatchObject({ action: { state: 'succeeded', result: { paths: [at('g'), at('h')] } } })
    expect(await files.undo(copied)).toMatchObject({ action: { state: 'succeeded' } })
    expect(await files.undo(moved)).toMatchObject({ action: { state: 'succeeded' } })
    expect(files.names()).toEqual(['f'])
    expect(await files.change('empty-trash', { ids: null })).toMatchObject({ action: { result: { removed: 1 } } })
    expect([await files.trash(), readdirSync(at('.hyperion-trash'))]).toEqual([[], []])
  })

  it('finds what was deleted where only a folder further down may be written, and deletes nothing without a trash', async () => {
    files.folder('below')
    files.put('below/x', 'x')
    files.put('top', 'top')
    chownSync(files.root, 0, 0)
    const deleted = await files.change('delete', { paths: [at('below/x')] })
    expect(deleted.action.state).toBe('succeeded')
    expect(readdirSync(at('below'))).toEqual(['.hyperion-trash'])
    expect(await files.trash()).toMatchObject([{ path: at('below/x') }])
    expect(await files.undo(deleted)).toMatchObject({ action: { state: 'succeeded' } })
    expect(await files.why('delete', { paths: [at('top')] })).toBe('permission')
    chownSync(files.root, UID, 65_534)
    mkdirSync(at('.hyperion-trash'), { mode: 0o777 })
    chmodSync(at('.hyperion-trash'), 0o777)
    expect(await files.why('delete', { paths: [at('top')] })).toBe('permission')
    expect(text('top')).toBe('top')
    // In the home folder of the account where no folder is named.
    await files.open()
    const inHome = files.own(files.sshd.script('home/own', ''))
    expect(await files.change('delete', { paths: [inHome] })).toMatchObject({ action: { state: 'succeeded' } })
    expect((await files.trash()).map(({ path }) => path)).toEqual([inHome])
    await files.open(files.root)
  })

  it('copies what is read only, puts a copy over another, and empties the trash of it', async () => {
    files.folder('ro')
    files.folder('ro/in')
    files.put('ro/in/x', 'x')
    utimesSync(at('ro/in/x'), 1_000_000_000, 1_000_000_000)
    for (const name of ['ro/in', 'ro']) chmodSync(at(name), 0o555)
    files.put('over', 'other')
    expect((await files.change('copy', { from: at('ro'), to: at('over'), overwrite: true })).action).toMatchObject({ undoable: false })
    expect([text('over/in/x'), statSync(at('over/in')).mode & 0o777, statSync(at('over/in/x')).mtimeMs]).toEqual(['x', 0o555, 1e12])
    chmodSync(at('over'), 0o755)
    await files.change('delete', { paths: [at('over')] })
    expect((await files.trash()).map(({ kind }) => kind).sort()).toEqual(['file', 'folder'])
    expect(await files.change('empty-trash', { ids: null })).toMatchObject({ action: { result: { removed: 2 } } })
    expect(readdirSync(at('.hyperion-trash'))).toEqual([])
  })

  it('takes an upload in parts, and nothing that is not what was sent', async () => {
    const content = Buffer.alloc(5_000_000, 'abcdefg')
    const query = { path: at('up.bin'), upload: 'upload-1' }
    const half = await files.send('/upload', query, content.subarray(0, 3_000_000), { 'content-range': 'bytes 0-2999999/5000000' })
    expect(half).toMatchObject({ action: { result: { complete: false, received: 3_000_000 } } })
    expect((await files.there.read('file.upload_state', query)).result).toEqual({ received: 3_000_000 })
    expect(existsSync(at('up.bin'))).toBe(false)
    const rest = await files.send('/upload', query, content.subarray(3_000_000), { 'content-range': 'bytes 3000000-4999999/5000000' })
    expect(rest).toMatchObject({ action: { undoable: true, result: { complete: true, received: 5_000_000 } } })
    expect([readFileSync(at('up.bin')).equals(content), statSync(at('up.bin')).mode & 0o777]).toEqual([true, 0o644])
    const sum = { path: at('b'), upload: 'upload-2', sha256: 'a'.repeat(64) }
    expect(await files.send('/upload', sum, 'content')).toMatchObject({ details: { reason: ['changed'] } })
    expect(await files.send('/upload', query, 'small')).toMatchObject({ details: { reason: ['exists'] } })
    const over = await files.send('/upload', { ...query, overwrite: 'true' }, 'small')
    expect(over).toMatchObject({ action: { result: { complete: true } } })
    expect([text('up.bin'), (await files.trash()).map(({ size }) => size)]).toEqual(['small', [5_000_000]])
    expect(existsSync(at('b'))).toBe(false)
  })

  it('sets permissions, of one and of all below, and goes through no link', async () => {
    files.folder('d')
    files.put('d/run.sh', '')
    chmodSync(at('d/run.sh'), 0o755)
    files.put('d/plain', '')
    const one = await files.change('permissions', { path: at('d/plain'), mode: 0o600, recursive: false })
    expect(statSync(at('d/plain')).mode & 0o777).toBe(0o600)
    expect(await files.undo(one)).toMatchObject({ action: { state: 'succeeded' } })
    expect(statSync(at('d/plain')).mode & 0o777).toBe(0o644)
    expect(await files.change('permissions', { path: at('d'), mode: 0o750, recursive: true })).toMatchObject({
      action: { result: { changed: 3 } },
    })
    const modes = ['d', 'd/run.sh', 'd/plain'].map((name) => statSync(at(name)).mode & 0o777)
    expect(modes).toEqual([0o750, 0o751, 0o640])
    expect(await files.why('permissions', { path: at('d'), owner: 'root', recursive: false })).toBe('permission')
    expect(await files.why('permissions', { path: at('d'), owner: 'nobody-of-this-name', recursive: false })).toBe('invalid')
  })

  it('packs and unpacks', async () => {
    files.folder('src')
    files.put('src/one', 'first')
    files.put('src/two', Buffer.alloc(2_500_000, 'x'))
    const packed = await files.change('archive', { paths: [at('src')], to: at('a.tar.gz') })
    expect(packed).toMatchObject({ action: { result: { files: 2, bytes: 2_500_005, left_out: 0 } } })
    const unpacked = await files.change('extract', { path: at('a.tar.gz'), to: at('out') })
    expect(unpacked).toMatchObject({ action: { state: 'succeeded', result: { files: 2, bytes: 2_500_005 } } })
    expect([text('out/src/one'), statSync(at('out/src/two')).size]).toEqual(['first', 2_500_000])
    expect(await files.why('extract', { path: at('src/one'), to: at('out2') })).toBe('invalid')
    expect(files.leftOvers()).toEqual([])
  })
})
