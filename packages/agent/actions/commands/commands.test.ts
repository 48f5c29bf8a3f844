import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ActionError } from '@hyperion/domain/actions'
import { eventually } from '@hyperion/testkit/eventually'
import type { ParamsOf } from '@hyperion/wire/actions'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Run } from '../implementation.ts'
import { type Pty, withPython, withScript } from './pty.ts'
import { runCommand } from './run.ts'

type CommandRun = Run<'command.run'> & { readonly printed: () => string; cancel(): void }

function commandRun(onText: (text: string) => Promise<void> | void = () => {}): CommandRun {
  const abort = new AbortController()
  let printed = ''
  return {
    id: 'a',
    by: 'ada',
    signal: abort.signal,
    text: async (text) => {
      printed += text
      await onText(text)
    },
    rows: async () => {},
    bytes: async () => {},
    progress: () => {},
    input: (async function* () {})(),
    putsBack: () => {},
    onResize: () => {},
    printed: () => printed,
    cancel: () => abort.abort(new Error('cancelled')),
  }
}

const command = (program: string, args: string[] = [], rest: Partial<ParamsOf<'command.run'>> = {}): ParamsOf<'command.run'> => ({
  program,
  arguments: args,
  directory: '/',
  timeLimitS: 60,
  ...rest,
})

const sh = (text: string, rest: Partial<ParamsOf<'command.run'>> = {}) => command('sh', ['-c', text], rest)

function isThere(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

let folder: string | null = null
afterEach(async () => {
  if (folder) await rm(folder, { recursive: true, force: true })
  folder = null
})

describe('running a command', () => {
  it('hands over arguments as they are, with nothing of its own environment, no input, and tells how it ended', async () => {
    vi.stubEnv('HYPERION_SECRET', 'hush')
    const run = commandRun()
    const odd = '$(id) `id` ; | \' " \n * --x'
    const done = await runCommand(command('printf', ['%s', odd]), run)
    expect(run.printed()).toBe(odd)
    expect(done).toMatchObject({ exitCode: 0, signal: null, outputBytes: odd.length, truncated: false, leftRunning: false })
    const environment = commandRun()
    await runCommand(command('env'), environment)
    expect(environment.printed()).toContain('PATH=')
    expect(environment.printed()).not.toContain('hush')
    vi.unstubAllEnvs()
    expect(await runCommand(sh('cat; echo no >&2; exit 3'), commandRun())).toMatchObject({ exitCode: 3, outputBytes: 3 })
    expect(await runCommand(sh('kill -9 $$'), commandRun())).toMatchObject({ exitCode: null, signal: 'SIGKILL' })
  })

  it('tells what it prints as errors apart, in the order that it is read', async () => {
    const told: [string, string | undefined][] = []
    const run = commandRun()
    const text = async (part: string, stream?: 'err'): Promise<void> => void told.push([part, stream])
    const script = 'echo one; sleep 0.1; echo no >&2; sleep 0.1; echo two'
    expect(await runCommand(sh(script), { ...run, text })).toMatchObject({ exitCode: 0, outputBytes: 11 })
    expect(told).toEqual([
      ['one\n', undefined],
      ['no\n', 'err'],
      ['two\n', undefined],
    ])
  })

  it('says what is missing, or may not be run', async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperion-command-'))
    const file = join(folder, 'plain')
    await writeFile(file, 'text', { mode: 0o600 })
    const failure = async (params: ParamsOf<'command.run'>) =>
      runCommand(params, commandRun()).then(
        () => null,
        (error: ActionError) => error.failure,
      )
    expect(await failure(command('no-such-program'))).toBe('missing')
    expect(await failure(command('/no/such/program'))).toBe('missing')
    expect(await failure(command('true', [], { directory: '/no/such' }))).toBe('missing')
    expect(await failure(command('true', [], { directory: file }))).toBe('missing')
    expect(await failure(command(file))).toBe('permission')
  })

  it('ends what it began with all its children when it is cancelled, also those that do not want to', async () => {
    const pids: number[] = []
    const run: CommandRun = commandRun((text) => {
      pids.push(...text.trim().split('\n').filter(Boolean).map(Number))
      if (pids.length === 2) run.cancel()
    })
    const script = 'trap "" TERM; setsid -f true; sh -c \'echo $$; exec sleep 100\' & echo $$; while :; do sleep 1; done'
    await expect(runCommand(sh(script), run)).rejects.toThrow('cancelled')
    expect(pids).toHaveLength(2)
    // Whoever inherits them may take a moment to bury them.
    await expect.poll(() => pids.filter(isThere)).toEqual([])
  })

  it('is not begun when it was cancelled before', async () => {
    const run = commandRun()
    run.cancel()
    await expect(runCommand(sh('echo x'), run)).rejects.toThrow('cancelled')
    expect(run.printed()).toBe('')
  })

  it('ends at its time limit', async () => {
    const error = await runCommand(sh('sleep 100', { timeLimitS: 1 }), commandRun()).catch((e: ActionError) => e)
    expect(error).toMatchObject({ failure: 'timeout' })
  })

  it('does not wait for something that forks away and keeps its output open', async () => {
    const run = commandRun()
    const done = await runCommand(sh('(sleep 60; echo late) & echo $!'), run)
    expect(done).toMatchObject({ exitCode: 0, leftRunning: true })
    const pid = Number(run.printed())
    expect(isThere(pid)).toBe(true)
    process.kill(pid)
  })

  it('prints no faster than it is read, counts what goes beyond the limit, and tells bytes that are no text as such', async () => {
    let reading = 0
    const run = commandRun(async () => {
      reading++
      await new Promise((resolve) => setImmediate(resolve))
    })
    const done = await runCommand(sh('head -c 20971520 /dev/zero; echo é'), run)
    expect(done).toMatchObject({ exitCode: 0, outputBytes: 20971523, truncated: true })
    expect(reading).toBeGreaterThan(10)
    const binary = commandRun()
    await runCommand(sh(String.raw`printf 'a\377\000b'`), binary)
    expect(binary.printed()).toBe('a\u{FFFD}\0b')
  })
})

describe.each([
  ['python', withPython, '/usr/bin/python3'],
  ['script', withScript, '/usr/bin/script'],
])('a terminal by way of %s', (_, open, program) => {
  async function until(pty: Pty, wanted: RegExp): Promise<string> {
    let text = ''
    for (;;) {
      const chunk = pty.output.read() as Buffer | null
      if (chunk) text += chunk.toString()
      if (wanted.test(text)) return text
      if (!chunk) await once(pty.output, 'readable')
    }
  }

  it('is a real one, of the size that is told, and ends with its shell', async () => {
    const pty = await open(program, { columns: 91, rows: 31 })
    pty.input.write('tty; stty size; echo "in $((3+4))"\n')
    expect(await until(pty, /in 7\r/)).toMatch(/\/dev\/pts\/\d+[\s\S]*31 91/)
    pty.resize({ columns: 100, rows: 40 })
    pty.input.write('until stty size | grep 40; do :; done\n')
    await until(pty, /[\r\n]40 100/)
    pty.input.write('exit 7\n')
    pty.output.resume()
    expect(await pty.exited).toBe(7)
  })

  it('takes what is going on in it along when it is hung up', async () => {
    const pty = await open(program, { columns: 80, rows: 24 })
    pty.input.write('echo "pid=$$="; sleep 1000 & echo "job=$!="\n')
    const text = await until(pty, /job=\d+=/)
    const pids = [/pid=(\d+)=/, /job=(\d+)=/].map((pattern) => Number(pattern.exec(text)?.[1]))
    expect(pids.every(isThere)).toBe(true)
    pty.output.resume()
    await pty.hangUp()
    await eventually(() => expect(pids.filter(isThere)).toEqual([]))
  })
})
