/**
 * The embedded metric store against its budgets, beside VictoriaMetrics where that is installed:
 *
 *     node bench/store.ts
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbeddedMetricStore } from '@hyperion/adapters/metric-embedded'
import { encodeReport, type GroupId, type Reading, reading } from '@hyperion/domain/metrics'
import type { HostFrame, MetricStore } from '@hyperion/ports/metric-store'
import { measureVictoriaMetrics, type PeerFigures } from './victoria-metrics.ts'
import { GROUPS, readings } from './workload.mjs'

const HOSTS = 50
const TICKS = 5760
const TICK_MS = 15_000
const DAY_MS = 86_400_000
const VALUES = HOSTS * TICKS * 22
const INGEST_RUNS = 3
const IN_FLIGHT = 64
const START = Math.floor(Date.now() / DAY_MS - 2) * DAY_MS
const CPU_COLUMNS = GROUPS.cpu.map((name) => `cpu.${name}`)

const INSTANCES: Readonly<Record<string, string>> = { disk: 'sda', network: 'eth0' }
const NAMES: Readonly<Record<string, string>> = { percent_used: 'usage' }

function toReadings(tick: Record<string, number[]>): Reading[] {
  return Object.entries(GROUPS).map(([group, names]) => {
    const values = Object.fromEntries(names.map((name, column) => [NAMES[name] ?? name, tick[group]?.[column] ?? null]))
    return reading(group as GroupId, INSTANCES[group] ?? '', values)
  })
}

/** All hosts' frames, tick by tick, as they would arrive. */
function makeFrames(): HostFrame[][] {
  const hosts = Array.from({ length: HOSTS }, (_, host) => readings(host, TICKS))
  return Array.from({ length: TICKS }, (_, tick) =>
    hosts.map((each, host) => ({
      host: host + 1,
      frame: encodeReport({ at: START + tick * TICK_MS, readings: toReadings(each.next().value) }),
    })),
  )
}

async function appendAll(store: MetricStore, ticks: readonly HostFrame[][]): Promise<void> {
  const underWay: Promise<unknown>[] = []
  for (const frames of ticks) {
    underWay.push(store.append(frames))
    if (underWay.length >= IN_FLIGHT) await underWay.shift()
  }
  await Promise.all(underWay)
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number
}

async function medianTime(runs: number, task: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    await task()
    times.push(performance.now() - start)
  }
  return median(times.slice(runs >> 2))
}

interface Sizes {
  readonly perCpuSecond: number
  readonly withMerge: number
  readonly blockBytes: number
  readonly fileBytes: number
  readonly dayMs: number
}

async function ingest(folder: string, ticks: readonly HostFrame[][]): Promise<Sizes> {
  const file = join(folder, 'store.db')
  const store = await openEmbeddedMetricStore({ database: { kind: 'sqlite', file }, log: console.error })
  const before = process.cpuUsage()
  await appendAll(store, ticks)
  const appended = process.cpuUsage(before)
  await store.maintain(START + DAY_MS + 3_600_000, { rawDays: 30, totalDays: 0 })
  const merged = process.cpuUsage(before)
  const { blockBytes } = await store.usage()
  const day = { host: 7, group: 'cpu', instance: '', metrics: CPU_COLUMNS, from: START, to: START + DAY_MS } as const
  const dayMs = await medianTime(60, () => store.read(day))
  await store.close()
  const fileBytes = statSync(file).size
  rmSync(file)
  const seconds = (usage: NodeJS.CpuUsage): number => (usage.user + usage.system) / 1e6
  return { perCpuSecond: VALUES / seconds(appended), withMerge: VALUES / seconds(merged), blockBytes, fileBytes, dayMs }
}

async function monthOfStatistics(folder: string): Promise<number> {
  const store = await openEmbeddedMetricStore({ database: { kind: 'sqlite', file: join(folder, 'month.db') }, log: console.error })
  const ticks = Array.from(readings(1, 30 * TICKS), (tick, i) => [
    { host: 1, frame: encodeReport({ at: START + i * TICK_MS, readings: toReadings({ cpu: tick.cpu }).slice(0, 1) }) },
  ])
  await appendAll(store, ticks)
  await store.maintain(START + 30 * DAY_MS + 3_600_000, { rawDays: 60, totalDays: 0 })
  const query = { host: 1, group: 'cpu', instance: '', metrics: CPU_COLUMNS.slice(0, 3), from: START, to: START + 31 * DAY_MS } as const
  const time = await medianTime(20, () => store.statistics(query))
  await store.close()
  return time
}

function line(what: string, budget: string, measured: string, ok: boolean, peer: string): void {
  console.log(`| ${what} | ${budget} | ${measured} | ${ok ? 'ok' : 'over'} | ${peer} |`)
}

function print(runs: readonly Sizes[], monthMs: number, peer: PeerFigures | null): void {
  const of = (pick: (run: Sizes) => number): number => median(runs.map(pick))
  const sealed = of((run) => run.blockBytes) / VALUES
  const file = of((run) => run.fileBytes) / VALUES
  const rate = of((run) => run.perCpuSecond)
  const day = of((run) => run.dayMs)
  const ratio = (own: number, of: number | undefined, text: string): string =>
    of === undefined ? '–' : `${text} (${(own / of).toFixed(2)} of it)`
  const thousands = (value: number): string => `${Math.round(value / 1000)} k`
  console.log('| metric store | budget | measured | | VictoriaMetrics |\n|---|---|---|---|---|')
  const peerBytes = ratio(sealed, peer?.bytesPerSample, peer?.bytesPerSample.toFixed(2) ?? '')
  line('bytes a sample, sealed blocks', '≤ 0.70', sealed.toFixed(3), sealed <= 0.7, peerBytes)
  line('bytes a sample, whole file', '≤ 1.1', file.toFixed(3), file <= 1.1, '–')
  const peerRate = ratio(rate, peer?.samplesPerCpuSecond, thousands(peer?.samplesPerCpuSecond ?? 0))
  line('samples a CPU-second, frames to durable', '≥ 750 k', thousands(rate), rate >= 750_000, peerRate)
  line('the same, merging the day included', '–', thousands(of((run) => run.withMerge)), true, '–')
  line('24 h of 7 CPU columns', '≤ 5 ms', `${day.toFixed(2)} ms`, day <= 5, ratio(day, peer?.dayMs, `${peer?.dayMs.toFixed(1)} ms`))
  line('30 days, 12 figures × 3 columns', '≤ 60 ms', `${monthMs.toFixed(1)} ms`, monthMs <= 60, '–')
}

const folder = mkdtempSync(join(tmpdir(), 'hyperion-bench-'))
try {
  const ticks = makeFrames()
  const runs: Sizes[] = []
  for (let run = 0; run < INGEST_RUNS; run++) runs.push(await ingest(folder, ticks))
  const monthMs = await monthOfStatistics(folder)
  const peer = await measureVictoriaMetrics(folder, { hosts: HOSTS, ticks: TICKS, start: START, tickMs: TICK_MS })
  print(runs, monthMs, peer)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
