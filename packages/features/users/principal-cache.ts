import type { Principal } from './principal.ts'

interface Entry {
  readonly principal: Principal
  readonly until: number
}

/** The principals of the latest tokens, so that a request need not ask the database. Bounded; the oldest goes first. */
export class PrincipalCache {
  readonly #entries = new Map<string, Entry>()
  readonly #capacity: number
  #generation = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** Changes with every revocation: what was read from the database before one must not be kept after it. */
  get generation(): number {
    return this.#generation
  }

  get(tokenHash: string, now: number): Principal | undefined {
    const entry = this.#entries.get(tokenHash)
    if (entry && entry.until > now) return entry.principal
    if (entry) this.#entries.delete(tokenHash)
    return undefined
  }

  put(principal: Principal, until: number, generation: number): void {
    if (generation !== this.#generation) return
    this.#entries.delete(principal.tokenHash)
    this.#entries.set(principal.tokenHash, { principal, until })
    const oldest = this.#entries.size > this.#capacity ? this.#entries.keys().next() : undefined
    if (oldest && !oldest.done) this.#entries.delete(oldest.value)
  }

  forget(tokenHash: string): void {
    this.#generation++
    this.#entries.delete(tokenHash)
  }

  forgetUser(userId: number): void {
    this.#generation++
    for (const [key, { principal }] of this.#entries) if (principal.user.id === userId) this.#entries.delete(key)
  }
}
