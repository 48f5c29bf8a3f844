import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { ProcessInfo, ProcessTable } from '@hyperion/domain/hosts'
import { systemClock } from '@hyperion/ports/clock'
import type { LiveHost } from '@hyperion/ports/live-host'
import { processOperations, type RowOf } from '@hyperion/wire/actions'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { resolvePaths } from '../../linux/paths.ts'
import { createLocalHost, type LocalHost } from '../../live-host.ts'
import { statLine, Tree } from '../../test-tree.ts'
import type { Environment } from '../environment.ts'
import { placeOf } from './cgroup.ts'
import { detailOf } from './detail.ts'
import { listFiles } from './files.ts'
import { news } from './follow.ts'
import { limitsIn } from './proc-files.ts'
import { reniceProcess } from './renice.ts'
import { signalProcess } from './signal.ts'

let host: LocalHost
let environment: Environment
const children: ChildProcess[] = []

beforeAll(async () => {
  host = createLocalHost({ sampleIntervalMs: 15_000, watchContainers: false })
  await host.start()
  environment = around(host)
})
afterAll(() => host.stop())
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

function around(live: LiveHost, paths = resolvePaths()): Environment {
  return { host: live, paths, roots: [], dataDir: '', dockerHost: undefined, clock: systemClock, log: () => {} }
}

async function started(command: string, ...args: string[]): Promise<number> {
  const child = spawn(command, args, { stdio: 'ignore' })
  children.push(child)
  await once(child, 'spawn')
  return child.pid as number
}

/** As the list told it. */
async function listed(pid: number): Promise<ProcessInfo> {
  let found: ProcessInfo | undefined
  await expect.poll(async () => (found = (await host.processes()).processes.find((each) => each.pid === pid))).toBeTruthy()
  return found as ProcessInfo
}

function isAlive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}

const identified = ({ pid, startedAt, command }: ProcessInfo) => ({ pid, startedAt, command })

describe('whom a signal reaches', () => {
  /** A table that still tells what was there a moment ago. */
  const stale = (told: ProcessInfo): Environment => {
    const table: ProcessTable = { at: 0, counts: { running: 0, sleeping: 1, stopped: 0, zombie: 0 }, processes: [told] }
    return around({ ...host, info: host.info, processes: async () => table })
  }

  it('nobody, when the number has passed on to another since the table was made', async () => {
    const pid = await started('sleep', '60')
    const now = await listed(pid)
    const before = { ...now, startedAt: now.startedAt - 5000 }
    await expect(signalProcess(stale(before), { ...identified(before), signal: 'KILL' })).rejects.toMatchObject({ failure: 'changed' })
    const other = { ...now, name: 'nginx', command: 'nginx' }
    await expect(signalProcess(stale(other), { ...identified(other), signal: 'KILL' })).rejects.toMatchObject({ failure: 'changed' })
    expect(isAlive(pid)).toBe(true)
  })

  it('nobody, when a number is really used again between the click and the kill', async () => {
    // Only root may choose numbers.
    if (!mayChooseNumbers()) return expect(process.getuid?.()).not.toBe(0)
    const pid = await started('sleep', '60')
    const confirmed = await listed(pid)
    const first = children.pop() as ChildProcess
    first.kill('SIGKILL')
    await once(first, 'exit')
    const second = await withNumber(pid)
    await expect(signalProcess(stale(confirmed), { ...identified(confirmed), signal: 'KILL' })).rejects.toMatchObject({
      failure: 'changed',
    })
    await expect(reniceProcess(stale(confirmed), { ...identified(confirmed), nice: 19 })).rejects.toMatchObject({ failure: 'changed' })
    expect(isAlive(second)).toBe(true)
  })

  it('the process that writes into its own command line', async () => {
    const pid = await started(process.execPath, '-e', 'process.title = "worker: idle"; setInterval(() => {}, 1000)')
    await expect.poll(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toContain('worker: idle')
    const told = { ...(await listed(pid)), command: 'worker: busy' }
    const now = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const name = now.slice(now.indexOf('(') + 1, now.lastIndexOf(')'))
    expect(await signalProcess(stale({ ...told, name }), { ...identified(told), signal: 'KILL' })).toMatchObject({ ended: true })
  })

  it('neither PID 1, nor the agent, nor what it runs under, nor threads of the kernel', async () => {
    for (const pid of [1, process.pid, process.ppid]) {
      const which = identified(await listed(pid))
      await expect(signalProcess(environment, { ...which, signal: 'CONT' })).rejects.toMatchObject({ failure: 'protected' })
      await expect(reniceProcess(environment, { ...which, nice: 19 })).rejects.toMatchObject({ failure: 'protected' })
    }
    const kernel = (await host.processes()).processes.find(({ kernelThread }) => kernelThread)
    if (kernel)
      await expect(signalProcess(environment, { ...identified(kernel), signal: 'CONT' })).rejects.toMatchObject({ failure: 'protected' })
  })

  it('not what only bears the same number where the agent lives apart from the host', async () => {
    const pid = await started('sleep', '60')
    const tree = new Tree()
    tree.write('proc/1/stat', statLine(1, 'init'))
    tree.write(`proc/${pid}/stat`, statLine(pid, 'postgres', { start: 100 }))
    tree.write(`proc/${pid}/cmdline`, 'postgres\0')
    const apart = around(stale(await listed(pid)).host, resolvePaths({ root: tree.root }))
    const seen = { pid, startedAt: host.info.bootedAt + 1000, command: 'postgres' }
    await expect(signalProcess(apart, { ...seen, signal: 'KILL' })).rejects.toMatchObject({ failure: 'unsupported' })
    expect(isAlive(pid)).toBe(true)
    tree.delete()
  })

  it('is told when it has ended already', async () => {
    const pid = await started('sleep', '60')
    const which = identified(await listed(pid))
    expect(await signalProcess(environment, { ...which, signal: 'TERM' })).toEqual({ ended: true, undo: null })
    await expect(signalProcess(environment, { ...which, signal: 'TERM' })).rejects.toMatchObject({ failure: 'missing' })
  })

  it('is looked for soon, then more seldom, and not for ever, while it does not end', async () => {
    const pid = await started('sh', '-c', 'trap "" TERM; while :; do sleep 1; done')
    await expect.poll(() => /^SigIgn:\s+[0-9a-f]*[4-7c-f][0-9a-f]{3}$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))).toBe(true)
    const which = identified(await listed(pid))
    const pauses: number[] = []
    const after = (ms: number, then: () => void) => {
      pauses.push(ms)
      setImmediate(then)
      return () => {}
    }
    const patient = { ...environment, clock: { ...systemClock, after } }
    expect(await signalProcess(patient, { ...which, signal: 'TERM' })).toEqual({ ended: false, undo: null })
    expect(pauses.slice(0, 3)).toEqual([2, 4, 8])
    expect(Math.max(...pauses)).toBeLessThanOrEqual(50)
    const waited = pauses.reduce((sum, each) => sum + each, 0)
    expect(waited).toBeGreaterThanOrEqual(2000)
    expect(waited).toBeLessThan(2100)
  })

  it('stops for a while, and goes on', async () => {
    const pid = await started('sleep', '60')
    const which = identified(await listed(pid))
    const { undo } = await signalProcess(environment, { ...which, signal: 'STOP' })
    await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'latin1')).toMatch(/\) T /)
    expect(undo).toEqual({ operation: 'process.signal', params: { ...which, signal: 'CONT' } })
  })
})

function mayChooseNumbers(): boolean {
  try {
    accessSync('/proc/sys/kernel/ns_last_pid', constants.W_OK)
    return process.getuid?.() === 0
  } catch {
    return false
  }
}

/** Starts one that gets this number. */
async function withNumber(pid: number): Promise<number> {
  for (let tries = 0; tries < 500; tries++) {
    writeFileSync('/proc/sys/kernel/ns_last_pid', String(pid - 1))
    const child = spawn('sleep', ['60'], { stdio: 'ignore' })
    children.push(child)
    if (child.pid === pid) return pid
    child.kill('SIGKILL')
  }
  throw new Error('the number went to others')
}

describe('nice', () => {
  it('is set for every thread, and tells how it was', async () => {
    const pid = await started(process.execPath, '-e', 'setInterval(() => {}, 1000)')
    const which = identified(await listed(pid))
    const threads = () => readNice(pid)
    await expect.poll(() => threads().length).toBeGreaterThan(3)
    expect(await reniceProcess(environment, { ...which, nice: 7 })).toEqual({
      before: 0,
      nice: 7,
      undo: { operation: 'process.renice', params: { ...which, nice: 0 } },
    })
    expect(new Set(threads())).toEqual(new Set([7]))
    await expect.poll(async () => (await listed(pid)).nice).toBe(7)
  })
})

function readNice(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).map((id) => {
    const stat = readFileSync(`/proc/${pid}/task/${id}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])
  })
}

describe('all about a process', () => {
  it('is told as far as it can be seen, and lets itself be checked', async () => {
    const script =
      'require("net").createServer().listen(0, "127.0.0.1"); const held = require("fs").openSync("/etc/hostname"); setInterval(() => held, 1000)'
    const pid = await started(process.execPath, '-e', script, '', 'two words')
    const { startedAt } = await listed(pid)
    await expect.poll(async () => (await detailOf(environment, { pid })).sockets?.length).toBeGreaterThan(0)
    const detail = processOperations['process.detail'].result(await detailOf(environment, { pid, startedAt }), 'result')
    expect(detail).toMatchObject({
      pid,
      startedAt,
      parent: process.pid,
      arguments: [process.execPath, '-e', script, '', 'two words'],
      argumentsCut: false,
      workingDirectory: process.cwd(),
      nice: 0,
      protected: false,
    })
    expect(detail.executable).toContain('node')
    expect(detail.openFiles).toBeGreaterThan(3)
    expect(detail.sockets?.[0]).toMatchObject({
      protocol: 'tcp',
      state: 'listening',
      local: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      remote: '',
    })
    expect(detail.limits).toContainEqual(expect.objectContaining({ name: 'Max open files', unit: 'files' }))
    expect(detail.parents[0]).toMatchObject({ pid: process.pid })
    expect(detail.threadList.length).toBeGreaterThan(3)
    expect(detail.memory.virtualBytes).toBeGreaterThan(detail.memoryBytes)
    expect(JSON.stringify(detail)).not.toContain(process.env.PATH ?? 'PATH=')
    await expect(detailOf(environment, { pid, startedAt: startedAt - 5000 })).rejects.toMatchObject({ failure: 'changed' })
    const rows: RowOf<'process.files'>[] = []
    const run = { rows: async (part: readonly RowOf<'process.files'>[]) => void rows.push(...part) }
    const { total } = await listFiles(environment, { pid }, run as never)
    expect(total).toBe(rows.length)
    expect(rows).toContainEqual(expect.objectContaining({ kind: 'file', path: '/etc/hostname', deleted: false }))
  })

  it('is told of every process of this machine, and of those that end meanwhile', async () => {
    for (const { pid } of (await host.processes()).processes.slice(0, 150)) {
      const detail = await detailOf(environment, { pid }).catch((error: { failure: string }) => error.failure)
      if (typeof detail === 'string') expect(detail).toBe('missing')
      else expect(() => processOperations['process.detail'].result(detail, 'result')).not.toThrow()
    }
    await expect(detailOf(environment, { pid: 4_194_304 })).rejects.toMatchObject({ failure: 'missing' })
  })

  it('keeps to what the catalog lets through, whatever a process calls itself', async () => {
    const pid = await started(
      'bash',
      '-c',
      'exec -a "$0" sleep 60',
      `\u{202e}"'\n${'é'.repeat(3000)}`,
      ...Array.from({ length: 400 }, (_, i) => `x${i}`),
    )
    await expect.poll(() => readFileSync(`/proc/${pid}/comm`, 'utf8')).toBe('sleep\n')
    const detail = processOperations['process.detail'].result(await detailOf(environment, { pid }), 'result')
    expect(detail.argumentsCut).toBe(true)
  })
})

describe('following', () => {
  const told = new Map()
  const one = { pid: 7, parent: 1, name: 'a', command: 'a', user: 'u', state: 'sleeping', cpuPercent: 0, memoryPercent: 1 } as const
  const base: ProcessInfo = { ...one, memoryBytes: 10_000_000, threads: 1, nice: 0, kernelThread: false, startedAt: 5 }
  beforeEach(() => told.clear())

  it('tells everything once, then what is another than before', () => {
    expect(news(told, [base])).toMatchObject([{ pid: 7, facts: { name: 'a' }, figures: { cpuPercent: 0 } }])
    expect(news(told, [{ ...base, cpuPercent: 0.02, memoryBytes: 10_010_000 }])).toEqual([])
    const busy = news(told, [{ ...base, cpuPercent: 12.34 }])
    expect(busy).toMatchObject([{ pid: 7, figures: { cpuPercent: 12.3 } }])
    expect(busy[0]).not.toHaveProperty('facts')
    expect(news(told, [{ ...base, parent: 1, command: 'a --changed' }])).toMatchObject([{ facts: { command: 'a --changed' } }])
    expect(news(told, [{ ...base, startedAt: 99 }])).toMatchObject([{ startedAt: 99, facts: { name: 'a' } }])
    expect(news(told, [])).toEqual([{ pid: 7, startedAt: 99, figures: null }])
    expect(news(told, [])).toEqual([])
  })
})

describe('files of the kernel', () => {
  it('tell limits', () => {
    const text =
      'Limit                     Soft Limit           Hard Limit           Units     \nMax cpu time              unlimited            60                   seconds   \nMax nice priority         0                    0                    \n'
    expect(limitsIn(text)).toEqual([
      { name: 'Max cpu time', soft: null, hard: 60, unit: 'seconds' },
      { name: 'Max nice priority', soft: 0, hard: 0, unit: '' },
    ])
  })

  it('tell the unit and the container of a process', () => {
    const id = 'ab'.repeat(32)
    expect(placeOf('0::/system.slice/nginx.service\n', [])).toMatchObject({ unit: 'nginx.service', container: null })
    expect(placeOf('0::/user.slice/user-1000.slice/user@1000.service/app.slice/x.service\n', [])).toMatchObject({
      unit: 'user@1000.service',
    })
    expect(placeOf(`0::/system.slice/docker-${id}.scope\n`, [{ id, name: 'web' }])).toMatchObject({ container: { id, name: 'web' } })
    expect(placeOf(`4:memory:/docker/${id}\n1:name=systemd:/docker/${id}\n`, [])).toEqual({
      cgroup: `/docker/${id}`,
      unit: null,
      container: { id, name: id.slice(0, 12) },
    })
    expect(placeOf('', [])).toEqual({ cgroup: null, unit: null, container: null })
  })
})
