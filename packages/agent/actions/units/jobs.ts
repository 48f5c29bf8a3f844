import { ActionError } from '@hyperion/domain/actions'
import type { Clock } from '@hyperion/ports/clock'
import { every } from '@hyperion/ports/clock'
import { busErrorOf, MANAGER, MANAGER_PATH } from '../../units/bus.ts'
import type { Run } from '../implementation.ts'
import type { UnitManager } from './manager.ts'

const JOB_REMOVED = `type='signal',sender='org.freedesktop.systemd1',path='${MANAGER_PATH}',interface='${MANAGER}',member='JobRemoved'`
const SECOND_MS = 1000
/** A unit that takes this long is told of, and then this often. */
const TOLD_MS = 5_000

export interface JobOptions {
  readonly unit: string
  /** `StartUnit` say. */
  readonly method: string
  readonly clock: Clock
  readonly run: Run<'unit.control'>
  /** How long systemd gives it, in ms; null for as long as it takes. */
  readonly limitMs: number | null
}

/** Has systemd do something that takes a while, and waits for its end: `done`, `failed`, `timeout` … Cancelled, the job is too. */
export async function followJob(systemd: UnitManager, options: JobOptions): Promise<string> {
  const { unit, method, clock, run, limitMs } = options
  const ends = new Map<string, string>()
  let wake = (): void => {}
  systemd.bus.onSignal(({ member, body }) => {
    if (member !== 'JobRemoved') return
    ends.set(String(body[1]), String(body[3]))
    wake()
  })
  await systemd.call('Subscribe')
  await systemd.bus.match(JOB_REMOVED)
  run.signal.throwIfAborted()
  const began = clock.now()
  const job = String(await systemd.call(method, 'ss', [unit, 'replace']))
  const ended = new Promise<string>((resolve) => {
    wake = () => {
      const result = ends.get(job)
      if (result !== undefined) resolve(result)
    }
    wake()
  })
  let told = 0
  const stop = every(clock, SECOND_MS, () => {
    const ms = clock.now() - began
    run.progress(Math.round(ms / 1000), limitMs === null ? null : Math.round(limitMs / 1000))
    if (Math.floor(ms / TOLD_MS) <= told) return
    told = Math.floor(ms / TOLD_MS)
    void tellWaiting(systemd, unit, ms, run)
  })
  try {
    return await Promise.race([ended, cancelled(run), systemd.bus.lost])
  } catch (error) {
    // When the agent stops, systemd goes on: somebody asked for it.
    if (run.signal.aborted && (run.signal.reason as ActionError).failure !== 'away') await cancelJob(systemd, job, unit)
    throw error
  } finally {
    stop()
  }
}

function cancelled(run: Run<'unit.control'>): Promise<never> {
  return new Promise((_, reject) => {
    if (run.signal.aborted) reject(run.signal.reason)
    run.signal.addEventListener('abort', () => reject(run.signal.reason), { once: true })
  })
}

/** Takes the job back; what systemd has begun, a stop that waits for a process say, goes on. */
async function cancelJob(systemd: UnitManager, job: string, unit: string): Promise<never> {
  try {
    await systemd.bus.call(job, 'org.freedesktop.systemd1.Job', 'Cancel')
  } catch (error) {
    // It ended at the same moment.
    if (busErrorOf(error) === undefined) throw error
  }
  const { ActiveState, SubState } = await systemd.properties(unit)
  throw new ActionError('cancelled', `the job was cancelled; ${unit} is ${ActiveState} (${SubState})`)
}

async function tellWaiting(systemd: UnitManager, unit: string, ms: number, run: Run<'unit.control'>): Promise<void> {
  try {
    const { ActiveState, SubState } = await systemd.properties(unit)
    await run.text(`${unit}: ${ActiveState} (${SubState}), ${Math.round(ms / 1000)} s\n`)
  } catch {
    // The next time tells again; the end is told anyway.
  }
}
