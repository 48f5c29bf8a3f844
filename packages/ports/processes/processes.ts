import type { ProcessSnapshot } from '@hyperion/domain/hosts'

export interface HostSnapshot {
  readonly host: number
  readonly snapshot: ProcessSnapshot
}

/** What is kept at or before an instant, and when the ones next to it were taken. */
export interface KeptSnapshot {
  /** Null when nothing is kept so early. */
  readonly snapshot: ProcessSnapshot | null
  readonly before: number | null
  readonly after: number | null
}

/** The processes of hosts as they were, minute by minute. */
export interface ProcessStore {
  /** Keeps snapshots; those known already are left alone, as are those of hosts that are gone. */
  append(snapshots: readonly HostSnapshot[]): Promise<void>
  at(host: number, at: number): Promise<KeptSnapshot>
  /** Those from `from` up to but without `to`, oldest first, without holding all of them in memory. */
  read(host: number, from: number, to: number): AsyncIterable<ProcessSnapshot>
  /** Puts what is older together, which takes a fraction of the space. */
  pack(before: number): Promise<void>
  /** Forgets what is older. */
  trim(before: number): Promise<void>
  /** Bytes kept of a host. */
  bytes(host: number): Promise<number>
}
