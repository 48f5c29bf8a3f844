/** Fills the database given as argument with two hours of a hundred hosts, then dies as a killed hub does: journal and all. */
import { openEmbeddedMetricStore } from '@hyperion/adapters/metric-embedded'
import { TICK_MS, workloadFrames } from '../workload-frames.ts'

const HOSTS = 100
const TICKS = 480

const store = await openEmbeddedMetricStore({ database: { kind: 'sqlite', file: process.argv[2] as string }, log: console.error })
const start = Math.floor(Date.now() / TICK_MS - TICKS) * TICK_MS
for (const frames of workloadFrames(HOSTS, TICKS, start)) await store.append(frames)
process.kill(process.pid, 'SIGKILL')
