import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { WireError } from '@hyperion/wire/checks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { headerOf, type Member, padded } from './tar.ts'
import { type TestFiles, testFiles } from './test-files.ts'

const nothing = { mode: 0o644, mtime: 0, target: Buffer.alloc(0) }

/** A tar of whatever members. */
function tarOf(...members: readonly (Partial<Member> & { readonly content?: string })[]): Buffer {
  const parts = members.map(({ content = '', ...member }) => {
    const body = Buffer.alloc(padded(content.length))
    body.write(content)
    return Buffer.concat([headerOf({ ...nothing, name: Buffer.from('x'), kind: 'file', size: content.length, ...member }), body])
  })
  return Buffer.concat([...parts, Buffer.alloc(1024)])
}

describe('whoever tries to get at what is not theirs', () => {
  let files: TestFiles
  const at = (name: string): string => join(files.root, name)

  beforeEach(() => {
    files = testFiles()
    mkdirSync(files.data, { recursive: true })
    mkdirSync(files.outside)
    writeFileSync(join(files.data, 'agent.key'), 'key')
    writeFileSync(join(files.outside, 'secret'), 'secret')
    mkdirSync(at('in'))
    writeFileSync(at('in/a'), 'a')
  })
  afterEach(() => files.end())

  it('names no path that goes through dots, is relative, or no path at all', async () => {
    const base64 = (bytes: string): string => `base64:${Buffer.from(bytes, 'latin1').toString('base64')}`
    const odd = [
      `${files.root}/../outside/secret`,
      'in/a',
      '',
      '/a\0b',
      base64('/x/..'),
      base64('x'),
      'base64:$$',
      '/\ud800',
      `/${'n'.repeat(256)}`,
    ]
    for (const path of odd) await expect(files.ask('file.read', { path }), path).rejects.toThrow(WireError)
    // Nothing is decoded that is no encoding here.
    expect(await files.failure('file.read', { path: `${files.root}/%2e%2e/outside/secret` })).toBe('missing')
    expect(await files.failure('file.read', { path: at('..%00') })).toBe('missing')
  })

  it('follows links inside, and none that leads out', async () => {
    symlinkSync(at('in'), at('good'))
    symlinkSync('../outside', at('relative'))
    symlinkSync(files.outside, at('absolute'))
    symlinkSync('loop', at('loop'))
    symlinkSync('/proc/self', at('kernel'))
    expect(await files.ask('file.read', { path: at('good/a') })).toMatchObject({ size: 1 })
    for (const [name, failure] of [
      ['relative/secret', 'outside'],
      ['absolute/secret', 'outside'],
      ['loop', 'invalid'],
      ['kernel/environ', 'protected'],
    ] as const)
      expect([name, await files.failure('file.read', { path: at(name) })]).toEqual([name, failure])
    expect(await files.failure('file.create', { path: at('absolute/new'), kind: 'file' })).toBe('outside')
    const input = [Buffer.from('x')]
    symlinkSync(join(files.outside, 'secret'), at('to-secret'))
    expect(await files.failure('file.write', { path: at('to-secret'), size: 1 }, { input })).toBe('outside')
    for (const path of ['/proc/self/environ', '/sys/kernel/notes', '/dev/null', '/etc/passwd', '/'])
      expect(['outside', 'protected']).toContain(await files.failure('file.stat', { path }))
  })

  it('reaches neither what the agent keeps, nor the folders that hold it', async () => {
    expect(await files.failure('file.read', { path: join(files.data, 'agent.key') })).toBe('protected')
    expect(await files.failure('file.list', { path: files.data })).toBe('protected')
    expect(await files.failure('file.delete', { paths: [files.data] })).toBe('protected')
    expect(await files.failure('file.move', { from: files.data, to: at('x'), overwrite: false })).toBe('protected')
    symlinkSync('agent', at('alias'))
    expect(await files.failure('file.list', { path: at('alias') })).toBe('protected')
    expect(await files.failure('file.list', { path: at('.hyperion-trash') })).toBe('protected')
  })

  it('never waits for a FIFO or opens a device', async () => {
    execFileSync('mkfifo', [at('in/fifo')])
    for (const operation of ['file.read', 'file.download'] as const)
      expect(await files.failure(operation, { path: at('in/fifo') })).toBe('invalid')
    expect(await files.failure('file.write', { path: at('in/fifo'), size: 1 }, { input: [Buffer.from('x')] })).toBe('invalid')
    expect(await files.ask('file.copy', { from: at('in'), to: at('copy'), overwrite: false })).toMatchObject({ files: 1, leftOut: 1 })
    expect(await files.ask('file.archive', { paths: [at('in')], to: at('in.tar.gz') })).toMatchObject({ files: 1, leftOut: 1 })
  })

  it('tells hard links, and changes none of them with a folder', async () => {
    linkSync(join(files.outside, 'secret'), at('in/second'))
    await files.ask('file.list', { path: at('in') })
    expect(files.told.rows.find(({ name }) => name === 'second')).toMatchObject({ links: 2 })
    const { mode } = statSync(join(files.outside, 'secret'))
    await files.ask('file.permissions', { path: at('in'), mode: 0o777, recursive: true })
    expect(statSync(join(files.outside, 'secret')).mode).toBe(mode)
  })

  it('is not led outside by a folder that is swapped for a link over and over', async () => {
    mkdirSync(at('swap'))
    writeFileSync(at('swap/secret'), 'mine')
    const code = `const fs = require('node:fs'); const { parentPort, workerData: d } = require('node:worker_threads')
      let on = true; parentPort.on('message', () => { on = false })
      const turn = () => { for (let i = 0; i < 200; i++) { try {
        fs.renameSync(d.swap, d.aside); fs.symlinkSync(d.outside, d.swap); fs.unlinkSync(d.swap); fs.renameSync(d.aside, d.swap) } catch {} }
        if (on) setImmediate(turn); else parentPort.close() }
      turn()`
    const worker = new Worker(code, { eval: true, workerData: { swap: at('swap'), aside: at('aside'), outside: files.outside } })
    const seen = new Set<string>()
    for (let i = 0; i < 300; i++) {
      const failed = await files.failure('file.read', { path: at('swap/secret') })
      seen.add(failed || files.told.bytes.toString())
      await files.failure('file.create', { path: at(`swap/new-${i}`), kind: 'file' })
      await files.failure('file.delete', { paths: [at(`swap/new-${i}`)] })
    }
    worker.postMessage('stop')
    await once(worker, 'exit')
    expect(seen).toContain('mine')
    expect(seen).not.toContain('secret')
    expect(readdirSync(files.outside)).toEqual(['secret'])
  })

  it('copies what it began to copy, whatever takes the name meanwhile', async () => {
    mkdirSync(at('tree'))
    for (let i = 0; i < 40; i++) writeFileSync(at(`tree/${i}`), Buffer.alloc(200_000, 'x'))
    let swapped = false
    const onProgress = (): void => {
      if (swapped) return
      swapped = true
      renameSync(at('tree'), at('moved'))
      symlinkSync(files.outside, at('tree'))
    }
    await files.ask('file.copy', { from: at('tree'), to: at('copy'), overwrite: false }, { onProgress })
    expect(swapped).toBe(true)
    expect(readdirSync(at('copy'))).toHaveLength(40)
    expect(existsSync(at('copy/secret'))).toBe(false)
  })

  it('leaves nothing of what is cancelled', async () => {
    mkdirSync(at('tree'))
    for (let i = 0; i < 40; i++) writeFileSync(at(`tree/${i}`), Buffer.alloc(200_000, 'x'))
    const abort = new AbortController()
    const how = { signal: abort.signal, onProgress: () => abort.abort() }
    await files.failure('file.copy', { from: at('tree'), to: at('copy'), overwrite: false }, how)
    expect(readdirSync(files.root).filter((name) => name.startsWith('.hyperion') || name === 'copy')).toEqual([])
  })

  it('unpacks no archive that would lead out, and writes nothing of it', async () => {
    const link = (name: string, target: string): Partial<Member> => ({ name: Buffer.from(name), kind: 'link', target: Buffer.from(target) })
    const file = (name: string): Partial<Member> & { content: string } => ({ name: Buffer.from(name), content: 'x' })
    const hard = headerOf({ ...nothing, name: Buffer.from('h'), kind: 'link', size: 0, target: Buffer.from('../outside/secret') })
    const bad = {
      dots: tarOf(file('ok'), file('../out')),
      inner: tarOf(file('a/../../out')),
      absolute: tarOf(file('/etc/out')),
      backslash: tarOf(file('..\\out')),
      'link-out': tarOf(link('l', '../outside')),
      'link-absolute': tarOf(link('l', '/etc')),
      'link-deep': tarOf(link('a/b/l', '../../../outside')),
      'through-link': tarOf(link('l', 'd'), file('l/x'), { name: Buffer.from('d/'), kind: 'folder' }),
      reserved: tarOf(file('.hyperion-trash/x')),
      device: retyped(tarOf(file('dev')), '3'),
      fifo: retyped(tarOf(file('fifo')), '6'),
      'hard-out': retyped(Buffer.concat([hard, Buffer.alloc(1024)]), '1'),
      cut: tarOf(file('a')).subarray(0, 700),
      noise: Buffer.from('this is no archive at all'.repeat(100)),
      bomb: gzipSync(
        Buffer.concat([headerOf({ ...nothing, name: Buffer.from('b'), kind: 'file', size: 300_000_000 }), Buffer.alloc(300_000_000)]),
      ),
    }
    for (const [name, bytes] of Object.entries(bad)) {
      writeFileSync(at('bad'), bytes)
      const failure = await files.failure('file.extract', { path: at('bad'), to: at('out') })
      expect([name, failure]).toEqual([name, expect.stringMatching(/^(outside|invalid|too_large|missing|exists)$/)])
      expect([name, readdirSync(files.root).sort()]).toEqual([name, ['agent', 'bad', 'in']])
    }
    const zip = `import zipfile,sys
z=zipfile.ZipFile(sys.argv[1],"w",8)
z.writestr("ok","x"); z.writestr("../out","x"); z.close()`
    execFileSync('python3', ['-c', zip, at('bad')])
    expect(await files.failure('file.extract', { path: at('bad'), to: at('out') })).toBe('outside')
    expect(readdirSync(files.outside)).toEqual(['secret'])
  })

  it('keeps the old content when the disk is full', async () => {
    // A small file system takes root.
    if (process.getuid?.() !== 0) return
    const base = mkdtempSync(join(tmpdir(), 'hyperion-full-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', base])
    const small = testFiles(base)
    try {
      for (const folder of [small.root, small.outside]) mkdirSync(folder)
      mkdirSync(small.data, { recursive: true })
      writeFileSync(join(small.root, 'a'), 'old')
      writeFileSync(join(small.root, 'fill'), Buffer.alloc(600_000))
      const size = 1_000_000
      const input = [Buffer.alloc(size, 'n')]
      expect(await small.failure('file.write', { path: join(small.root, 'a'), size }, { input })).toBe('busy')
      expect(await small.failure('file.copy', { from: join(small.root, 'fill'), to: join(small.root, 'b'), overwrite: false })).toBe('busy')
      const upload = { path: join(small.root, 'a'), upload: 'upload-1', size, offset: 0, overwrite: true }
      expect(await small.failure('file.upload', upload, { input })).toBe('busy')
      expect(readFileSync(join(small.root, 'a'), 'utf8')).toBe('old')
      expect(readdirSync(small.root).sort()).toEqual(['a', 'agent', 'fill'])
    } finally {
      execFileSync('umount', [base])
      rmSync(base, { recursive: true })
    }
  })

  it('has old or new content after an agent was killed in the middle, and sweeps what it left', async () => {
    mkdirSync(at('tree'))
    for (let i = 0; i < 30; i++) writeFileSync(at(`tree/${i}`), Buffer.alloc(300_000, 'x'))
    writeFileSync(at('text'), 'old'.repeat(100_000))
    execFileSync('tar', ['-czf', at('tree.tgz'), '-C', files.root, 'tree'])
    for (const step of [1, 3, 6, 10, 15, 25]) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', UNTIL_KILLED, join(files.root, '..')], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let steps = 0
      for await (const text of child.stdout) {
        steps += String(text).length
        if (steps >= step) child.kill('SIGKILL')
      }
      expect(steps).toBeGreaterThanOrEqual(step)
      const text = readFileSync(at('text'), 'utf8')
      expect(['old'.repeat(100_000), 'new'.repeat(100_000)].includes(text)).toBe(true)
      for (const name of readdirSync(files.root).filter((each) => /^(copy|out)-/.test(each))) {
        const whole = name.startsWith('out-') ? at(`${name}/tree`) : at(name)
        expect(readdirSync(whole).map((each) => statSync(join(whole, each)).size)).toEqual(Array(30).fill(300_000))
      }
    }
    const next = testFiles(join(files.root, '..'))
    await next.ask('file.create', { path: at('after'), kind: 'file' })
    // What texts took the place of is whole too.
    expect(readdirSync(files.root).filter((name) => name.startsWith('.hyperion-'))).toEqual(['.hyperion-trash'])
    for (const name of readdirSync(at('.hyperion-trash'))) expect(statSync(at(`.hyperion-trash/${name}`)).size).toBe(300_000)
  })
})

/** An agent's file operations in a process of their own, over and over; it gives a sign for each step. */
const UNTIL_KILLED = `
import { testFiles } from '${join(import.meta.dirname, 'test-files.ts')}'
const files = testFiles(process.argv[1])
const { root } = files
const onProgress = () => process.stdout.write('.')
for (let i = 0; ; i++) {
  const text = (i % 2 === 0 ? 'new' : 'old').repeat(100_000)
  await files.ask('file.write', { path: root + '/text', size: text.length }, { input: [Buffer.from(text)], onProgress })
  await files.ask('file.copy', { from: root + '/tree', to: root + '/copy-' + process.pid + i, overwrite: false }, { onProgress })
  await files.ask('file.extract', { path: root + '/tree.tgz', to: root + '/out-' + process.pid + i }, { onProgress })
}`

function retyped(tar: Buffer, type: string): Buffer {
  tar.write(type, 156, 'latin1')
  tar.write('        ', 148, 'latin1')
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0)
  tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return tar
}
