import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Collect = (options: { readonly type: 'minor' | 'major' }) => void

/** Decoded values that may wait to be collected. */
const MINOR_BYTES = 8 * 1024 ** 2
const MAJOR_BYTES = 48 * 1024 ** 2

/**
 * Has decoded columns collected soon. They lie outside of V8's heap, whose size alone makes it collect: by itself it lets
 * tens of MiB of them pile up, which then stay with the process as scattered pieces.
 */
export class Garbage {
  readonly #collect: Collect
  #young = 0
  #old = 0

  constructor() {
    setFlagsFromString('--expose-gc')
    this.#collect = runInNewContext('gc') as Collect
  }

  /** So many bytes were decoded, and what was decoded before may be of no use any more. */
  made(bytes: number): void {
    this.#young += bytes
    this.#old += bytes
    if (this.#old >= MAJOR_BYTES) {
      this.#collect({ type: 'major' })
      this.#old = 0
      this.#young = 0
    } else if (this.#young >= MINOR_BYTES) {
      this.#collect({ type: 'minor' })
      this.#young = 0
    }
  }
}
