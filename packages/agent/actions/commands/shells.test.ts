import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const WORK = fileURLToPath(new URL('./test-shells.ts', import.meta.url))

describe('terminals where bash is not', () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hyperion-shells-'))
    symlinkSync('/bin/busybox', join(folder, 'ash'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  async function worked(way: string, passwd: string): Promise<Record<string, unknown>> {
    const args = ['--mount', '--propagation', 'private', process.execPath, WORK, folder, way, passwd]
    const { stdout } = await run('unshare', args, { timeout: 60_000 })
    return JSON.parse(stdout)
  }

  const root = (shell: string): string => `root:x:0:0::/root:${shell}`

  const own = (): string => root(join(folder, 'ash'))
  const CASES: readonly (readonly [way: string, what: string, passwd: () => string, shell: RegExp])[] = [
    ['python', 'the ash of busybox', own, /ash$/],
    ['script', 'the ash of busybox', own, /ash$/],
    ['python', 'dash', () => root('/usr/bin/dash'), /dash$/],
    ['script', 'dash', () => root('/usr/bin/dash'), /dash$/],
    ['python', 'sh for an account that may not sign in', () => root('/usr/sbin/nologin'), /^\/bin\/sh$/],
    ['python', 'sh for an account that is in no passwd', () => '', /^\/bin\/sh$/],
    ['script', 'sh for an account that is in no passwd', () => '', /^\/bin\/sh$/],
  ]

  it.each(CASES)('by %s: %s has its size, letters, and is interrupted', async (way, _, passwd, shell) => {
    const { kind, ...rest } = await worked(way, passwd())
    expect(rest).toEqual({ letters: 'é€😀', resized: '40 120', interrupted: '42', exit: 7 })
    const [term, name, size] = String(kind).split('=')
    expect([term, name, size]).toEqual(['xterm-256color', expect.stringMatching(shell), '17 91'])
  })
})
