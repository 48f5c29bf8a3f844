import { TestClock } from '@hyperion/testkit/clock'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { statLine, Tree } from '../test-tree.ts'
import { emptyProcessStat, parseProcessStat } from './process-stat.ts'
import { commandOf, createProcessScanner, fullName, type ProcessScanner } from './processes.ts'

function parse(text: string): { name: string; stat: ReturnType<typeof emptyProcessStat> } | null {
  const bytes = Buffer.from(text)
  const stat = emptyProcessStat()
  return parseProcessStat(bytes, bytes.length, stat) ? { name: bytes.toString('utf8', stat.nameStart, stat.nameEnd), stat } : null
}

describe('parseProcessStat', () => {
  it('reads a real line', () => {
    const line =
      '33925 (rpc.statd) S 1 33925 33925 0 -1 4194624 104 0 0 0 1 2 0 0 20 0 1 0 840035 10326016 664 18446744073709551615 1 1 0 0 0 0 0 69632 18947 0 0 0 17 3 0 0 0 0 0 0 0 0 0 0 0 0 0\n'
    expect(parse(line)).toMatchObject({
      name: 'rpc.statd',
      stat: { state: 'sleeping', parent: 1, ticks: 3, threads: 1, startTicks: 840035, rssPages: 664, kernelThread: false },
    })
  })

  it.each([['a) R 1 (b'], [') R 999 999 ('], ['two words'], ['line\nbreak'], ['((('], [')))'], [''], ['日本語🙂'], ['x'.repeat(1000)]])(
    'takes the name %j for what it is',
    (name) => {
      const found = parse(statLine(42, name, { state: 'T', parent: 7, ticks: 5, start: 99 }))
      expect(found?.name).toBe(name)
      expect(found?.stat).toMatchObject({ state: 'stopped', parent: 7, ticks: 5, startTicks: 99 })
    },
  )

  it.each([
    ['R', 'running'],
    ['S', 'sleeping'],
    ['D', 'sleeping'],
    ['I', 'sleeping'],
    ['T', 'stopped'],
    ['t', 'stopped'],
    ['Z', 'zombie'],
    ['X', 'zombie'],
  ])('counts state %s as %s', (state, expected) => {
    expect(parse(statLine(1, 'a', { state }))?.stat.state).toBe(expected)
  })

  it('refuses a line cut short', () => {
    const line = statLine(42, 'name')
    for (let length = 0; length < line.indexOf('10326016'); length++) expect(parse(line.slice(0, length))).toBeNull()
  })

  it('takes any bytes without throwing, and any name unchanged', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseProcessStat(bytes, bytes.length, emptyProcessStat())))
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(parse(statLine(1, name.toWellFormed()))?.name).toBe(name.toWellFormed())
      }),
    )
  })
})

describe('names and commands', () => {
  it('takes the arguments of a command line apart', () => {
    expect(commandOf(Buffer.from('/bin/sh\0-c\0a b\0\0'), 16)).toEqual(['/bin/sh', '-c', 'a b'])
    expect(commandOf(Buffer.from('\0\0'), 2)).toEqual([])
    expect(commandOf(Buffer.alloc(0), -1)).toEqual([])
  })

  it('completes a name that the kernel cut', () => {
    expect(fullName('systemd-journal', ['/lib/systemd/systemd-journald'])).toBe('systemd-journald')
    expect(fullName('nginx', ['nginx: worker process'])).toBe('nginx')
    expect(fullName('MainThread', ['/usr/bin/node', 'app.js'])).toBe('node')
    expect(fullName('fifteen-letters', ['/bin/other'])).toBe('fifteen-letters')
  })
})

describe('the process scanner', () => {
  let tree: Tree
  let clock: TestClock
  let scanner: ProcessScanner
  const write = (pid: number, name: string, fields: Parameters<typeof statLine>[2] = {}): void =>
    tree.write(`proc/${pid}/stat`, statLine(pid, name, fields))

  /** A table, letting the time that a cold one needs go by. */
  const table = async () => {
    const made = scanner.table()
    await clock.advance(200)
    return made
  }

  beforeEach(() => {
    tree = new Tree()
    clock = new TestClock(1_000_000_000_000)
    scanner = createProcessScanner({
      proc: `${tree.root}/proc`,
      clock,
      monotonic: () => clock.now(),
      facts: { pageSize: 4096, ticksPerSecond: 100, bootedAt: 999_999_000_000, memoryBytes: 4096 * 10_000 },
      userName: (uid) => `user${uid}`,
    })
    tree.write('proc/stat', 'cpu 0 0 0 0\n')
  })
  afterEach(() => tree.delete())

  it('counts processes by state', async () => {
    write(1, 'init')
    write(2, 'kthreadd', { state: 'I' })
    write(3, 'busy', { state: 'R' })
    write(4, 'gone', { state: 'Z' })
    write(5, 'held', { state: 'T' })
    expect(scanner.counts()).toBeNull()
    await scanner.tick()
    expect(scanner.counts()).toEqual({ running: 1, sleeping: 2, stopped: 1, zombie: 1 })
  })

  it('tells what a process is', async () => {
    write(7, 'a) R 1 (b', { parent: 3, start: 12_345, rss: 100 })
    tree.write('proc/7/cmdline', '/bin/evil\0--name=\n\0')
    write(8, 'kworker/0:0', { flags: 0x00200040 })
    const { processes } = await table()
    expect(processes[0]).toEqual({
      pid: 7,
      parent: 3,
      name: 'a) R 1 (b',
      command: '/bin/evil --name=',
      user: `user${process.getuid?.()}`,
      state: 'sleeping',
      cpuPercent: 0,
      memoryPercent: 1,
      memoryBytes: 409_600,
      threads: 3,
      nice: 0,
      kernelThread: false,
      startedAt: 999_999_123_450,
    })
    expect(processes[1]).toMatchObject({ command: '[kworker/0:0]' })
  })

  it('gives processor time since the last scan, one core being 100', async () => {
    write(1, 'steady', { ticks: 500 })
    await scanner.tick()
    await clock.advance(2000)
    write(1, 'steady', { ticks: 600 })
    write(2, 'fresh', { ticks: 300, start: 9_000 })
    const { processes } = await table()
    expect(processes.map(({ cpuPercent }) => cpuPercent)).toEqual([50, 150])
  })

  it('takes a pid used again for another process', async () => {
    write(1, 'old', { ticks: 5000, start: 10 })
    await scanner.tick()
    await clock.advance(2000)
    write(1, 'new', { ticks: 20, start: 500 })
    const { processes } = await table()
    expect(processes).toMatchObject([{ name: 'new', cpuPercent: 10, startedAt: 999_999_005_000 }])
  })

  it('scans twice when the last scan is old, and shows the load of that moment', async () => {
    write(1, 'busy', { ticks: 0 })
    await scanner.tick()
    await clock.advance(600_000)
    write(1, 'busy', { ticks: 10 })
    const made = scanner.table()
    await clock.advance(100)
    write(1, 'busy', { ticks: 30 })
    await clock.advance(100)
    expect((await made).processes[0]?.cpuPercent).toBe(100)
  })

  it('answers a second question from the same table', async () => {
    write(1, 'init')
    const first = await table()
    write(2, 'late')
    const second = await scanner.table()
    expect(second.processes).toHaveLength(1)
    expect(second.at).toBe(first.at)
  })

  it('passes over processes that go away meanwhile', async () => {
    write(1, 'init')
    tree.write('proc/2/status', 'no stat any more')
    write(3, 'cut')
    tree.write('proc/3/stat', '3 (cut')
    expect((await table()).processes.map(({ pid }) => pid)).toEqual([1])
  })

  it('learns a new name and command after an exec', async () => {
    write(1, 'sh')
    tree.write('proc/1/cmdline', 'sh\0')
    await table()
    await clock.advance(3000)
    write(1, 'nginx')
    tree.write('proc/1/cmdline', 'nginx: master\0')
    expect((await table()).processes[0]).toMatchObject({ name: 'nginx', command: 'nginx: master' })
  })

  it('scans often only while tables are asked for', async () => {
    write(1, 'init')
    await table()
    const scansOf = async (seconds: number): Promise<number> => {
      const before = scanner.counts()
      const seen = new Set<unknown>()
      for (let i = 0; i < seconds; i++) {
        await clock.advance(1000)
        await scanner.tick()
        seen.add(scanner.counts())
      }
      seen.delete(before)
      return seen.size
    }
    const hot = await scansOf(20)
    await clock.advance(30_000)
    const cold = await scansOf(20)
    expect(hot).toBe(10)
    expect(cold).toBe(4)
  })

  it('keeps what used most since the snapshot before, those that ended meanwhile too', async () => {
    write(1, 'steady', { ticks: 500, rss: 10 })
    write(2, 'large', { rss: 9000 })
    write(3, 'short', { ticks: 0, start: 50 })
    tree.write('proc/3/cmdline', 'short\0--once\0')
    await scanner.tick()
    await clock.advance(30_000)
    write(3, 'short', { ticks: 1200, start: 50 })
    await scanner.tick()
    await clock.advance(30_000)
    tree.remove('proc/3')
    write(1, 'steady', { ticks: 1100, rss: 10 })
    write(4, 'young', { ticks: 300, start: 6_000 })
    const snapshot = await scanner.snapshot()
    expect(snapshot).toMatchObject({ at: clock.now(), spanMs: 60_000, total: 3 })
    expect(snapshot.processes.map(({ name, cpuPercent, ended }) => [name, cpuPercent, ended])).toEqual([
      ['short', 20, true],
      ['steady', 10, false],
      ['young', 5, false],
      ['large', 0, false],
    ])
    expect(snapshot.processes[0]?.command).toBe('short --once')
    await clock.advance(60_000)
    const next = await scanner.snapshot()
    expect(next.processes.map(({ name, cpuPercent }) => [name, cpuPercent])).toEqual([
      ['large', 0],
      ['young', 0],
      ['steady', 0],
    ])
  })

  it('takes a snapshot without scanning more often afterwards', async () => {
    write(1, 'init')
    await scanner.snapshot()
    const before = scanner.counts()
    await clock.advance(2000)
    await scanner.tick()
    expect(scanner.counts()).toBe(before)
  })

  it('outlines the processes of the last scan', async () => {
    write(1, 'init', { parent: 0 })
    await scanner.tick()
    write(2, 'late')
    expect(await scanner.outline()).toEqual([{ pid: 1, parent: 0, name: 'init', state: 'sleeping', startedAt: 999_999_001_000 }])
    await clock.advance(6000)
    expect(await scanner.outline()).toHaveLength(2)
  })
})
