import type { ProcessInfo } from '@hyperion/domain/hosts'
import type { Clock } from '@hyperion/ports/clock'
import type { ParamsOf, ResultOf, RowOf } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'
import type { Run } from '../implementation.ts'
import { factsOf, figuresOf } from './list.ts'
import { ownLine } from './own-line.ts'

type Row = RowOf<'process.follow'>
type Figures = NonNullable<Row['figures']>
type Facts = NonNullable<Row['facts']>

interface Told {
  readonly startedAt: number
  readonly facts: Facts
  readonly figures: Figures
}

const USUAL_S = 2
/** Less than this nobody sees. */
const LEAST_BYTES = 64 * 1024
const LEAST_SHARE = 0.005

/** Tells the table, and then what is another than before, until it is cancelled. */
export async function followProcesses(
  { host, clock }: Environment,
  { everySeconds = USUAL_S }: ParamsOf<'process.follow'>,
  run: Run<'process.follow'>,
): Promise<ResultOf<'process.follow'>> {
  const told = new Map<number, Told>()
  while (!run.signal.aborted) {
    const { at, processes } = await host.processes()
    await run.rows(news(told, processes))
    run.progress(Math.round(at), null)
    await pause(clock, everySeconds * 1000, run.signal)
  }
  throw run.signal.reason
}

/** What has to be told for `told` to be `processes`, which it then is. */
export function news(told: Map<number, Told>, processes: readonly ProcessInfo[]): Row[] {
  const own = ownLine()
  const rows: Row[] = []
  const here = new Set<number>()
  for (const each of processes) {
    const { pid, startedAt } = each
    here.add(pid)
    const before = told.get(pid)
    const facts = factsOf(each, own)
    const figures = figuresOf(each)
    const known = before && Math.abs(before.startedAt - startedAt) < 1 && isSame(before.facts, facts)
    if (known && isAlike(before.figures, figures)) continue
    told.set(pid, { startedAt, facts, figures })
    rows.push({ pid, startedAt, ...(!known && { facts }), figures })
  }
  for (const [pid, { startedAt }] of told) {
    if (here.has(pid)) continue
    told.delete(pid)
    rows.push({ pid, startedAt, figures: null })
  }
  return rows
}

function isSame<T extends object>(before: T, now: T): boolean {
  return (Object.keys(now) as (keyof T)[]).every((key) => before[key] === now[key])
}

function isAlike({ memoryBytes: bytesBefore, memoryPercent: _, ...before }: Figures, { memoryBytes, memoryPercent: __, ...now }: Figures) {
  return isSame(before, now) && Math.abs(memoryBytes - bytesBefore) < Math.max(LEAST_BYTES, bytesBefore * LEAST_SHARE)
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      cancel()
      reject(signal.reason)
    }
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', stop)
      resolve()
    })
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
  })
}
