import type { HostInventory } from '@hyperion/domain/hosts'
import type { Reading } from '@hyperion/domain/metrics'

/** What a host without an agent runs to tell of itself, and how that is read. */
export interface RemoteHosts {
  /** For a POSIX shell; the same for every host, and without input. */
  readonly script: string
  /** What can be done on such a host, by the names of the catalog. */
  readonly operations: Readonly<Record<string, RemoteOperation>>
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

/** What is known of a host when something is asked of it. */
export interface RemoteContext {
  /** Epoch ms, as its inventory has it. */
  readonly bootedAt: number
}

/** An operation of the catalog as a host without an agent carries it out. */
export interface RemoteOperation {
  /** For a POSIX shell; the same whatever is asked. Holds no single quotes. */
  readonly script: string
  /** Its standard input. */
  input(params: object, context: RemoteContext): string
  /** What the script printed, read; throws `ActionError` where it says, or shows, that nothing came of it. */
  read(answer: string, context: RemoteContext): { readonly rows: readonly object[]; readonly result: object }
  /** Of one that goes on until it is cancelled: the script is run again and again, and what is news of its answers told. */
  follow?(): RemoteFollowing
}

export interface RemoteFollowing {
  /** From the end of one run to the next. */
  readonly everyMs: number
  /** As {@link RemoteOperation.read}; `at` (epoch ms) is the instant that the answer is of. */
  next(answer: string, context: RemoteContext): { readonly rows: readonly object[]; readonly at: number }
}
