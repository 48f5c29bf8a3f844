import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '@hyperion/adapters/db'
import { type Program, type Prometheus, startNodeExporter, startPrometheus } from '@hyperion/testkit/prometheus'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort, HubProcess, removeTemporaryFolders, temporaryFolder } from './hub-process.ts'

/** Enough for a busy machine: after an outage a Prometheus tries again in its own time. */

const KILLS = 3
/** Scrapes, one a second. */
const OUTAGE = 4

let exporter: Program
let prometheus: Prometheus
let hub: HubProcess
let port: number
let token: string
let host: number

beforeAll(async () => {
  exporter = await startNodeExporter()
  port = await freePort()
  hub = await HubProcess.start({ port, dataDir: temporaryFolder() })
  token = await hub.token()
})
afterAll(async () => {
  await prometheus?.stop()
  await hub?.stop('SIGKILL')
  await exporter?.stop()
  removeTemporaryFolders()
})

interface Series {
  readonly times: readonly number[]
  readonly columns: readonly { readonly metric: string; readonly values: readonly (number | null)[] }[]
}

const from = Date.now()

const seriesOf = (group: string, instance = ''): Promise<Series> =>
  hub.json(`/api/hosts/${host}/series?${new URLSearchParams({ group, instance, from: String(from), points: '10000' })}`, token)

/** What the Prometheus has itself: milliseconds and value of every sample. */
async function samplesOf(expression: string): Promise<ReadonlyMap<number, number>> {
  const answer = await fetch(`${prometheus.base}/api/v1/query?${new URLSearchParams({ query: `${expression}[10m]` })}`)
  const { data } = (await answer.json()) as { data: { result: { values: [number, string][] }[] } }
  return new Map(data.result[0]?.values.map(([at, value]) => [Math.round(at * 1000), Number(value)]))
}

describe('a Prometheus that writes to the hub', () => {
  it('makes a host at first sight, named after its machine', async () => {
    const answer = await hub.post('/api/remote-write-receivers', { name: 'paris' }, token)
    const { token: writeToken } = (await answer.json()) as { token: string }
    prometheus = await startPrometheus(`
global: { scrape_interval: 1s, scrape_timeout: 1s }
scrape_configs:
  - job_name: node
    static_configs: [{ targets: ['127.0.0.1:${exporter.port}'] }]
remote_write:
  - url: http://127.0.0.1:${port}/api/prometheus/write
    authorization: { credentials: ${writeToken} }
    queue_config: { min_shards: 3, batch_send_deadline: 1s }
`)
    const found = await hub.until(
      () => hub.json<{ hosts: { id: number; kind: string; name: string; online: boolean }[] }>('/api/hosts', token),
      ({ hosts }) => hosts.some(({ kind, online, name }) => kind === 'prometheus' && online && name !== '127.0.0.1'),
    )
    host = found.hosts.find(({ kind }) => kind === 'prometheus')?.id ?? 0
    const { info, interval_seconds: interval } = await hub.json<{ info: { hostname: string }; name: string; interval_seconds: number }>(
      `/api/hosts/${host}`,
      token,
    )
    expect(info.hostname).toBe(found.hosts.find(({ id }) => id === host)?.name)
    expect([1, 60]).toContain(interval)
  })

  it('leaves no gap and no duplicate when the hub is killed again and again', async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      const { times } = await seriesOf('memory')
      await hub.until(
        () => seriesOf('memory'),
        (series) => series.times.length >= times.length + 3,
      )
      await hub.stop('SIGKILL')
      // As long as it takes: the outage is what is tried.
      await pause(OUTAGE * 1000)
      hub = await HubProcess.start({ port, dataDir: hub.dataDir })
    }
    const last = Math.max(...(await samplesOf('node_memory_MemAvailable_bytes')).keys())
    const { times } = await hub.until(
      () => seriesOf('memory'),
      (series) => (series.times.at(-1) ?? 0) >= last,
    )
    const kept = await samplesOf('node_memory_MemAvailable_bytes')
    const expected = [...kept.keys()].filter((at) => at >= (times[0] ?? 0) && at <= last)
    expect(times.filter((at) => at <= last)).toEqual(expected)
    expect(expected.length).toBeGreaterThan(KILLS * OUTAGE)
    await same('memory', 'memory.available', 'node_memory_MemAvailable_bytes', last)
    await same('load', 'load.one', 'node_load1', last)
    await same('filesystem', 'filesystem.available', 'node_filesystem_avail_bytes{mountpoint="/"}', last, '/')
  })

  it('has percentages for every second but the first', async () => {
    const { columns, times } = await seriesOf('cpu')
    const memory = (await seriesOf('memory')).times
    expect(memory.length - times.length).toBeLessThanOrEqual(1)
    for (const value of columns.find(({ metric }) => metric === 'cpu.usage')?.values ?? []) {
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(100)
    }
  })

  it('keeps no request for good: what was sent again leaves the inbox too', async () => {
    const database = await openDatabase({ kind: 'sqlite', file: join(hub.dataDir, 'hyperion.db'), readonly: true })
    const kept = async () => (await database.remoteWrite.inbox()).length
    await expect.poll(kept).toBeLessThan(20)
    await database.close()
  })
})

/** Every value that the hub keeps is the one that the Prometheus has of that instant. */
async function same(group: string, metric: string, expression: string, last: number, instance = ''): Promise<void> {
  const { times, columns } = await seriesOf(group, instance)
  const values = columns.find((each) => each.metric === metric)?.values ?? []
  const kept = await samplesOf(expression)
  const different = times.flatMap((at, i) => (at <= last && kept.get(at) !== values[i] ? [[at, kept.get(at), values[i]]] : []))
  expect(different).toEqual([])
}
