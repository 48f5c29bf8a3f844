import type { HostInventory } from '@hyperion/domain/hosts'
import type { Reading } from '@hyperion/domain/metrics'

/** What a host without an agent runs to tell of itself, and how that is read. */
export interface RemoteHosts {
  /** For a POSIX shell; the same for every host, and without input. */
  readonly script: string
  /** One for each host and consumer: it remembers where counters stood. */
  createReader(log: (message: string) => void): RemoteReader
}

export interface RemoteReader {
  /** Takes in what the script printed. Rejects with {@link UnreadableAnswer} and changes nothing when it is something else. */
  take(answer: string): Promise<void>
  /** Of the latest answer, for people who watch; percentages since the last call. Throws {@link UnreadableAnswer} when it is too much. */
  live(): readonly Reading[]
  /** The same, for the history. */
  stored(): readonly Reading[]
  /** Null before the first answer. */
  inventory(): HostInventory | null
}

/** What a host printed is not what the script prints; the message says why. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer'
}
