import type { ContainerInfo, ContainerList } from '@hyperion/domain/hosts'
import { type Report, reading } from '@hyperion/domain/metrics'
import type { ContainerStore } from '@hyperion/ports/containers'
import type { SeriesInfo } from '@hyperion/ports/metric-store'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { openTestMetrics } from '@hyperion/testkit/metrics'
import { beforeEach, describe, expect, it } from 'vitest'
import { Containers, type ContainersDeps } from './index.ts'

const HOUR = 3_600_000

let clock: TestClock
let database: TestDatabase
let host: number
let logged: string[]

beforeEach(async () => {
  clock = new TestClock()
  database = await openTestDatabase()
  host = (await database.hosts.ensureHub('atlas', clock.now())).id
  logged = []
  return () => database.close()
})

const noHistory: ContainersDeps['metrics'] = {
  series: async () => [],
  read: async () => ({ times: new Float64Array(), columns: [], bucket: 0, damaged: false }),
}

function containers(deps: Partial<ContainersDeps> = {}): Containers {
  const log = (line: string) => void logged.push(line)
  return new Containers({ store: database.containers, hosts: database.hosts, metrics: noHistory, clock, log, ...deps })
}

function list(...names: string[]): ContainerList {
  const run = { state: 'running', exitCode: null, health: null, createdAt: 1, startedAt: 2 } as const
  const all = names.map((name): ContainerInfo => ({ engine: 'docker', id: name.padEnd(64, '0'), name, image: 'nginx', ...run }))
  return { engines: ['docker'], containers: all, troubles: [] }
}

const names = async () => (await database.containers.list(host)).map(({ name, state }) => `${name} ${state}`)

describe('what engines told', () => {
  it('is kept once the storage takes it again', async () => {
    let broken = true
    const replace: ContainerStore['replace'] = async (told) => {
      if (broken) throw new Error('disk full')
      await database.containers.replace(told)
    }
    const service = containers({ store: { ...bound(database.containers), replace } })
    service.told(host, list('web'))
    service.told(host, list('web', 'db'))
    await expect.poll(() => logged).toEqual([expect.stringContaining('disk full')])
    broken = false
    service.told(host, list('db'))
    await clock.advance(15_000)
    await expect.poll(names).toEqual(['db running'])
    await service.stop()
  })

  it('is kept when the hub stops', async () => {
    const service = containers()
    service.start()
    service.told(host, list('web'))
    await service.stop()
    expect(await names()).toEqual(['web running'])
    expect(clock.pending).toBe(0)
  })
})

describe('figures', () => {
  it('are those of the latest report, and none of one that was left out of it for long', async () => {
    const now = clock.now()
    const report = (at: number, ...of: readonly string[]): Report => ({
      at,
      readings: [reading('cpu', '', { usage: 1 }), ...of.map((name) => reading('container', name, { cpu: 5, memory_used: 10 }))],
    })
    const metrics = await openTestMetrics(host, [report(now - HOUR, 'old', 'web'), report(now - 15_000, 'web')])
    const service = containers({ metrics })
    service.told(host, list('web', 'old', 'new'))
    await service.stop()
    const found = await service.list(host)
    expect(found.map(({ name, reportedAt, figures }) => [name, reportedAt, figures?.['container.cpu'] ?? null])).toEqual([
      ['new', null, null],
      ['old', now - HOUR, null],
      ['web', now - 15_000, 5],
    ])
    expect(found.at(-1)?.figures).toMatchObject({ 'container.memory_used': 10, 'container.rx_bytes': null })
    await metrics.close()
  })
})

describe('containers that are gone', () => {
  it('are forgotten with their history, others are not', async () => {
    const remembered = new Set(['web', 'job'])
    const series = async (): Promise<SeriesInfo[]> =>
      [...remembered].map((instance) => ({ group: 'container', instance, first: 1, last: 2 }))
    const service = containers({ metrics: { ...noHistory, series } })
    service.start()
    service.told(host, list('web', 'job', 'brief'))
    await expect.poll(names).toHaveLength(3)
    service.told(host, list('web'))
    await expect.poll(names).toEqual(['brief removed', 'job removed', 'web running'])
    await clock.advance(HOUR)
    await expect.poll(names).toEqual(['job removed', 'web running'])
    remembered.clear()
    await clock.advance(HOUR)
    await expect.poll(names).toEqual(['web running'])
    await service.stop()
  })

  it('stay for another hour when the storage does not answer', async () => {
    const series = async (): Promise<never> => Promise.reject(new Error('no storage'))
    const service = containers({ metrics: { ...noHistory, series } })
    await database.containers.replace({ host, engines: ['docker'], containers: list('job').containers, now: 1 })
    await database.containers.replace({ host, engines: ['docker'], containers: [], now: 2 })
    await service.sweep()
    expect(logged).toEqual([expect.stringContaining('no storage')])
    expect(await names()).toEqual(['job removed'])
  })

  it('of a machine that makes thousands are the latest thousand', async () => {
    const many = Array.from({ length: 1010 }, (_, i) => `job-${i}`)
    const series = async (): Promise<SeriesInfo[]> => many.map((instance) => ({ group: 'container', instance, first: 1, last: 2 }))
    const service = containers({ metrics: { ...noHistory, series } })
    await database.containers.replace({ host, ...list(...many), now: 1 })
    await database.containers.replace({ host, ...list(...many.slice(10)), now: 2 })
    await database.containers.replace({ host, ...list(), now: 3 })
    await service.sweep()
    const left = (await database.containers.list(host)).map(({ name }) => name)
    expect([left.length, left.includes('job-9'), left.includes('job-10')]).toEqual([1000, false, true])
  })
})

/** A store's methods apart from it, so that one can be another. */
function bound(store: ContainerStore): ContainerStore {
  return {
    list: (of) => store.list(of),
    byId: (of, id) => store.byId(of, id),
    replace: (told) => store.replace(told),
    drop: (of, ids) => store.drop(of, ids),
  }
}
