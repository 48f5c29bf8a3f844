/**
 * What a hub with 100 hosts weighs while people look at whole months again and again, and whether that levels off:
 *
 *     node bench/memory.ts [rounds]
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { printFigure } from './figures.ts'
import { HubProcess } from './hub-process.ts'

const ROUNDS = Number(process.argv[2] ?? 50)
const FILL = ['month', 'hosts'].map((name) => fileURLToPath(new URL(`./fill/${name}.ts`, import.meta.url)))
const AT_ONCE = 4
const QUERIES = [
  'cpu/?hours=24',
  'stats/?hours=720',
  'cpu/?hours=720',
  'cpu/?hours=720&resolution=raw',
  'disk/?hours=720&resolution=raw',
  'network/?hours=168&resolution=raw',
]

async function get(hub: HubProcess, path: string, headers: Record<string, string>): Promise<void> {
  const answer = await fetch(`${hub.base}/dashboard/api/collectors/1/${path}`, { headers })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  for await (const _ of answer.body ?? []);
}

/** PSS after each round of queries. */
async function weigh(hub: HubProcess): Promise<number[]> {
  const headers = await hub.signIn()
  const weights = [hub.pss()]
  for (let round = 1; round <= ROUNDS; round++) {
    for (const path of QUERIES) await Promise.all(Array.from({ length: AT_ONCE }, () => get(hub, path, headers)))
    weights.push(hub.pss())
    console.log(`round ${round}: ${Math.round(weights[round] as number)} MiB`)
  }
  return weights
}

const most = (weights: readonly number[]): number => Math.max(...weights)

const folder = mkdtempSync(join(tmpdir(), 'hyperion-bench-'))
try {
  for (const fill of FILL) spawnSync(process.execPath, [fill, join(folder, 'hyperion.db')], { stdio: 'inherit' })
  const hub = await HubProcess.start(folder)
  try {
    const weights = await weigh(hub)
    const half = Math.ceil(weights.length / 2)
    printFigure({ what: 'memory: PSS with 100 hosts, before any query', unit: 'MiB', value: weights[0] as number, budget: 200 })
    printFigure({ what: `memory: most in the first half of ${ROUNDS} rounds of months`, unit: 'MiB', value: most(weights.slice(0, half)) })
    printFigure({ what: 'memory: most in the second half', unit: 'MiB', value: most(weights.slice(half)), budget: 200 })
  } finally {
    await hub.stop()
  }
} finally {
  rmSync(folder, { recursive: true })
}
