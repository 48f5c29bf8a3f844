/** Counts damaged blocks and journal entries, and names each once on the log. */
export class DamageLog {
  readonly #log: (message: string) => void
  readonly #known = new Set<string>()

  constructor(log: (message: string) => void) {
    this.#log = log
  }

  get count(): number {
    return this.#known.size
  }

  /** `what` identifies the damaged thing, e.g. `block 17`. */
  report(what: string, error: Error): void {
    if (this.#known.has(what)) return
    this.#known.add(what)
    this.#log(`metric storage: ${what} is damaged and skipped (${error.message})`)
  }
}
