import type { HostInventory } from '@hyperion/domain/hosts'
import type { ExporterNews } from './scrape-targets.ts'

/** Lets a Prometheus write to the hub. */
export interface Receiver {
  readonly id: number
  /** Unique. */
  readonly name: string
  /** Last characters of its token, to tell tokens apart. */
  readonly hint: string
  /** Instances that were never seen become hosts. */
  readonly newHosts: boolean
  readonly createdAt: number
  readonly createdBy: string
  readonly lastUsedAt: number | null
}

export interface NewReceiver extends Omit<Receiver, 'id' | 'lastUsedAt'> {
  readonly tokenHash: string
}

export interface ReceiverChange {
  readonly name?: string
  readonly newHosts?: boolean
  /** A new token in place of the old one. */
  readonly token?: { readonly hash: string; readonly hint: string }
  readonly lastUsedAt?: number
}

/** What a Prometheus tells apart by its labels `job` and `instance`. */
export interface WrittenInstance {
  readonly id: number
  /** Null when it was removed: nobody writes for the host any more. */
  readonly receiver: number | null
  readonly job: string
  readonly instance: string
  /** Null when its host was deleted: it is refused from then on. */
  readonly host: number | null
  /** Its host's name; empty without one. */
  readonly name: string
  readonly inventory: HostInventory | null
  readonly lastSeen: number | null
}

export interface InstanceKey extends Pick<WrittenInstance, 'job' | 'instance'> {
  readonly receiver: number
}

/** One request as it was received, kept until its reports are made. */
export interface InboxEntry {
  readonly id: number
  readonly receiver: number
  readonly receivedAt: number
  readonly body: Uint8Array
}

export interface RemoteWriteStore {
  /** Oldest first. */
  receivers(): Promise<readonly Receiver[]>
  receiverByToken(hash: string): Promise<Receiver | undefined>
  /** Rejects with `DomainError('conflict')` for a name that another has, as {@link changeReceiver} does. */
  addReceiver(receiver: NewReceiver): Promise<Receiver>
  /** Undefined for an unknown one. */
  changeReceiver(id: number, change: ReceiverChange): Promise<Receiver | undefined>
  /** Its hosts stay with their history; false for an unknown one. */
  removeReceiver(id: number): Promise<boolean>
  /** By id. */
  instances(): Promise<readonly WrittenInstance[]>
  /** Makes a host for an instance, once however often it is asked. */
  admit(key: InstanceKey, name: string, now: number): Promise<WrittenInstance>
  /** Names of hosts follow those of their machines only where they are told to. */
  keep(host: number, news: ExporterNews & { readonly name?: string }): Promise<void>
  /** False when the host is none of an instance. */
  rename(host: number, name: string): Promise<boolean>
  /** Deletes the host and refuses its instance; false when it is none of an instance. */
  removeHost(host: number): Promise<boolean>
  /** Forgets that an instance was refused; false when none of this id is. */
  forgive(instance: number): Promise<boolean>
  /** Keeps a request durably; the answer is its id. */
  receive(entry: Omit<InboxEntry, 'id'>): Promise<number>
  /** Oldest first. */
  inbox(): Promise<readonly InboxEntry[]>
  drop(ids: readonly number[]): Promise<void>
}
