import { DomainError } from '@hyperion/domain/errors'
import { decodeReport, metricValue, type Report } from '@hyperion/domain/metrics'
import type { HostFrame } from '@hyperion/ports/metric-store'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase } from '@hyperion/testkit/database'
import { type SentSeries, writeRequest } from '@hyperion/testkit/prometheus'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Instances } from './instances.ts'
import { Receivers } from './receivers.ts'
import { RemoteWrite } from './remote-write.ts'

const SECOND = 1_000
const STALE = (() => {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, 0x7ff0000000000002n)
  return view.getFloat64(0)
})()

let clock: TestClock
let database: Awaited<ReturnType<typeof openTestDatabase>>
let instances: Instances
let remoteWrite: RemoteWrite
let token: string
let stored: Map<string, Report>
let told: { host: number; at: number }[]
let broken: boolean

beforeEach(async () => {
  clock = new TestClock()
  database = await openTestDatabase()
  stored = new Map()
  told = []
  broken = false
  await startHub()
  const receivers = new Receivers({ store: database.remoteWrite, clock, log: () => {} })
  token = (await receivers.create({ name: 'paris', newHosts: true, createdBy: 'admin' })).token
})
afterEach(async () => {
  await remoteWrite.stop()
  await database.close()
})

/** As after a crash: what was in memory is gone. */
async function startHub(): Promise<void> {
  const store = database.remoteWrite
  instances = new Instances({ store, clock, log: () => {} })
  const onReport = (host: number, { at }: Report): void => void told.push({ host, at })
  remoteWrite = new RemoteWrite({ store, instances, metrics: { append, forget: async () => {} }, onReport, clock, log: () => {} })
  await remoteWrite.start()
}

/** As a metric store does: the first report of an instant stays. */
async function append(frames: readonly HostFrame[]): Promise<{ appended: number; duplicates: number; malformed: number }> {
  if (broken) throw new DomainError('storage_unavailable', 'disk full')
  for (const { host, frame } of frames) {
    const report = decodeReport(frame)
    const key = `${host} ${report.at}`
    if (!stored.has(key)) stored.set(key, report)
  }
  return { appended: frames.length, duplicates: 0, malformed: 0 }
}

async function write(...series: SentSeries[]): Promise<void> {
  const receivers = new Receivers({ store: database.remoteWrite, clock, log: () => {} })
  await remoteWrite.accept(await receivers.authenticate(token), await writeRequest(series))
  await clock.advance(0)
}

const TARGET = { job: 'node', instance: 'web-01:9100' }

/** One scrape: two seconds of processor time a second, half of it busy, and a load. */
function scraped(at: number, labels: Record<string, string> = TARGET): SentSeries[] {
  const seconds = at / SECOND
  const sample = (name: string, value: number, more: Record<string, string> = {}): SentSeries => ({
    name,
    labels: { ...labels, ...more },
    samples: [{ at, value }],
  })
  return [
    sample('node_cpu_seconds_total', seconds, { cpu: '0', mode: 'user' }),
    sample('node_cpu_seconds_total', seconds, { cpu: '0', mode: 'idle' }),
    sample('node_load1', 1),
    sample('node_load5', 2),
    sample('node_load15', 3),
    sample('go_goroutines', 8),
  ]
}

const reports = (): readonly Report[] => [...stored.values()].sort((a, b) => a.at - b.at)
const inbox = async (): Promise<number> => (await database.remoteWrite.inbox()).length
const usages = (): readonly (number | null)[] => reports().map((report) => metricValue(report, 'cpu.usage'))

describe('what a Prometheus writes', () => {
  it('becomes a report of each scrape, figures of an interval from the second on', async () => {
    const start = clock.now()
    for (let i = 0; i < 4; i++) {
      await write(...scraped(start + i * SECOND))
      await clock.advance(SECOND)
    }
    await clock.advance(30 * SECOND)
    expect(reports().map(({ at }) => at - start)).toEqual([0, SECOND, 2 * SECOND, 3 * SECOND])
    expect(usages()).toEqual([null, 50, 50, 50])
    expect(told.map(({ at }) => at - start)).toEqual([0, SECOND, 2 * SECOND, 3 * SECOND])
  })

  it('is whole as soon as every series of the scrape before has come', async () => {
    const start = clock.now()
    await write(...scraped(start))
    await clock.advance(11 * SECOND)
    expect(reports()).toHaveLength(1)
    const [first, ...rest] = scraped(start + 11 * SECOND)
    await write(first as SentSeries)
    await clock.advance(5 * SECOND)
    expect(reports()).toHaveLength(1)
    await write(...rest)
    expect(usages()).toEqual([null, 50])
  })

  it('may come split over shards, and more than once', async () => {
    const start = clock.now()
    await write(...scraped(start))
    await clock.advance(11 * SECOND)
    const [one, two, three] = [11, 12, 13].map((second) => scraped(start + second * SECOND)) as [SentSeries[], SentSeries[], SentSeries[]]
    // One shard is ahead of the other; within each, the samples of a series are in order.
    await write(...one.slice(0, 2), ...two.slice(0, 2))
    await write(...three.slice(0, 2))
    await write(...three.slice(0, 2))
    expect(reports()).toHaveLength(1)
    await write(...one.slice(2))
    await write(...one, ...two)
    await write(...three.slice(2), ...one)
    expect(usages()).toEqual([null, 50, 50, 50])
    await clock.advance(60 * SECOND)
    expect(usages()).toEqual([null, 50, 50, 50])
    expect(told.map(({ at }) => at - start)).toEqual([0, 11 * SECOND, 12 * SECOND, 13 * SECOND])
  })

  it('that comes when what follows is stored has no figures of an interval, and nobody is told of it', async () => {
    const start = clock.now()
    for (const second of [0, 11, 13]) {
      await write(...scraped(start + second * SECOND))
      await clock.advance(11 * SECOND)
    }
    await write(...scraped(start + 12 * SECOND))
    await clock.advance(11 * SECOND)
    expect(usages()).toEqual([null, 50, null, 50])
    expect(reports().map((report) => metricValue(report, 'load.one'))).toEqual([1, 1, 1, 1])
    expect(told).toHaveLength(3)
  })

  it('does not wait for series that ended, and only so long for those that stay away', async () => {
    const start = clock.now()
    await write(...scraped(start))
    await clock.advance(11 * SECOND)
    const gone = scraped(start + 11 * SECOND).map((each) =>
      each.name === 'node_load1' ? { ...each, samples: [{ at: start + 11 * SECOND, value: STALE }] } : each,
    )
    await write(...gone)
    expect(reports()).toHaveLength(2)
    expect(metricValue(reports()[1] as Report, 'load.one')).toBeNull()
    await write(...scraped(start + 12 * SECOND).slice(0, 2))
    await clock.advance(29 * SECOND)
    expect(reports()).toHaveLength(2)
    await clock.advance(2 * SECOND)
    expect(usages()).toEqual([null, 50, 50])
  })

  it('makes nothing of a target that is down', async () => {
    const start = clock.now()
    await write(...scraped(start))
    await clock.advance(11 * SECOND)
    const at = start + 11 * SECOND
    await write(...scraped(at).map((each) => ({ ...each, samples: [{ at, value: STALE }] })))
    await clock.advance(60 * SECOND)
    expect(reports()).toHaveLength(1)
  })

  it('is taken up again after a crash, as if there had been none', async () => {
    const start = clock.now()
    await write(...scraped(start))
    await clock.advance(11 * SECOND)
    await write(...scraped(start + 11 * SECOND))
    await write(...scraped(start + 12 * SECOND).slice(0, 2))
    await startHub()
    await write(...scraped(start + 12 * SECOND))
    await write(...scraped(start + 13 * SECOND))
    await clock.advance(40 * SECOND)
    expect(usages()).toEqual([null, 50, 50, 50])
  })

  it('is dropped from the inbox once nothing counts from it any more', async () => {
    const start = clock.now()
    for (let i = 0; i < 30; i++) {
      await write(...scraped(start + i * SECOND))
      await clock.advance(SECOND)
    }
    await clock.advance(2 * SECOND)
    await expect.poll(inbox).toBe(1)
    await clock.advance(16 * 60 * SECOND)
    await expect.poll(inbox).toBe(0)
    expect(reports()).toHaveLength(30)
  })

  it('is put off while the storage fails, and lost to nobody', async () => {
    const start = clock.now()
    await write(...scraped(start))
    await clock.advance(11 * SECOND)
    broken = true
    await write(...scraped(start + 11 * SECOND))
    expect(remoteWrite.degraded()).toBe('remote write: disk full; Prometheus keeps what comes meanwhile')
    await expect(write(...scraped(start + 12 * SECOND))).rejects.toMatchObject({ code: 'storage_unavailable' })
    broken = false
    await clock.advance(20 * SECOND)
    await write(...scraped(start + 12 * SECOND))
    expect(remoteWrite.degraded()).toBeNull()
    expect(usages()).toEqual([null, 50, 50])
  })

  it('is not waited for after a long pause, nor counted across it', async () => {
    const start = clock.now()
    await write(...scraped(start))
    await clock.advance(3600 * SECOND)
    await write(...scraped(start + 3600 * SECOND))
    await clock.advance(40 * SECOND)
    expect(usages()).toEqual([null, null])
  })

  it('of the future, and of long ago, is left aside', async () => {
    await write(...scraped(clock.now() + 3600 * SECOND), ...scraped(1))
    await clock.advance(60 * SECOND)
    expect(reports()).toEqual([])
    expect(await inbox()).toBe(0)
  })
})

describe('hosts that a Prometheus writes of', () => {
  it('are one for each job and instance', async () => {
    const at = clock.now()
    await write(
      ...scraped(at),
      ...scraped(at, { job: 'db', instance: 'web-01:9100' }),
      ...scraped(at, { job: 'node', instance: 'web-02:9100' }),
    )
    expect((await database.hosts.list()).map(({ name }) => name)).toEqual(['web-01', 'web-01', 'web-02'])
  })

  it('are not made of what is no node_exporter', async () => {
    await write({ name: 'go_goroutines', labels: TARGET, samples: [{ at: clock.now(), value: 1 }] })
    expect(await database.hosts.list()).toEqual([])
  })

  it('are made only where that is allowed, and listed where it is not', async () => {
    const [receiver] = await database.remoteWrite.receivers()
    await database.remoteWrite.changeReceiver(receiver?.id ?? 0, { newHosts: false })
    await write(...scraped(clock.now()))
    expect(await database.hosts.list()).toEqual([])
    expect(instances.unknown()).toEqual([{ receiver: receiver?.id, ...TARGET, at: clock.now() }])
    await database.remoteWrite.changeReceiver(receiver?.id ?? 0, { newHosts: true })
    await write(...scraped(clock.now()))
    expect(await database.hosts.list()).toHaveLength(1)
    expect(instances.unknown()).toEqual([])
  })

  it('stay away once they are deleted, until they are let in again', async () => {
    await write(...scraped(clock.now()))
    const [host] = await database.hosts.list()
    await remoteWrite.remove(host?.id ?? 0)
    expect(remoteWrite.status(host?.id ?? 0)).toBeUndefined()
    await write(...scraped(clock.now() + SECOND))
    expect(await database.hosts.list()).toEqual([])
    await instances.forgive(instances.list()[0]?.id ?? 0)
    await write(...scraped(clock.now() + SECOND))
    expect(await database.hosts.list()).toHaveLength(1)
  })

  it('are online while samples come', async () => {
    const start = clock.now()
    await write(...scraped(start))
    await clock.advance(11 * SECOND)
    const [host] = await database.hosts.list()
    expect(remoteWrite.status(host?.id ?? 0)).toMatchObject({ name: 'web-01', online: true, lastSeen: clock.now() - SECOND, troubles: [] })
    await clock.advance(4 * 60 * SECOND)
    const { online, troubles } = remoteWrite.status(host?.id ?? 0) ?? {}
    expect([online, troubles]).toEqual([false, [expect.stringContaining('nothing of job node, instance web-01:9100 since 2026')]])
  })
})

describe('a receiver’s token', () => {
  it('is refused once it was replaced or its receiver removed', async () => {
    const receivers = new Receivers({ store: database.remoteWrite, clock, log: () => {} })
    const { id } = await receivers.authenticate(token)
    const renewed = await receivers.renew(id)
    await expect(receivers.authenticate(token)).rejects.toMatchObject({ code: 'token_invalid' })
    expect((await receivers.authenticate(renewed.token)).id).toBe(id)
    await receivers.remove(id)
    await expect(receivers.authenticate(renewed.token)).rejects.toMatchObject({ code: 'token_invalid' })
    await expect(receivers.create({ name: ' \n', newHosts: true, createdBy: 'admin' })).rejects.toMatchObject({ code: 'validation_failed' })
  })
})
