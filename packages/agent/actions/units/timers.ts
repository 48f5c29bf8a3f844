import type { ResultOf, RowOf } from '@hyperion/wire/actions'
import { propertiesOf, type UnitProperties } from '../../units/bus.ts'
import { timestamp } from '../../units/systemd.ts'
import type { Environment } from '../environment.ts'
import type { Run } from '../implementation.ts'
import { hasSystemd, type LoadedUnit, type UnitManager, withSystemd } from './manager.ts'
import { NAME_LENGTH, shown, WORD_LENGTH } from './values.ts'

const TIMER = 'org.freedesktop.systemd1.Timer'

export async function listTimers(environment: Environment, run: Run<'unit.timers'>): Promise<ResultOf<'unit.timers'>> {
  const at = environment.clock.now()
  if (!hasSystemd(environment)) return { at }
  return withSystemd(environment, async (systemd) => {
    const timers = (await systemd.loaded()).filter(({ name, load }) => name.endsWith('.timer') && load === 'loaded')
    const found: RowOf<'unit.timers'>[] = []
    for (const timer of timers) {
      const row = await timerRow(systemd, timer, at)
      if (row) found.push(row)
    }
    await run.rows(found)
    return { at }
  })
}

/** Null for one that is gone since it was listed. */
async function timerRow(systemd: UnitManager, timer: LoadedUnit, at: number) {
  const of = await propertiesOf(systemd.bus, timer.path, TIMER).catch(() => null)
  return of && rowOfTimer(timer, of, at - Number(process.hrtime.bigint() / 1_000_000n))
}

/** `bootedAt`: the instant (epoch ms) that the monotonic clock of its host counts from. */
export function rowOfTimer(
  { name, description, active }: Pick<LoadedUnit, 'name' | 'description' | 'active'>,
  of: UnitProperties,
  bootedAt: number,
): RowOf<'unit.timers'> {
  return {
    name: shown(name, NAME_LENGTH),
    description: shown(description, 255),
    active: shown(active, WORD_LENGTH),
    starts: shown(of.Unit, NAME_LENGTH),
    next: soonest(timestamp(of.NextElapseUSecRealtime), monotonicInstant(of.NextElapseUSecMonotonic, bootedAt)),
    last: timestamp(of.LastTriggerUSec),
    schedule: [...specs(of.TimersCalendar), ...delays(of.TimersMonotonic)].slice(0, 32),
    persistent: of.Persistent === true,
  }
}

function soonest(...instants: readonly (number | null)[]): number | null {
  const known = instants.filter((each) => each !== null)
  return known.length > 0 ? Math.min(...known) : null
}

/** systemd counts these from the start of the kernel. */
function monotonicInstant(microseconds: unknown, bootedAt: number): number | null {
  const ms = timestamp(microseconds)
  return ms === null ? null : Math.max(0, Math.round(bootedAt + ms))
}

/** `OnCalendar=daily`: what is said, and how systemd reads it. */
function specs(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : []).map((each) => shown((each as unknown[])[1], 255))
}

/** `OnBootSec=15min`. */
function delays(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : []).map((each) => {
    const [base, microseconds] = each as unknown[]
    const seconds = typeof microseconds === 'bigint' ? Number(microseconds / 1_000_000n) : 0
    return shown(`${String(base).replace(/USec$/, 'Sec')}=${seconds}s`, 255)
  })
}
