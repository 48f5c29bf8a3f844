import { type Program, startNodeExporter } from '@hyperion/testkit/prometheus'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HubProcess, removeTemporaryFolders } from './hub-process.ts'

/** Scrapes two seconds apart, so a window of twenty. */
const SCRAPES = 10

let exporter: Program
let hub: HubProcess
let token: string
let own: number
let scraped: number

interface Series {
  readonly times: readonly number[]
  readonly columns: readonly { readonly metric: string; readonly values: readonly (number | null)[] }[]
}

beforeAll(async () => {
  exporter = await startNodeExporter()
  hub = await HubProcess.start()
  token = await hub.token()
  own = (await hub.json<{ hosts: { id: number }[] }>('/api/hosts', token)).hosts[0]?.id ?? 0
})
afterAll(async () => {
  await hub?.stop()
  await exporter?.stop()
  removeTemporaryFolders()
})

const seriesOf = (host: number, group: string, instance = ''): Promise<Series> =>
  hub.json(`/api/hosts/${host}/series?${new URLSearchParams({ group, instance, from: String(Date.now() - 120_000) })}`, token)

/** The values of a metric that both have, as pairs of the nearest in time. */
async function pairsOf(metric: string, instance = ''): Promise<readonly (readonly [own: number, scraped: number])[]> {
  const group = metric.split('.', 1)[0] as string
  const [left, right] = await Promise.all([seriesOf(own, group, instance), seriesOf(scraped, group, instance)])
  const valuesOf = (series: Series) => series.columns.find((each) => each.metric === metric)?.values ?? []
  const pairs = right.times.flatMap((at, i) => {
    const nearest = left.times.reduce((best, time, j) => (Math.abs(time - at) < Math.abs((left.times[best] ?? 0) - at) ? j : best), 0)
    const [a, b] = [valuesOf(left)[nearest], valuesOf(right)[i]]
    return typeof a === 'number' && typeof b === 'number' && Math.abs((left.times[nearest] ?? 0) - at) <= 1000 ? [[a, b] as const] : []
  })
  expect([metric, instance, pairs.length > SCRAPES / 2]).toEqual([metric, instance, true])
  return pairs
}

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length

describe('a node_exporter that is scraped', () => {
  it('is asked before it becomes a host', async () => {
    const answer = await hub.post('/api/scrape-targets', { url: exporter.base, interval_seconds: 2 }, token)
    const target = (await answer.json()) as { host: number; url: string; machine: object }
    expect(answer.status).toBe(201)
    expect(target.url).toBe(`${exporter.base}/metrics`)
    const { info } = await hub.json<{ info: { hostname: string; cpu: { cores: number }; memory_bytes: number } }>(
      `/api/hosts/${own}`,
      token,
    )
    expect(target.machine).toMatchObject({ hostname: info.hostname, cores: info.cpu.cores, memory_bytes: info.memory_bytes })
    scraped = target.host
  })

  it('tells what the collectors of this machine tell at the same time', async () => {
    await hub.until(
      () => seriesOf(scraped, 'cpu'),
      ({ times }) => times.length >= SCRAPES,
    )
    for (const metric of ['cpu.user', 'cpu.system', 'cpu.idle', 'cpu.iowait', 'cpu.usage']) {
      const pairs = await pairsOf(metric)
      // Their seconds are not the same ones: over the window they come to the same.
      expect(Math.abs(mean(pairs.map(([a]) => a)) - mean(pairs.map(([, b]) => b)))).toBeLessThan(12)
    }
    await close('memory.total', 0)
    await close('memory.available', 0.05)
    await close('filesystem.total', 0, '/')
    await close('filesystem.used', 0.01, '/')
    await close('filesystem.inodes_used', 0.01, '/')
    await close('system.uptime', 0.01)
    await close('load.five', 0.3)
    // Other programs come and go within the second between the two.
    await near('processes.total', 20)
    await near('connections.tcp_listen', 5)
  })

  it('counts the same bytes and packets', async () => {
    const { series } = await hub.json<{ series: { group: string; instance: string }[] }>(`/api/hosts/${scraped}`, token)
    const ofOwn = (await hub.json<{ series: { group: string; instance: string }[] }>(`/api/hosts/${own}`, token)).series
    const instances = (all: typeof series, group: string) => all.filter((each) => each.group === group).map(({ instance }) => instance)
    for (const group of ['disk', 'network', 'filesystem', 'core']) expect(instances(series, group)).toEqual(instances(ofOwn, group))
    for (const disk of instances(series, 'disk')) await close('disk.write_bytes', 0.05, disk)
    for (const link of instances(series, 'network')) await close('network.rx_bytes', 0.05, link)
  })

  it('is shown live while it is watched, and said not to answer when it does not', async () => {
    const status = () => hub.json<{ online: boolean; degraded: string[]; lacks: string[] }>(`/api/hosts/${scraped}`, token)
    expect(await status()).toMatchObject({ online: true, degraded: [], lacks: ['processes', 'units', 'containers', 'actions'] })
    await exporter.stop()
    const { degraded } = await hub.until(status, ({ online }) => !online)
    expect(degraded).toEqual([expect.stringMatching(/^node_exporter: nothing listens there \(connection refused\), since 20/)])
  })
})

async function close(metric: string, tolerance: number, instance = ''): Promise<void> {
  for (const [a, b] of await pairsOf(metric, instance)) {
    expect([metric, instance, a, b, Math.abs(a - b) <= Math.max(a, b) * tolerance]).toEqual([metric, instance, a, b, true])
  }
}

async function near(metric: string, most: number): Promise<void> {
  for (const [a, b] of await pairsOf(metric)) expect([metric, a, b, Math.abs(a - b) <= most]).toEqual([metric, a, b, true])
}
