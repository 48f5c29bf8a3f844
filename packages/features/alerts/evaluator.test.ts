import { DEFAULT_THRESHOLDS } from '@hyperion/domain/alerts'
import { DomainError } from '@hyperion/domain/errors'
import type { Transition } from '@hyperion/ports/alerts'
import type { Bus, Topics } from '@hyperion/ports/bus'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { type SampleFigures, sampleReport } from '@hyperion/testkit/live-host'
import { beforeEach, expect, it } from 'vitest'
import { AlertEvaluator, type AlertEvaluatorDeps, alertServices } from './index.ts'

const TICK = 15_000
let clock: TestClock
let database: TestDatabase
let host: number
let told: string[]
let logged: string[]

beforeEach(async () => {
  clock = new TestClock()
  database = await openTestDatabase()
  host = (await database.hosts.ensureHub('atlas', clock.now())).id
  told = []
  logged = []
  return () => database.close()
})

async function evaluator(deps: Partial<AlertEvaluatorDeps> = {}): Promise<AlertEvaluator> {
  const publish = (_topic: string, { level, message }: Topics['notification']) => void told.push(`${level} ${message}`)
  const bus = { publish } as Pick<Bus, 'publish'>
  const log = (line: string) => void logged.push(line)
  const services = { ...alertServices(database, { read: () => expect.fail(), series: () => expect.fail() }, clock), hosts: database.hosts }
  const fixed = { ...services, store: database.alerts, thresholds: () => DEFAULT_THRESHOLDS, bus, clock, log, diskMount: '/' }
  const made = new AlertEvaluator({ ...fixed, hostName: () => 'atlas', onCommitted: () => {}, ...deps })
  await made.start()
  return made
}

function feed(alerts: AlertEvaluator, samples: readonly SampleFigures[], from = 0): void {
  for (const [i, figures] of samples.entries()) alerts.evaluate(host, sampleReport({ ...figures, at: clock.now() + (from + i) * TICK }))
}

const busy = (count: number) => Array.from({ length: count }, () => ({ cpu: 95 }))

it('tells each event once, with its level, and keeps the alert', async () => {
  const alerts = await evaluator()
  feed(alerts, [...busy(12), { cpu: 20, disk: 85 }, { disk: 93.26 }, { disk: 10 }])
  await alerts.stop()
  expect(told).toEqual([
    'error atlas: CPU usage is at 95%',
    'info atlas: CPU usage is at 20% again',
    'warning atlas: Disk usage is at 85%',
    'error atlas: Disk usage is at 93.3%',
    'info atlas: Disk usage is at 10% again',
  ])
  expect(await database.alerts.recent(9)).toMatchObject([
    { rule: 'disk', level: 'critical', state: 'resolved' },
    { rule: 'cpu', level: 'critical', state: 'resolved', startedAt: clock.now(), resolvedAt: clock.now() + 12 * TICK },
  ])
})

it('goes on where another process ended, pending and firing', async () => {
  const first = await evaluator()
  feed(first, [{ cpu: 95, disk: 85 }, ...busy(4).map((each) => ({ ...each, disk: 85 }))])
  await first.stop()
  expect(told).toEqual(['warning atlas: Disk usage is at 85%'])
  const second = await evaluator()
  feed(second, [...busy(3).map((each) => ({ ...each, disk: 85 })), { cpu: 95, disk: 85 }], 5)
  await second.stop()
  expect(told).toEqual(['warning atlas: Disk usage is at 85%', 'error atlas: CPU usage is at 95%'])
  expect(await database.alerts.current()).toMatchObject([
    { rule: 'cpu', startedAt: clock.now() },
    { rule: 'disk', startedAt: clock.now() },
  ])
})

it('owes what a host with a wrong clock told from now on', async () => {
  const channel = { kind: 'discord', name: 'ops', enabled: true, notifyOn: ['warning', 'critical'], settings: '' } as const
  const { id } = await database.channels.create({ ...channel, notifyRecovery: true, remindAfter: 0, groupWait: 0, hosts: [] })
  const alerts = await evaluator()
  alerts.evaluate(host, sampleReport({ disk: 95, at: clock.now() + 60_000 }))
  await alerts.stop()
  expect(await database.deliveries.list({ limit: 9, channel: id })).toMatchObject([{ createdAt: clock.now() + 60_000, dueAt: clock.now() }])
})

it('keeps every event while the storage fails, and writes them in order afterwards', async () => {
  let failing = true
  const written: Transition[] = []
  const store = {
    states: database.alerts.states.bind(database.alerts),
    commit: async (transition: Transition) => {
      if (failing) throw new DomainError('storage_unavailable', 'disk full')
      await database.alerts.commit(transition)
      written.push(transition)
    },
  }
  const alerts = await evaluator({ store })
  feed(alerts, [{ disk: 85 }, { disk: 10 }, { disk: 95 }])
  await clock.advance(1)
  expect(told).toHaveLength(3)
  expect(alerts.degraded()).toBe('alerts: disk full; 3 events kept in memory')
  await clock.advance(5_000)
  failing = false
  await clock.advance(30_000)
  await alerts.stop()
  expect(written.map(({ event }) => event?.kind)).toEqual(['fired', 'resolved', 'fired'])
  expect(alerts.degraded()).toBeNull()
  expect(logged).toHaveLength(2)
  expect(await database.alerts.current()).toMatchObject([{ rule: 'disk', level: 'critical' }])
})

it('uses the last thresholds it knows while they cannot be read', async () => {
  let readable = true
  const thresholds = async () => {
    if (!readable) throw new DomainError('storage_unavailable', 'gone')
    return { ...DEFAULT_THRESHOLDS, disk: { warning: 30, critical: 95 } }
  }
  const alerts = await evaluator({ thresholds })
  feed(alerts, [{ disk: 20 }])
  await clock.advance(1)
  readable = false
  feed(alerts, [{ disk: 40 }], 1)
  await alerts.stop()
  expect(told).toEqual(['warning atlas: Disk usage is at 40%'])
})
