import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { SshFiles } from '@hyperion/testkit/app'
import { eventually } from '@hyperion/testkit/eventually'
import type { ActionEvent } from '@hyperion/wire/actions'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

describe('hostile changes of files of a host over SSH', () => {
  let files: SshFiles

  beforeAll(async () => {
    files = await SshFiles.start()
  })
  afterAll(() => files?.stop())
  beforeEach(() => files.clear())

  const at = (name: string): string => files.at(name)
  const tar = (name: string, ...args: readonly string[]): string => {
    execFileSync('tar', ['-czf', at(name), ...args])
    return files.own(at(name))
  }

  it('reach nothing outside, of the kernel, of Hyperion or of the keys of the account', async () => {
    const outside = join(files.base, 'outside')
    mkdirSync(outside, { recursive: true })
    files.own(outside)
    symlinkSync(outside, at('way-out'))
    files.put('a')
    const change = async (to: string) => [
      await files.why('create', { path: to, kind: 'file' }),
      await files.why('move', { from: at('a'), to, overwrite: true }),
      await files.why('copy', { from: at('a'), to, overwrite: true }),
      await files.why('archive', { paths: [at('a')], to }),
    ]
    for (const to of [join(outside, 'x'), at('way-out/x'), '/etc/cron.d/x']) expect(await change(to)).toEqual(Array(4).fill('outside'))
    for (const to of [files.root, at('.hyperion-trash/x'), at('.hyperion-x')]) expect(await change(to)).toEqual(Array(4).fill('protected'))
    for (const path of [`${files.root}/../outside/x`, `${files.root}/a\0b`, 'a'])
      expect((await files.change('create', { path, kind: 'file' })).status).toBe(422)
    expect(readdirSync(outside)).toEqual([])
    // The home folder too, which has keys.
    await files.open(files.root, files.sshd.path('home'))
    const key = files.sshd.path('home/.ssh/authorized_keys')
    expect(await change(key)).toEqual(Array(4).fill('protected'))
    await files.open(files.root)
    expect([...files.names()]).toEqual(['a', 'way-out'])
  })

  it('take links for what they are', async () => {
    const secret = join(files.base, 'secret')
    writeFileSync(secret, 'secret')
    symlinkSync(secret, at('link'))
    files.folder('d')
    symlinkSync(secret, at('d/inner'))
    symlinkSync('nowhere', at('d/dangling'))
    expect(await files.why('permissions', { path: at('link'), mode: 0o666, recursive: false })).toBe('invalid')
    expect((await files.change('permissions', { path: at('d'), mode: 0o777, recursive: true })).action.result.changed).toBe(1)
    expect((await files.send('/content', { path: at('link') }, 'over')).details.reason).toEqual(['outside'])
    await files.change('copy', { from: at('d'), to: at('e'), overwrite: false })
    expect([lstatSync(at('e/inner')).isSymbolicLink(), existsSync(at('e/dangling')), lstatSync(at('e/dangling')).isSymbolicLink()]).toEqual(
      [true, false, true],
    )
    const { action } = await files.change('delete', { paths: [at('d'), at('link')] })
    await files.change('empty-trash', { ids: action.result.ids })
    expect([readFileSync(secret, 'utf8'), statSync(secret).mode & 0o777]).toEqual(['secret', 0o644])
    expect(await files.why('create', { path: at('e/dangling'), kind: 'file' })).toBe('exists')
  })

  it('bear any name, and leave FIFOs and devices alone', async () => {
    const odd = ['quote\'"', 'new\nline', '\u202etxt.exe', '$(id)', '-rf', ' ', '*']
    for (const name of odd) files.put(name, name)
    const bytes = Buffer.concat([Buffer.from(`${files.root}/`), Buffer.from([0xff, 0xfe])])
    writeFileSync(bytes, 'raw')
    chownSync(bytes, 39_001, 65_534)
    const paths = [...odd.map(at), `base64:${bytes.toString('base64')}`]
    const { action } = await files.change('delete', { paths })
    expect(action.state).toBe('succeeded')
    expect(files.names()).toEqual([])
    expect((await files.trash()).map(({ path }) => path).sort()).toEqual([...paths].sort())
    expect(await files.undo({ action })).toMatchObject({ action: { state: 'succeeded' } })
    expect(readFileSync(bytes, 'utf8')).toBe('raw')
    execFileSync('mkfifo', [at('pipe')])
    files.own(at('pipe'))
    expect(await files.why('copy', { from: at('pipe'), to: at('pipe2'), overwrite: false })).toBe('invalid')
    expect((await files.send('/content', { path: at('pipe') }, 'x')).details.reason).toEqual(['invalid'])
    const packed = await files.change('archive', { paths: [at('pipe'), at('*')], to: at('p.tgz') })
    expect(packed.action.result).toMatchObject({ files: 1, left_out: 1 })
    expect(files.leftOvers()).toEqual([])
  })

  it('do nothing that the account may not', async () => {
    mkdirSync(at('closed'))
    writeFileSync(at('closed/x'), 'x')
    expect(await files.why('create', { path: at('closed/y'), kind: 'file' })).toBe('permission')
    expect(await files.why('delete', { paths: [at('closed/x')] })).toBe('permission')
    expect((await files.send('/content', { path: at('closed/x') }, 'over')).details.reason).toEqual(['permission'])
    expect((await files.send('/upload', { path: at('closed/z'), upload: 'upload-9' }, 'up')).details.reason).toEqual(['permission'])
    writeFileSync(at('of-root'), 'mine')
    expect((await files.send('/content', { path: at('of-root') }, 'over')).details.reason).toEqual(['permission'])
    expect(readFileSync(at('of-root'), 'utf8')).toBe('mine')
    // All or none.
    files.put('fine')
    expect(await files.why('delete', { paths: [at('fine'), at('closed/x')] })).toBe('permission')
    expect(files.names()).toEqual(['closed', 'fine', 'of-root'])
  })

  it('unpack nothing that leads out, and nothing absurd', async () => {
    const work = join(files.base, 'work')
    rmSync(work, { recursive: true, force: true })
    mkdirSync(join(work, 'd'), { recursive: true })
    writeFileSync(join(work, 'd/x'), 'x')
    symlinkSync('/etc', join(work, 'd/abs'))
    symlinkSync('../../up', join(work, 'd/up'))
    const why = async (archive: string) => [await files.why('extract', { path: archive, to: at('out') }), existsSync(at('out'))]
    expect(await why(tar('dots.tgz', '-C', work, '-P', '--transform', 's,^d/x,../evil,', 'd/x'))).toEqual(['outside', false])
    expect(await why(tar('abs.tgz', '-C', work, '-P', '--transform', 's,^d/x,/evil,', 'd/x'))).toEqual(['outside', false])
    expect(await why(tar('link.tgz', '-C', work, 'd/abs'))).toEqual(['outside', false])
    expect(await why(tar('up.tgz', '-C', work, 'd/up'))).toEqual(['outside', false])
    expect(await why(tar('own.tgz', '-C', work, '--transform', 's,^d/x,.hyperion-trash/x,', 'd/x'))).toEqual(['invalid', false])
    expect(await why(tar('twice.tgz', '-C', work, 'd/x', 'd/x'))).toEqual(['invalid', false])
    // A link, and then a member that would be written through it.
    symlinkSync('.', join(work, 'd/here'))
    expect(await why(tar('through.tgz', '-C', work, '--transform', 's,^d/x,d/here/x,', 'd/here', 'd/x'))).toEqual(['invalid', false])
    expect(await why(files.put('cut.tgz', readFileSync(at('twice.tgz')).subarray(0, 60)))).toEqual(['invalid', false])
    const bomb = join(work, 'bomb')
    execFileSync('truncate', ['-s', '400M', bomb])
    expect(await why(tar('bomb.tgz', '-C', work, 'bomb'))).toEqual(['too_large', false])
    expect(await why(files.put('noise', gzipSync('no tar at all')))).toEqual(['invalid', false])
    expect(existsSync(join(files.base, 'evil'))).toBe(false)
    linkSync(join(work, 'd/x'), join(work, 'd/y'))
    expect((await files.change('extract', { path: tar('hard.tgz', '-C', work, 'd/x', 'd/y'), to: at('out') })).status).toBe(200)
    expect(statSync(at('out/d/y')).nlink).toBe(2)
    expect(files.leftOvers()).toEqual([])
  })

  it('trust no note in the trash', async () => {
    files.put('a', 'own')
    const { action } = await files.change('delete', { paths: [at('a')] })
    const [id] = action.result.ids
    const note = at(`.hyperion-trash/${id}.note`)
    const told = JSON.parse(readFileSync(note, 'utf8'))
    for (const path of ['/etc/cron.d/x', join(files.base, 'x'), at('../x'), at('.hyperion-x')]) {
      writeFileSync(note, JSON.stringify({ ...told, path }))
      expect([path, await files.why('restore', { ids: [id] })]).toEqual([path, expect.stringMatching(/outside|missing|protected/)])
    }
    writeFileSync(note, 'nonsense')
    expect(await files.why('restore', { ids: [id] })).toBe('missing')
    expect(await files.trash()).toEqual([])
    writeFileSync(note, JSON.stringify({ ...told, kind: 'folder' }))
    expect(await files.why('restore', { ids: [id] })).toBe('missing')
    // One that others may read, or that is somebody else’s, is none.
    writeFileSync(note, JSON.stringify(told))
    chmodSync(at('.hyperion-trash'), 0o755)
    expect(await files.trash()).toEqual([])
    chmodSync(at('.hyperion-trash'), 0o700)
    expect(await files.trash()).toMatchObject([{ id, path: at('a') }])
    files.put('a', 'another')
    expect(await files.why('restore', { ids: [id] })).toBe('exists')
    expect(readFileSync(at('a'), 'utf8')).toBe('another')
  })

  it('tell of a full disk, and leave nothing half made', async () => {
    const small = at('small')
    mkdirSync(small)
    files.own(small)
    // The server sees mounts of its start.
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=777', 'tmpfs', small])
    try {
      await files.sshd.restart()
      await files.reconnected()
      expect((await files.change('create', { path: join(small, 'dir'), kind: 'folder' })).status).toBe(200)
      const big = Buffer.alloc(1_500_000, 'x')
      expect((await files.send('/content', { path: join(small, 'big') }, big)).details.reason).toEqual(['busy'])
      expect((await files.send('/upload', { path: join(small, 'big'), upload: 'upload-5' }, big)).details.reason).toEqual(['busy'])
      files.put('source', big)
      expect(await files.why('copy', { from: at('source'), to: join(small, 'copy'), overwrite: false })).toBe('busy')
      expect(await files.why('move', { from: at('source'), to: join(small, 'moved'), overwrite: false })).toBe('failed')
      expect(readdirSync(small)).toEqual(['dir'])
      // The trash of another file system is on it.
      const { action } = await files.change('delete', { paths: [join(small, 'dir')] })
      expect([action.state, readdirSync(small)]).toEqual(['succeeded', ['.hyperion-trash']])
      expect(await files.trash()).toMatchObject([{ path: join(small, 'dir') }])
      expect(await files.undo({ action })).toMatchObject({ action: { state: 'succeeded' } })
    } finally {
      spawnSync('umount', ['-l', small])
    }
  })

  it('sweep what was left a day ago, and nothing else', async () => {
    const old = (name: string): void => {
      const day = Date.now() / 1000 - 25 * 3600
      utimesSync(at(name), day, day)
    }
    files.put('.hyperion-00000000-0000-4000-8000-000000000000')
    files.folder('.hyperion-11111111-0000-4000-8000-000000000000')
    files.put('.hyperion-11111111-0000-4000-8000-000000000000/inner')
    files.put(`.hyperion-${'a'.repeat(32)}`)
    files.put('.hyperion-22222222-0000-4000-8000-000000000000')
    files.put('.hyperion-notes')
    writeFileSync(at('.hyperion-33333333-0000-4000-8000-000000000000'), 'of root')
    for (const name of files.leftOvers()) if (!name.includes('22222222')) old(name)
    expect((await files.send('/content', { path: at('a') }, 'text')).status).toBe(200)
    expect(files.leftOvers()).toEqual([
      '.hyperion-22222222-0000-4000-8000-000000000000',
      '.hyperion-33333333-0000-4000-8000-000000000000',
      '.hyperion-notes',
    ])
  })

  it('go on with an upload whose connection was cut, and show nothing before it is whole', async () => {
    const content = Buffer.alloc(4_000_000, 'abcdefghijk')
    const query = { path: at('up.bin'), upload: 'upload-cut' }
    const asker = await files.there.asker()
    const params = { ...query, size: content.length, offset: 0, overwrite: false }
    const { id } = await files.hub.actions.change(files.there.host, 'file.upload', params, { asker, reason: 'a test' })
    const { promise: ended, resolve } = Promise.withResolvers<ActionEvent>()
    const run = await files.hub.actions.attach(id, asker, (event) => {
      if (event.kind === 'ended') resolve(event)
    })
    const give = (from: number, to: number): void => {
      for (let at = from; at < to; at += 50_000) run.control({ kind: 'input', data: content.toString('base64', at, at + 50_000) })
    }
    give(0, 1_000_000)
    await eventually(() => expect(statSync(at(files.leftOvers()[0] ?? 'none')).size).toBeGreaterThan(900_000))
    await files.sshd.kill()
    give(1_000_000, 2_000_000)
    expect(await ended).toMatchObject({ state: 'failed', error: { failure: 'away' } })
    await files.sshd.restart()
    await files.reconnected()
    expect(existsSync(at('up.bin'))).toBe(false)
    const { received } = (await files.there.read('file.upload_state', query)).result
    expect(received).toBeGreaterThan(900_000)
    const range = { 'content-range': `bytes ${received}-${content.length - 1}/${content.length}` }
    const sha256 = createHash('sha256').update(content).digest('hex')
    const rest = await files.send('/upload', { ...query, sha256 }, content.subarray(received), range)
    expect(rest).toMatchObject({ status: 200, action: { result: { complete: true, sha256 } } })
    expect(readFileSync(at('up.bin')).equals(content)).toBe(true)
    expect(files.leftOvers()).toEqual([])
  })

  it('take away what a cancelled copy made', async () => {
    execFileSync('truncate', ['-s', '2G', at('big')])
    files.own(at('big'))
    const url = `/api/hosts/${files.there.host}/files/copy?wait=0`
    const begun = await files.there.call('POST', url, { reason: 'a test', from: at('big'), to: at('copy'), overwrite: false })
    const { id } = begun.json().action
    await eventually(() => expect(statSync(at(files.leftOvers()[0] ?? 'none')).size).toBeGreaterThan(0))
    await files.there.call('POST', `/api/actions/${id}/cancel`)
    const state = async () => (await files.there.call('GET', `/api/actions/${id}`)).json().action.state
    await eventually(async () => expect(await state()).toBe('cancelled'))
    await eventually(() => expect(files.names()).toEqual(['big']))
  })
})
