/** A monitored machine. */
export interface Host {
  readonly id: number
  readonly name: string
  /** `hub` for the hub's own machine. */
  readonly kind: 'hub' | 'agent'
  readonly createdAt: number
}

export interface HostStore {
  list(): Promise<readonly Host[]>
  byId(id: number): Promise<Host | undefined>
  /** The hub's own machine, made on the first call; a changed host name is taken over. */
  ensureHub(name: string, now: number): Promise<Host>
}
