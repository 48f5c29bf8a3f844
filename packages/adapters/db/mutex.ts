/** Lets one holder in at a time, in order of asking. */
export class Mutex {
  #tail: Promise<void> = Promise.resolve()

  /** Resolves with the release once it is the caller's turn. */
  async acquire(): Promise<() => void> {
    const before = this.#tail
    let release = (): void => {}
    this.#tail = new Promise((resolve) => {
      release = resolve
    })
    await before
    return release
  }
}
