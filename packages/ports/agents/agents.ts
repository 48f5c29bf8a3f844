import type { HostInventory } from '@hyperion/domain/hosts'
import type { Host } from '@hyperion/ports/hosts'

/** What the hub keeps of the agent of a host. */
export interface Agent {
  readonly host: number
  /** Its host's name, by which it is shown. */
  readonly name: string
  /** Ed25519, base64url: who it is. */
  readonly key: string
  readonly enrolledAt: number
  /** Of the agent's software; empty before the first connection. */
  readonly version: string
  /** Features that this agent is too old for. */
  readonly lacks: readonly string[]
  /** Null until it has told. */
  readonly inventory: HostInventory | null
  /** Where its connection came from. */
  readonly address: string
  /** Epoch ms by the hub's clock of the last sign of life; null before the first. */
  readonly lastSeen: number | null
  /** Milliseconds by which its clock is ahead of the hub's; negative when it is behind. */
  readonly skewMs: number | null
  /** Its own interval; null when the hub's default counts. */
  readonly intervalMs: number | null
}

/** What one connection tells of an agent; what is left out stays. */
export interface AgentNews {
  readonly version?: string
  readonly lacks?: readonly string[]
  readonly inventory?: HostInventory
  readonly address?: string
  readonly lastSeen?: number
  readonly skewMs?: number
}

export interface EnrolmentToken {
  readonly id: number
  /** What it is for, in the words of its maker. */
  readonly label: string
  readonly createdAt: number
  readonly createdBy: string
  readonly expiresAt: number
  readonly usedAt: number | null
  /** The host it let in, while there is one. */
  readonly host: number | null
}

export interface NewEnrolmentToken extends Pick<EnrolmentToken, 'label' | 'createdAt' | 'createdBy' | 'expiresAt'> {
  readonly hash: string
}

export interface Enrolment {
  readonly tokenHash: string
  readonly key: string
  readonly hostname: string
  readonly now: number
}

export interface AgentStore {
  list(): Promise<readonly Agent[]>
  byKey(key: string): Promise<Agent | undefined>
  byHost(host: number): Promise<Agent | undefined>
  /** Whether the host of this key was deleted. */
  isRevoked(key: string): Promise<boolean>
  /** Uses a token up and makes the host with its agent, both or neither; undefined when the token is used, expired or unknown. */
  enrol(enrolment: Enrolment): Promise<Host | undefined>
  /**
   * Keeps news of agents by their hosts, all at once; those that are gone meanwhile are left alone. A host that was named
   * after its machine follows its name.
   */
  keep(news: ReadonlyMap<number, AgentNews>): Promise<void>
  /** Undefined when the host has no agent. */
  change(host: number, change: { readonly name?: string; readonly intervalMs?: number | null }): Promise<Agent | undefined>
  /** Deletes the host and refuses its key from now on; false when it has no agent. */
  remove(host: number, now: number): Promise<boolean>
  addToken(token: NewEnrolmentToken): Promise<EnrolmentToken>
  /** Newest first. */
  tokens(): Promise<readonly EnrolmentToken[]>
  /** A token that could still be used at this instant. */
  usableToken(hash: string, now: number): Promise<EnrolmentToken | undefined>
  /** Takes back a token that is not used yet; false when there is none. */
  removeToken(id: number): Promise<boolean>
}
