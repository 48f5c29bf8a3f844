import type { HostDown, HostInventory, HostKind, ProcessTable, UnitInfo } from '@hyperion/domain/hosts'
import type { Operator } from '../operators/index.ts'

/** How a host is at this moment. */
export interface HostStatus {
  readonly name: string
  /** What it told of itself; null until it has. */
  readonly inventory: HostInventory | null
  /** Whether its reports come. */
  readonly online: boolean
  /** Epoch ms by the hub's clock of the last sign of life; null before the first. */
  readonly lastSeen: number | null
  /** Milliseconds from one stored report to the next. */
  readonly intervalMs: number
  /** The interval was set for this host; otherwise it is the hub's. */
  readonly ownInterval: boolean
  /** What an operator should know, one line each; nothing when all is well. */
  readonly troubles: readonly string[]
  /** What is away while its reports do not come; null, or left out, where they do or nothing looks. */
  readonly down?: HostDown | null
  /** What cannot be seen of this host, since its kind or its agent's age does not allow it. */
  readonly lacks: readonly string[]
}

export interface HostChange {
  readonly name?: string | undefined
  /** Null for the hub's default. */
  readonly intervalMs?: number | null | undefined
}

/** Units of a host as it told them at an instant. */
export interface ToldUnits {
  readonly at: number
  readonly units: readonly UnitInfo[]
}

/** What watches the hosts of one kind. */
export interface HostSource {
  readonly kind: HostKind
  /** Undefined for a host that it does not know. */
  status(host: number): HostStatus | undefined
  /** Rejects with `DomainError('conflict')` where the kind cannot be changed. */
  change(host: number, change: HostChange): Promise<void>
  /** Deletes the host with its history; nothing reports for it afterwards. */
  remove(host: number): Promise<void>
  /** Left out where units are not seen; null where the host has not told. */
  units?(host: number): Promise<ToldUnits | null>
  /** The processes of this moment. Left out where only snapshots of them come. */
  processes?(host: number): Promise<ProcessTable>
  /** Takes orders for a host. Left out where none are taken; null while the host is away, or takes none. */
  operator?(host: number): Operator | null
  /** Asks for live samples on the bus until the answer is called. Left out where there are none. */
  watch?(host: number): () => void
}
