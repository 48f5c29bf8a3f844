import type { Tier } from '@hyperion/domain/actions'
import type { Environment } from './environment.ts'

export interface ActionDoorOptions extends Environment {
  readonly agentKey: string
  readonly hubKey: string
  readonly tier: Tier
  /** Of the host's own record. */
  readonly recordPath: string
  readonly monotonic: () => number
}
