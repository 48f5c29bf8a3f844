import type { Tier } from '@hyperion/domain/actions'
import type { HostInventory } from '@hyperion/domain/hosts'
import type { HostKey, SshAddress, SshSecret } from '@hyperion/ports/ssh'

/** How the hub gets into a host. */
export interface SshAccess extends SshAddress {
  readonly username: string
  readonly secretKind: SshSecret['kind']
  readonly sealedSecret: string
  /** The only one that is accepted. */
  readonly hostKey: HostKey
}

/** A host that is watched over SSH. */
export interface SshHost extends SshAccess {
  readonly host: number
  readonly name: string
  readonly createdAt: number
  /** Its own interval; null when the hub's default counts. */
  readonly intervalMs: number | null
  /** How far it may be operated; `observe` when it is added. */
  readonly tier: Tier
  /** Absolute paths of folders that files may be reached in; none stands for the home folder of the account. */
  readonly roots: readonly string[]
  /** Null until it has told. */
  readonly inventory: HostInventory | null
  /** Epoch ms of the last sample; null before the first. */
  readonly lastSeen: number | null
}

export interface NewSshHost extends SshAccess {
  readonly name: string
  readonly intervalMs: number | null
  readonly inventory: HostInventory
  readonly now: number
}

/** What sampling tells of a host; what is left out stays. */
export interface SshHostNews {
  readonly inventory?: HostInventory
  readonly lastSeen?: number
}

export interface SshHostChange {
  readonly name?: string
  readonly intervalMs?: number | null
  readonly access?: SshAccess
  readonly tier?: Tier
  readonly roots?: readonly string[]
}

export interface SshHostStore {
  /** By host. */
  list(): Promise<readonly SshHost[]>
  /** Rejects with `DomainError('conflict')` when another host has this address, port and user name. */
  add(host: NewSshHost): Promise<SshHost>
  /** Keeps news of a host; one that is gone meanwhile is left alone. A host that was named after its machine follows its name. */
  keep(host: number, news: SshHostNews): Promise<void>
  /** Undefined when there is no such host; rejects as `add` does. */
  change(host: number, change: SshHostChange): Promise<SshHost | undefined>
  /** Deletes the host; false when there is none of this kind. */
  remove(host: number): Promise<boolean>
}
