import { DEFAULT_THRESHOLDS, type RuleSettings } from '@hyperion/domain/alerts'
import type { HostDown, UnitInfo } from '@hyperion/domain/hosts'
import { type Report, reading } from '@hyperion/domain/metrics'
import type { MetricStore, Series } from '@hyperion/ports/metric-store'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { beforeEach, describe, expect, it } from 'vitest'
import { AlertEvaluator, type AlertServices, alertServices, Patrol } from './index.ts'

const MINUTE = 60_000
const GIB = 1024 ** 3
const NONE: Series = { times: new Float64Array(), columns: [], bucket: 0, damaged: false }

const LOAD: RuleSettings = {
  name: 'High load',
  enabled: true,
  kind: 'metric',
  metric: 'load.one',
  condition: 'above',
  warning: 8,
  critical: 16,
  instances: '*',
  forSeconds: 0,
  margin: 2,
  noData: 'ignore',
  noDataMinutes: 10,
  hosts: [],
  tags: [],
  schedule: null,
}

let clock: TestClock
let database: TestDatabase
let host: number
let services: AlertServices
let running: { evaluator: AlertEvaluator; patrol: Patrol } | null
let units: UnitInfo[] | null
let history: Series
let queued: number
let down: HostDown | null

beforeEach(async () => {
  clock = new TestClock()
  database = await openTestDatabase()
  host = (await database.hosts.ensureHub('atlas', clock.now())).id
  units = []
  history = NONE
  queued = 0
  down = null
  for (const { id, ...rule } of await database.rules.list()) {
    await database.rules.update(id, { ...rule, enabled: false }, { by: 'test', at: 0 })
  }
  const channel = { kind: 'discord', name: 'ops', enabled: true, notifyOn: ['warning', 'critical'], settings: 'sealed' } as const
  await database.channels.create({ ...channel, notifyRecovery: true, remindAfter: 0, groupWait: 0, hosts: [] })
  await start()
  return async () => {
    await stop()
    await database.close()
  }
})

async function start(): Promise<void> {
  services = alertServices(database, { read: async () => history, series: async () => [] }, clock)
  const bus = { publish: () => {} }
  const log = (line: string) => expect.fail(line)
  const shared = { ...services, store: database.alerts, hosts: database.hosts, bus, clock, log, hostName: () => 'atlas' }
  const onQueued = () => void queued++
  const evaluator = new AlertEvaluator({ ...shared, thresholds: () => DEFAULT_THRESHOLDS, diskMount: '/', onCommitted: onQueued })
  const metrics: Pick<MetricStore, 'read' | 'series'> = {
    read: async () => history,
    series: async () => [{ group: 'load', instance: '', first: 0, last: clock.now() - MINUTE }],
  }
  const unitsOf = async (of: number) => (of === host ? units : null)
  const patrol = new Patrol({ ...shared, evaluator, metrics, units: unitsOf, down: () => down, onQueued })
  await evaluator.start()
  patrol.start()
  running = { evaluator, patrol }
}

async function stop(): Promise<void> {
  running?.patrol.stop()
  await running?.evaluator.stop()
  running = null
}

const report = (readings: Report['readings']): void => running?.evaluator.evaluate(host, { at: clock.now(), readings })
const load = (one: number | null): void => report([reading('load', '', { one })])

/** Minutes with a report every fifteen seconds. */
async function minutes(count: number, each: (() => void) | null): Promise<void> {
  for (let i = 0; i < count * 4; i++) {
    each?.()
    await clock.advance(15_000)
    await settled()
  }
}

/** The database answers from its own thread. */
async function settled(): Promise<void> {
  let done = false
  running?.evaluator.run(async () => {
    done = true
  })
  await expect.poll(() => done).toBe(true)
  await expect.poll(() => running?.evaluator.degraded()).toBeNull()
  await running?.evaluator.flushed()
}

const told = async () =>
  (await database.deliveries.list({ limit: 99 }))
    .toReversed()
    .map(({ event }) => `${event.kind} ${event.level} ${event.instance ? `${event.instance} ` : ''}${event.message}`)
const current = async () => (await database.alerts.current()).map(({ rule, instance }) => `${rule} ${instance}`)

describe('rules', () => {
  it('judge a metric by its levels, and end by the margin', async () => {
    const { id } = await services.rules.create(LOAD, 'ada')
    await minutes(1, () => load(9))
    await minutes(1, () => load(7))
    expect(await current()).toEqual([`rule:${id} `])
    await minutes(1, () => load(17))
    await minutes(1, () => load(6))
    expect(await told()).toEqual([
      'fired warning Load, 1 minute is at 9',
      'escalated critical Load, 1 minute is at 17',
      'resolved critical Load, 1 minute is at 6',
    ])
  })

  it('watch a counter by its rate, each instance by itself, and leave out what they are told to', async () => {
    const rx = { ...LOAD, metric: 'network.rx_bytes', warning: 1000, critical: null, margin: 0, instances: 'eth*, !eth9' }
    await services.rules.create(rx, 'ada')
    let bytes = 0
    await minutes(2, () => {
      bytes += 30_000
      report(['eth0', 'eth9', 'wlan0'].map((name) => reading('network', name, { rx_bytes: bytes })))
    })
    expect(await told()).toEqual(['fired warning eth0 Interface eth0: Received is at 2 KiB/s'])
  })

  it('judge what is too low, within their hours alone', async () => {
    const schedule = { days: [4], from: '12:05', to: '12:10', zone: 'UTC' }
    await services.rules.create({ ...LOAD, condition: 'below', warning: 1, critical: null, margin: 0, schedule }, 'ada')
    await minutes(5, () => load(0.5))
    expect(await told()).toEqual([])
    await minutes(1, () => load(0.5))
    expect(await told()).toEqual(['fired warning Load, 1 minute is at 0.5'])
    await minutes(5, () => load(0.5))
    expect((await told()).slice(1)).toEqual(['resolved warning the hours of the rule are over'])
  })

  it('are about the hosts that they select', async () => {
    await services.rules.create({ ...LOAD, tags: ['web'] }, 'ada')
    await minutes(1, () => load(20))
    expect(await current()).toEqual([])
    await database.hosts.setTags(host, ['web'])
    await minutes(1, () => load(20))
    expect(await current()).toHaveLength(1)
    await database.hosts.setTags(host, [])
    await minutes(1, null)
    expect(await current()).toEqual([])
  })

  it('end their alerts quietly when they are changed, switched off or deleted, and say so', async () => {
    const { id } = await services.rules.create(LOAD, 'ada')
    await minutes(1, () => load(9))
    await services.rules.update(id, { ...LOAD, name: 'Load' }, 'ada')
    await minutes(1, () => load(9))
    expect(await database.alerts.recent(9)).toHaveLength(1)
    await services.rules.update(id, { ...LOAD, warning: 10 }, 'ada')
    await minutes(1, () => load(9))
    expect(await database.alerts.recent(9)).toMatchObject([{ state: 'resolved', message: 'the rule was changed' }])
    await minutes(1, () => load(20))
    expect(await current()).toHaveLength(1)
    await services.rules.delete(id)
    await minutes(1, () => load(20))
    expect(await current()).toEqual([])
    expect((await told()).map((line) => line.split(' ')[0])).toEqual(['fired', 'fired'])
  })

  it('tell once of what comes and goes, and keep it until it is calm', async () => {
    await services.rules.create({ ...LOAD, margin: 0 }, 'ada')
    for (let i = 0; i < 6; i++) {
      await minutes(1, () => load(9))
      await minutes(1, () => load(1))
    }
    expect((await told()).map((line) => line.split(' ')[0])).toEqual(['fired', 'resolved', 'fired', 'resolved', 'fired'])
    expect((await told()).at(-1)).toContain('and keeps coming and going')
    expect(await database.alerts.current()).toMatchObject([{ flapping: true }])
    await minutes(15, () => load(1))
    expect(await current()).toEqual([])
    expect((await told()).length).toBe(6)
  })
})

describe('what no report tells', () => {
  it('a host that is silent, also over a restart', async () => {
    await services.rules.create({ ...LOAD, name: 'Silent', kind: 'silent', metric: null, warning: 2, critical: 5, margin: 0 }, 'ada')
    await minutes(1, () => load(1))
    await minutes(3, null)
    expect(await told()).toEqual(['fired warning no report for 2 min'])
    down = { what: 'host', since: clock.now() }
    await minutes(3, null)
    expect((await told()).at(-1)).toBe('escalated critical no report for 5 min: the host does not answer either')
    await stop()
    await clock.advance(10 * MINUTE)
    await start()
    await minutes(1, null)
    expect(await current()).toHaveLength(1)
    await minutes(1, () => load(1))
    expect((await told()).slice(2)).toEqual(['resolved critical reports are coming in'])
  })

  it('a value that is missing, of what had one before the restart too', async () => {
    await services.rules.create({ ...LOAD, noData: 'alert', noDataMinutes: 3 }, 'ada')
    await minutes(1, () => load(1))
    await minutes(4, () => load(null))
    expect(await told()).toEqual(['fired warning Load, 1 minute has had no value for 3 min'])
    await minutes(1, () => load(1))
    expect((await told()).at(-1)).toBe('resolved warning Load, 1 minute has values')
    await stop()
    await start()
    await minutes(4, null)
    expect(await current()).toHaveLength(1)
  })

  it('a unit that failed, until it runs again', async () => {
    const failed = { ...LOAD, name: 'Failed', kind: 'unit_failed', metric: null, warning: 2, critical: null, margin: 0 } as const
    await services.rules.create({ ...failed, instances: '*, !cups' }, 'ada')
    const unit = (name: string, state: UnitInfo['state']): UnitInfo => ({ name, description: name, state, since: null, enabled: true })
    units = [unit('backup', 'failed'), unit('cups', 'failed'), unit('ssh', 'running')]
    await minutes(2, null)
    expect(await told()).toEqual([])
    await minutes(2, null)
    expect(await told()).toEqual(['fired warning backup backup has failed'])
    units = null
    await minutes(5, null)
    expect(await current()).toHaveLength(1)
    units = [unit('backup', 'running')]
    await minutes(1, null)
    expect((await told()).at(-1)).toBe('resolved warning backup backup is well')
  })

  it('a unit within a moment of its failure, also one that is started again at once', async () => {
    const failed = { ...LOAD, name: 'Failed', kind: 'unit_failed', metric: null, warning: 0, critical: null, margin: 0 } as const
    await services.rules.create(failed, 'ada')
    const unit = (state: UnitInfo['state'], failures: number): UnitInfo => {
      return { name: 'web', description: '', state, since: null, enabled: true, failures }
    }
    const look = async () => {
      await clock.advance(1000)
      running?.patrol.lookAtUnits(host)
      await settled()
      return told()
    }
    // What failed before the hub was started and runs is no news.
    units = [unit('running', 3)]
    await minutes(1, null)
    expect(await look()).toEqual([])
    units = [unit('failed', 4)]
    expect(await look()).toEqual(['fired warning web web has failed'])
    units = [unit('running', 4)]
    expect((await look()).at(-1)).toBe('resolved warning web web is well')
    units = [unit('starting', 5)]
    expect((await look()).at(-1)).toBe('fired warning web web has failed')
    await minutes(1, null)
    expect(await current()).toHaveLength(1)
    await minutes(2, null)
    expect((await told()).at(-1)).toBe('resolved warning web web is well')
  })

  it('a file system that fills', async () => {
    const filling = { ...LOAD, name: 'Filling', kind: 'filling', metric: null, warning: 24, critical: null, margin: 6 } as const
    await services.rules.create(filling, 'ada')
    const times = Float64Array.from({ length: 73 }, (_, i) => clock.now() - (72 - i) * 5 * MINUTE)
    const used = times.map((_, i) => (100 + i / 6) * GIB)
    const present = new Uint8Array(73).fill(1)
    const available = used.map((value) => 130 * GIB - value)
    history = {
      ...NONE,
      times,
      columns: [
        { metric: 'filesystem.used', values: used, present },
        { metric: 'filesystem.available', values: available, present },
      ],
    }
    await minutes(1, () => report([reading('filesystem', '/data', { total: 130 * GIB, used: 112 * GIB, available: 18 * GIB })]))
    expect(await told()).toEqual(['fired warning /data /data will be full in about 9 h'])
  })
})

describe('silences', () => {
  it('keep an alert back, and tell it once when they end while it fires', async () => {
    await services.rules.create(LOAD, 'ada')
    const all = { hosts: [], tags: [], rules: [], instances: '*', reason: '' }
    await services.silences.silence({ ...all, from: clock.now(), to: clock.now() + 5 * MINUTE }, 'ada')
    await minutes(2, () => load(9))
    await minutes(2, () => load(20))
    expect([await told(), await current()]).toEqual([[], ['rule:4 ']])
    await stop()
    await start()
    await minutes(3, () => load(20))
    expect(await told()).toEqual(['fired critical Load, 1 minute is at 20'])
    await minutes(1, () => load(1))
    expect(await told()).toHaveLength(2)
  })

  it('by a window that comes again, and one that is ended by hand', async () => {
    const { id } = await services.rules.create(LOAD, 'ada')
    const recurrence = { every: 'week', days: [4], day: null, start: '12:02', minutes: 3, zone: 'UTC' } as const
    const mine = { hosts: [host], tags: [], rules: [`rule:${id}`], instances: '*' }
    await services.silences.addWindow({ ...mine, name: 'Backups', from: null, to: null, recurrence }, 'ada')
    await minutes(2, () => load(1))
    await minutes(1, () => load(9))
    await minutes(1, () => load(1))
    expect(await told()).toEqual([])
    await minutes(2, () => load(9))
    expect((await told()).map((line) => line.split(' ')[0])).toEqual(['fired'])
    const { id: silence } = await services.silences.silence(
      { ...mine, from: clock.now(), to: clock.now() + 60 * MINUTE, reason: '' },
      'ada',
    )
    await minutes(1, () => load(1))
    expect(await told()).toHaveLength(1)
    await services.silences.end(silence)
    await minutes(1, () => load(1))
    expect((await told()).at(-1)).toMatch(/^resolved/)
  })
})
