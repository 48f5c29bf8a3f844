/**
 * The embedded metric store against its budgets, beside VictoriaMetrics where that is installed:
 *
 *     node bench/store.ts
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbeddedMetricStore } from '@hyperion/adapters/metric-embedded'
import type { HostFrame, MetricStore } from '@hyperion/ports/metric-store'
import { type Figure, printFigure } from './figures.ts'
import { measureVictoriaMetrics, type PeerFigures } from './victoria-metrics.ts'
import { GROUPS } from './workload.mjs'
import { TICK_MS, workloadFrames } from './workload-frames.ts'

const HOSTS = 50
const TICKS = 5760
const DAY_MS = 86_400_000
const VALUES = HOSTS * TICKS * 22
const INGEST_RUNS = 3
const IN_FLIGHT = 64
const START = Math.floor(Date.now() / DAY_MS - 2) * DAY_MS
const CPU_COLUMNS = GROUPS.cpu.map((name) => `cpu.${name}`)

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
  await store.maintain(START + DAY_MS + 3_600_000, { standard: { rawDays: 30, fineDays: 90, totalDays: 0 }, hosts: new Map() })
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
  const ticks = [...workloadFrames(1, 30 * TICKS, START, ['cpu'])]
  await appendAll(store, ticks)
  await store.maintain(START + 30 * DAY_MS + 3_600_000, { standard: { rawDays: 60, fineDays: 90, totalDays: 0 }, hosts: new Map() })
  const query = { host: 1, group: 'cpu', instance: '', metrics: CPU_COLUMNS.slice(0, 3), from: START, to: START + 31 * DAY_MS } as const
  const time = await medianTime(20, () => store.statistics(query))
  await store.close()
  return time
}

function print(runs: readonly Sizes[], monthMs: number, peer: PeerFigures | null): void {
  const of = (pick: (run: Sizes) => number): number => median(runs.map(pick))
  const beside = (value: number | undefined): Pick<Figure, 'peer'> =>
    value === undefined ? {} : { peer: { name: 'VictoriaMetrics', value } }
  const sealed = of((run) => run.blockBytes) / VALUES
  const rate = of((run) => run.perCpuSecond)
  const bytes = { unit: 'B/sample' }
  printFigure({ what: 'store: sealed blocks', ...bytes, value: sealed, budget: 0.7, ...beside(peer?.bytesPerSample) })
  printFigure({ what: 'store: whole file', ...bytes, value: of((run) => run.fileBytes) / VALUES, budget: 1.1 })
  const samples = { unit: 'samples/CPU-s' }
  printFigure({
    what: 'store: frames to durable',
    ...samples,
    value: rate,
    budget: 750_000,
    atLeast: true,
    ...beside(peer?.samplesPerCpuSecond),
  })
  printFigure({ what: 'store: the same, merging the day included', ...samples, value: of((run) => run.withMerge) })
  printFigure({ what: 'store: 24 h of 7 CPU columns', unit: 'ms', value: of((run) => run.dayMs), budget: 5, ...beside(peer?.dayMs) })
  printFigure({ what: 'store: 30 days, 12 figures × 3 columns', unit: 'ms', value: monthMs, budget: 60 })
}

const folder = mkdtempSync(join(tmpdir(), 'hyperion-bench-'))
try {
  const ticks = [...workloadFrames(HOSTS, TICKS, START)]
  const runs: Sizes[] = []
  for (let run = 0; run < INGEST_RUNS; run++) runs.push(await ingest(folder, ticks))
  const monthMs = await monthOfStatistics(folder)
  const peer = await measureVictoriaMetrics(folder, { hosts: HOSTS, ticks: TICKS, start: START, tickMs: TICK_MS })
  print(runs, monthMs, peer)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
