import type { InboundSource, IntegrationSettings } from '@hyperion/domain/inbound'

/** A way in for the alerts of one other program. Times are epoch ms. */
export interface Integration {
  /** A UUID. */
  readonly id: string
  readonly kind: InboundSource
  /** Unique. */
  readonly name: string
  /** There is one of its kind, made by the hub: for whoever comes with a token of a user, and for the hub's own alerts. */
  readonly builtIn: boolean
  /** The end of its token; null where it has none. */
  readonly hint: string | null
  /** One that is switched off keeps what comes and opens nothing. */
  readonly enabled: boolean
  readonly settings: IntegrationSettings
  /** Sealed: what the sender signs with. */
  readonly secret: string | null
  readonly createdAt: number
  /** Null for the hub itself. */
  readonly createdBy: string | null
  /** How many requests were refused because there were too many of them. */
  readonly refused: number
  readonly refusedAt: number | null
}

export interface Token {
  readonly hash: string
  readonly hint: string
}

export interface NewIntegration {
  readonly kind: InboundSource
  readonly name: string
  readonly settings: Partial<IntegrationSettings>
  readonly token: Token
  readonly createdAt: number
  readonly createdBy: string
}

/** What is left out stays. */
export interface IntegrationChange {
  readonly name?: string
  readonly enabled?: boolean
  /** Replace those of the same name. */
  readonly settings?: Partial<IntegrationSettings>
  readonly token?: Token
  readonly secret?: string | null
}

export interface IntegrationStore {
  /** By name, the hub's own first. */
  list(): Promise<readonly Integration[]>
  byId(id: string): Promise<Integration | undefined>
  byToken(hash: string): Promise<Integration | undefined>
  /** The hub's own of a kind, made when there is none; one and the same however many ask at once. */
  ensureBuiltIn(kind: InboundSource, made: { readonly name: string; readonly at: number }): Promise<Integration>
  /** Rejects with `conflict` when the name is taken. */
  add(integration: NewIntegration): Promise<Integration>
  /** Undefined for an unknown one; rejects with `conflict` when the name is taken. */
  change(id: string, change: IntegrationChange): Promise<Integration | undefined>
  /** With everything that came in by it; false for an unknown one, and for one of the hub's own. */
  remove(id: string): Promise<boolean>
  /** Counts a request that was refused. */
  refuse(id: string, at: number): Promise<void>
}
