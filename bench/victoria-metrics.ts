import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { GROUPS, readings } from './workload.mjs'

export interface PeerFigures {
  readonly bytesPerSample: number
  readonly samplesPerCpuSecond: number
  readonly dayMs: number
}

export interface PeerWorkload {
  readonly hosts: number
  readonly ticks: number
  readonly start: number
  readonly tickMs: number
}

const BINARY = 'victoria-metrics'
const TICKS_A_REQUEST = 40
const CLOCK_TICKS_A_SECOND = 100
const READS = 20
const FLUSH_MS = 8000

/** The same workload through VictoriaMetrics over HTTP, or null where it is not installed. */
export async function measureVictoriaMetrics(folder: string, workload: PeerWorkload): Promise<PeerFigures | null> {
  if (spawnSync(BINARY, ['--version']).error) return null
  const port = await freePort()
  const data = join(folder, 'victoria')
  const args = [`-storageDataPath=${data}`, `-httpListenAddr=127.0.0.1:${port}`, '-retentionPeriod=100y', '-search.latencyOffset=0s']
  const server = spawn(BINARY, args, { stdio: 'ignore' })
  try {
    const base = `http://127.0.0.1:${port}`
    await answering(`${base}/health`)
    const samples = workload.hosts * workload.ticks * 22
    const before = cpuSeconds(server)
    await write(base, workload)
    await request(`${base}/internal/force_flush`)
    const seconds = cpuSeconds(server) - before
    const dayMs = await readDay(base, workload)
    const bytes = await mergedSize(base, join(data, 'data'))
    return { bytesPerSample: bytes / samples, samplesPerCpuSecond: samples / seconds, dayMs }
  } finally {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill()
    await ended
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await fetch(url).catch(() => null)) return
    await pause(100)
  }
  throw new Error('VictoriaMetrics did not start')
}

async function request(url: string, body?: string): Promise<string> {
  const response = await fetch(url, body === undefined ? {} : { method: 'POST', body })
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response.text()
}

async function write(base: string, { hosts, ticks, start, tickMs }: PeerWorkload): Promise<void> {
  const sources = Array.from({ length: hosts }, (_, host) => readings(host, ticks))
  for (let tick = 0; tick < ticks; tick += TICKS_A_REQUEST) {
    const lines: string[] = []
    for (let i = tick; i < Math.min(ticks, tick + TICKS_A_REQUEST); i++) {
      sources.forEach((source, host) => {
        const values: Record<string, number[]> = source.next().value
        for (const [group, names] of Object.entries(GROUPS)) {
          lines.push(
            `${group},host=h${host} ${names.map((name, column) => `${name}=${values[group]?.[column]}`).join(',')} ${start + i * tickMs}`,
          )
        }
      })
    }
    await request(`${base}/write?precision=ms`, lines.join('\n'))
  }
}

async function readDay(base: string, { start, tickMs, ticks }: PeerWorkload): Promise<number> {
  const match = encodeURIComponent('{__name__=~"cpu_.+",host="h6"}')
  const url = `${base}/api/v1/export?match[]=${match}&start=${start / 1000}&end=${(start + ticks * tickMs) / 1000}`
  const times: number[] = []
  for (let i = 0; i < READS; i++) {
    const began = performance.now()
    await request(url)
    times.push(performance.now() - began)
  }
  return times.sort((a, b) => a - b)[READS >> 1] as number
}

function cpuSeconds(server: ChildProcess): number {
  const stat = readFileSync(`/proc/${server.pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_A_SECOND
}

/** The folder's size once everything is on disk and merged. */
async function mergedSize(base: string, folder: string): Promise<number> {
  // What is in memory goes to disk within five seconds; a merge takes only what is there.
  await pause(FLUSH_MS)
  await request(`${base}/internal/force_merge`)
  let previous = -1
  let still = 0
  for (let attempt = 0; attempt < 60 && still < 5; attempt++) {
    await pause(1000)
    const size = Number(execFileSync('du', ['-sb', folder], { encoding: 'utf8' }).split('\t')[0])
    still = size === previous ? still + 1 : 0
    previous = size
  }
  return previous
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
