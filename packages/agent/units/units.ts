import type { ProcessTable, UnitInfo } from '@hyperion/domain/hosts'
import type { Clock } from '@hyperion/ports/clock'
import type { Paths } from '../linux/paths.ts'
import { listProcessUnits } from './process-units.ts'

export interface UnitsOptions {
  readonly paths: Paths
  readonly clock: Clock
  readonly monotonic: () => number
  readonly log: (message: string) => void
  readonly processes: () => Promise<ProcessTable>
}

export interface Units {
  list(): Promise<readonly UnitInfo[]>
  close(): Promise<void>
}

const FRESH_MS = 5000

/** The units of this machine, no older than about 5 s. */
export function createUnits(options: UnitsOptions): Units {
  let last: readonly UnitInfo[] = []
  let listedAt = Number.NEGATIVE_INFINITY
  let listing: Promise<readonly UnitInfo[]> | null = null
  const renew = async (): Promise<readonly UnitInfo[]> => {
    last = await listProcessUnits(options.paths, await options.processes())
    listedAt = options.monotonic()
    return last
  }
  return {
    async list() {
      if (options.monotonic() - listedAt < FRESH_MS) return last
      listing ??= renew().finally(() => {
        listing = null
      })
      return listing
    },
    async close() {},
  }
}
