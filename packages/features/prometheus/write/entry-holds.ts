/** Which requests are still needed, and by which hosts: one counts for every instant of a host that it has samples of. */
export class EntryHolds {
  readonly #holds = new Map<number, Map<number, number>>()
  #free: number[] = []

  hold(entry: number, host: number): void {
    const hosts = this.#holds.get(entry) ?? new Map<number, number>()
    this.#holds.set(entry, hosts)
    hosts.set(host, (hosts.get(host) ?? 0) + 1)
  }

  release(entry: number, host: number): void {
    const hosts = this.#holds.get(entry)
    const left = (hosts?.get(host) ?? 0) - 1
    if (left > 0) hosts?.set(host, left)
    else this.#leave(entry, host)
  }

  /** Nothing of a host is needed any more. */
  forget(host: number): void {
    for (const [entry, hosts] of this.#holds) if (hosts.has(host)) this.#leave(entry, host)
  }

  /** One that nobody came to need. */
  free(entry: number): void {
    if (!this.#holds.has(entry)) this.#free.push(entry)
  }

  /** Those that nobody needs any more; told once. */
  takeFree(): readonly number[] {
    const free = this.#free
    this.#free = []
    return free
  }

  #leave(entry: number, host: number): void {
    const hosts = this.#holds.get(entry)
    if (!hosts?.delete(host) || hosts.size > 0) return
    this.#holds.delete(entry)
    this.#free.push(entry)
  }
}
