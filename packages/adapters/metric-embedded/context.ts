import type { Blocks } from './blocks.ts'
import type { DamageLog } from './damage.ts'
import type { Mutex } from './mutex.ts'
import type { Registry } from './registry.ts'
import type { BlockStorage } from './storage.ts'

export * from './spans.ts'

/** What the parts of the store share; only {@link Ingest}, sealing and upkeep change it, under `writing`. */
export interface Context {
  readonly storage: BlockStorage
  readonly registry: Registry
  readonly blocks: Blocks
  readonly damage: DamageLog
  readonly log: (message: string) => void
  readonly writing: Mutex
  /** The journal's next sequence number. */
  nextSequence: number
  /** Entries whose write failed in a way that may have kept them; struck out by the next write. */
  doubtful: number[]
  /** By host, journal entries before which its reports are forgotten. */
  readonly forgottenBelow: Map<number, number>
}
