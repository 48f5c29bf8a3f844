import { DomainError } from '@hyperion/domain/errors'
import type { Bus, Topics } from '@hyperion/ports/bus'
import type { LiveHost } from '@hyperion/ports/live-host'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { eventually } from '@hyperion/testkit/eventually'
import { fakeLiveHost, GIB, sampleReport } from '@hyperion/testkit/live-host'
import { beforeEach, describe, expect, it } from 'vitest'
import { RUN_RETENTION_MS, Tasks, type TasksDeps, USAGE_RETENTION_MS } from './index.ts'

const MINUTE = 60_000

let database: TestDatabase
let clock: TestClock
let tasks: Tasks
let notifications: Topics['notification'][]

beforeEach(async () => {
  database = await openTestDatabase()
  clock = new TestClock(Date.UTC(2026, 0, 15, 12, 0, 30))
  tasks = build({})
  return async () => {
    await tasks.stop()
    await database.close()
  }
})

function build(deps: Partial<TasksDeps>): Tasks {
  notifications = []
  const bus = { publish: (_topic: string, message: Topics['notification']) => notifications.push(message) } as unknown as Bus
  const bulletin = { send: async (kinds: readonly string[]) => `sent to ${kinds.join(' and ')}` }
  return new Tasks({ store: database.tasks, usage: database.usage, host: fakeLiveHost(), bulletin, bus, clock, ...deps })
}

/** A host whose report is `answer()`, asked anew each time. */
function hostAnswering(answer: LiveHost['report']): LiveHost {
  return fakeLiveHost({ report: answer })
}

async function results(task: string): Promise<(string | null)[]> {
  return (await database.tasks.runs(task, 10)).map((run) => run.result)
}

describe('the schedule', () => {
  it('records CPU, memory and network on whole minutes, storage never by itself', async () => {
    tasks.start()
    await clock.advance(29_999)
    expect(await database.tasks.latest()).toEqual([])
    await clock.advance(1)
    await eventually(async () => expect(await results('record_network_usage')).toEqual(['success']))
    await clock.advance(MINUTE)
    await tasks.stop()
    const { at } = sampleReport()
    expect(await database.usage.cpu(10)).toEqual([
      { at, usage: 42.5 },
      { at, usage: 42.5 },
    ])
    expect(await database.usage.memory(1)).toEqual([{ at, usage: 62.5 }])
    expect(await database.usage.network(1)).toEqual([{ at, interface: 'eth0', received: 1_500_000_000, sent: 750_000_000 }])
    expect(await database.usage.storage(1)).toEqual([])
    const [latest] = await database.tasks.runs('record_cpu_usage', 1)
    expect(latest).toMatchObject({ trigger: 'schedule', startedBy: null, result: 'success', message: 'CPU 42.5 %' })
    expect(latest?.startedAt).toBe(Date.UTC(2026, 0, 15, 12, 2))
  })

  it('ends with stop, which waits for what is under way', async () => {
    tasks.start()
    const run = tasks.run('record_cpu_usage', 'admin')
    await tasks.stop()
    expect((await run).result).toBe('success')
    await clock.advance(10 * MINUTE)
    expect(await results('record_cpu_usage')).toEqual(['success'])
    expect(clock.pending).toBe(0)
  })

  it('waits for the first sample', async () => {
    tasks = build({ host: fakeLiveHost({ ready: false }) })
    tasks.start()
    await clock.advance(2 * MINUTE)
    await tasks.stop()
    expect(await database.tasks.latest()).toEqual([])
    expect(notifications).toEqual([])
  })

  it('closes runs that a crash left open', async () => {
    await database.tasks.start({ task: 'record_cpu_usage', trigger: 'schedule', startedBy: null, startedAt: clock.now() - MINUTE })
    tasks.start()
    await tasks.run('record_memory_usage', 'admin')
    expect(await results('record_cpu_usage')).toEqual(['failure'])
    expect(await results('record_memory_usage')).toEqual(['success'])
  })

  it('trims what retention no longer keeps, each hour', async () => {
    await database.usage.addCpu({ at: clock.now() - USAGE_RETENTION_MS - 1, usage: 1 })
    await database.usage.addCpu({ at: clock.now() - USAGE_RETENTION_MS + 2 * 60 * MINUTE, usage: 2 })
    tasks = build({ host: fakeLiveHost({ ready: false }) })
    tasks.start()
    await tasks.run('record_storage_usage', 'admin')
    const old = { task: 'record_cpu_usage', trigger: 'schedule', startedBy: null, startedAt: clock.now() - RUN_RETENTION_MS - 1 } as const
    for (let i = 0; i < 2; i++) await database.tasks.finish((await database.tasks.start(old)).id, { at: 1, result: 'success', message: '' })
    await clock.advance(60 * MINUTE)
    await tasks.stop()
    expect((await database.usage.cpu(10)).map((row) => row.usage)).toEqual([2])
    expect(await results('record_cpu_usage')).toEqual(['success'])
  })
})

describe('run', () => {
  it('answers the finished run and records every mount', async () => {
    const run = await tasks.run('record_storage_usage', 'admin')
    expect(run).toMatchObject({ trigger: 'manual', startedBy: 'admin', result: 'success', message: 'file systems: /, /data' })
    expect(run.finishedAt).toBe(clock.now())
    const rows = await database.usage.storage(10)
    expect(rows.map((row) => [row.mountPoint, row.total, row.used + row.free])).toEqual([
      ['/', 100 * GIB, 100 * GIB],
      ['/data', 500 * GIB, 500 * GIB],
    ])
  })

  it('notifies on demand', async () => {
    expect(await tasks.run('send_slack_notification', 'admin')).toMatchObject({ message: 'sent to slack-webhook and slack-bot' })
    expect(await tasks.run('send_email_notification', 'admin')).toMatchObject({ result: 'success', message: 'sent to email' })
  })

  it('refuses an unknown task', async () => {
    await expect(tasks.run('rm -rf', 'admin')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('refuses to overlap', async () => {
    const first = tasks.run('record_cpu_usage', 'admin')
    await expect(tasks.run('record_cpu_usage', 'admin')).rejects.toMatchObject({ code: 'conflict' })
    expect((await tasks.list()).map((each) => [each.name, each.running])).toContainEqual(['record_cpu_usage', true])
    await first
    expect((await tasks.run('record_cpu_usage', 'admin')).result).toBe('success')
  })

  it('keeps a failure with its reason in one line', async () => {
    tasks = build({ host: hostAnswering(() => ({ at: 1, readings: [] })) })
    const run = await tasks.run('record_cpu_usage', 'admin')
    expect(run).toMatchObject({ result: 'failure', message: 'cpu.usage is not known on this host' })
  })
})

describe('notifications', () => {
  it('tell a failure once and its end once', async () => {
    let broken = true
    const host = hostAnswering(() => {
      if (broken) throw new DomainError('not_ready', 'no sample yet\nand more')
      return sampleReport()
    })
    tasks = build({ host })
    for (let i = 0; i < 3; i++) await tasks.run('record_cpu_usage', 'admin')
    broken = false
    for (let i = 0; i < 3; i++) await tasks.run('record_cpu_usage', 'admin')
    expect(notifications).toEqual([
      { at: clock.now(), level: 'error', message: 'Task record_cpu_usage failed: no sample yet' },
      { at: clock.now(), level: 'info', message: 'Task record_cpu_usage works again' },
    ])
  })

  it('tell once that nothing can be written, and the schedule goes on', async () => {
    const readonly = await database.openReadonly()
    tasks = build({ store: readonly.tasks })
    tasks.start()
    await clock.advance(3 * MINUTE)
    await tasks.stop()
    expect(notifications).toMatchObject([{ level: 'error', message: expect.stringContaining('Recording of tasks failed') }])
    await expect(tasks.run('record_cpu_usage', 'admin')).rejects.toMatchObject({ code: 'storage_unavailable' })
    await readonly.close()
  })
})

describe('list', () => {
  it('tells each task with its interval, last run and next', async () => {
    await tasks.run('record_storage_usage', 'admin')
    const list = await tasks.list()
    const next = Date.UTC(2026, 0, 15, 12, 1)
    expect(list.map((each) => [each.name, each.everySeconds, each.next, each.last?.result ?? null])).toEqual([
      ['record_cpu_usage', 60, next, null],
      ['record_memory_usage', 60, next, null],
      ['record_network_usage', 60, next, null],
      ['record_storage_usage', null, null, 'success'],
      ['send_slack_notification', null, null, null],
      ['send_email_notification', null, null, null],
    ])
  })
})
