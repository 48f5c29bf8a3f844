export interface NewPushSubscription {
  readonly user: number
  /** Of its address: a browser has one subscription. */
  readonly endpointHash: string
  /** Sealed: who knows it can send. */
  readonly subscription: string
  /** What the browser calls itself. */
  readonly label: string
  readonly createdAt: number
}

export interface PushSubscriptionRecord extends NewPushSubscription {
  readonly id: number
}

export interface KeyPair {
  readonly publicKey: string
  /** Sealed. */
  readonly privateKey: string
}

/** The browsers that are told also while the app is closed, and the hub's keys that they know it by. */
export interface PushStore {
  list(): Promise<readonly PushSubscriptionRecord[]>
  /** A browser that is known already is given to this user, under the same id. */
  save(subscription: NewPushSubscription): Promise<PushSubscriptionRecord>
  /** False when there is none of this id, or not of this user. */
  remove(id: number, user?: number): Promise<boolean>
  keyPair(name: string): Promise<KeyPair | undefined>
  /** Keeps a pair unless there is one; answers the one that is kept. */
  ensureKeyPair(name: string, pair: KeyPair): Promise<KeyPair>
}
