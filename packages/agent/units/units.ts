import { existsSync } from 'node:fs'
import type { UnitInfo } from '@hyperion/domain/hosts'
import type { Clock } from '@hyperion/ports/clock'
import type { Paths } from '../linux/paths.ts'
import type { ProcessOutline } from '../linux/processes.ts'
import { listProcessUnits } from './process-units.ts'
import { createSystemd } from './systemd.ts'
import { watchUnitSignals } from './unit-signals.ts'

export interface UnitsOptions {
  readonly paths: Paths
  readonly clock: Clock
  readonly monotonic: () => number
  readonly log: (message: string) => void
  readonly processes: () => Promise<readonly ProcessOutline[]>
  /** Told within a moment when a service fails, or is well again; left out, nobody listens. */
  readonly onChange?: (() => void) | undefined
}

export interface Units {
  list(): Promise<readonly UnitInfo[]>
  /** Ends listening. */
  close(): void
}

const FRESH_MS = 5000

/** The units of this machine, no older than about 5 s: systemd's where it runs, else what processes and pid files tell. */
export function createUnits({ paths, clock, monotonic, log, processes, onChange }: UnitsOptions): Units {
  const socket = `${paths.run}/dbus/system_bus_socket`
  const systemd = createSystemd({ socket, clock, monotonic, root: paths.root })
  let failing = false
  let last: readonly UnitInfo[] = []
  let listedAt = Number.NEGATIVE_INFINITY
  let listing: Promise<readonly UnitInfo[]> | null = null

  const present = (): boolean => existsSync(`${paths.run}/systemd/system`) && existsSync(socket)
  const changed = (): void => {
    listedAt = Number.NEGATIVE_INFINITY
    onChange?.()
  }
  const signals = onChange ? watchUnitSignals({ socket, clock, present, onChange: changed, log }) : null
  const counted = (unit: UnitInfo): UnitInfo => {
    const failures = signals?.failures().get(unit.name)
    return failures === undefined ? unit : { ...unit, failures }
  }

  const fromSystemd = async (): Promise<readonly UnitInfo[] | null> => {
    if (!present()) return null
    try {
      const units = await systemd.list()
      failing = false
      return units.map(counted)
    } catch (error) {
      if (!failing) log(`systemd cannot be asked for units: ${error instanceof Error ? error.message : String(error)}`)
      failing = true
      return null
    }
  }
  const renew = async (): Promise<readonly UnitInfo[]> => {
    last = (await fromSystemd()) ?? (await listProcessUnits(paths, await processes()))
    listedAt = monotonic()
    return last
  }
  return {
    async list() {
      if (monotonic() - listedAt < FRESH_MS) return last
      listing ??= renew().finally(() => {
        listing = null
      })
      return listing
    },
    close: () => signals?.stop(),
  }
}
