import type { UnitInfo } from '@hyperion/domain/hosts'
import { type Clock, every } from '@hyperion/ports/clock'
import { AGENT_LIMITS } from '@hyperion/wire/agent'

export interface UnitWatchOptions {
  readonly list: () => Promise<readonly UnitInfo[]>
  readonly clock: Clock
  readonly tell: (units: readonly UnitInfo[]) => void
  readonly log: (message: string) => void
}

const EVERY_MS = 60_000
const DESCRIPTION = 120
const NAME = 255

export interface UnitWatch {
  /** Looks now. */
  look(): void
  stop(): void
}

/** Lists the units every minute, and when told to, and tells them when one has changed. */
export function watchUnits({ list, clock, tell, log }: UnitWatchOptions): UnitWatch {
  let told = ''
  let failing = false
  const look = async (): Promise<void> => {
    try {
      const units = bounded(await list())
      const text = JSON.stringify(units)
      if (text !== told) tell(units)
      told = text
      failing = false
    } catch (error) {
      if (!failing) log(`units cannot be listed: ${error instanceof Error ? error.message : String(error)}`)
      failing = true
    }
  }
  void look()
  return { look: () => void look(), stop: every(clock, EVERY_MS, () => void look()) }
}

/** As many as the hub takes, failed ones first; without what they are about when that would be too much. */
function bounded(units: readonly UnitInfo[]): readonly UnitInfo[] {
  const failed = (each: UnitInfo): number => Number(each.state !== 'failed')
  const taken = units
    .toSorted((a, b) => failed(a) - failed(b))
    .slice(0, AGENT_LIMITS.units)
    .map((each) => ({
      ...each,
      name: each.name.slice(0, NAME).toWellFormed(),
      description: each.description.slice(0, DESCRIPTION).toWellFormed(),
    }))
  const fits = (list: readonly UnitInfo[]): boolean => Buffer.byteLength(JSON.stringify(list)) <= AGENT_LIMITS.unitBytes
  if (fits(taken)) return taken
  const bare = taken.map((each) => ({ ...each, description: '' }))
  return fits(bare) ? bare : bare.slice(0, AGENT_LIMITS.units / 4)
}
