/** Where decoded rows go. What it gives out has any content. */
export interface Memory {
  doubles(length: number): Float64Array
  bytes(length: number): Uint8Array
}

/** Memory of their own for rows that are kept. */
export const FRESH: Memory = {
  doubles: (length) => new Float64Array(length),
  bytes: (length) => new Uint8Array(length),
}

/** Rows that most blocks have at the most; longer arrays are not kept. */
const KEPT_LENGTH = 8192
const KEPT_ARRAYS = 32

/**
 * The same few arrays again and again, for rows that are copied out of a block before the next one is opened: memory
 * outside of V8's heap that is made and dropped by the block stays with the process as scattered pieces.
 */
export class Scratch implements Memory {
  readonly #doubles = new Pool((length) => new Float64Array(length))
  readonly #bytes = new Pool((length) => new Uint8Array(length))

  doubles(length: number): Float64Array {
    return this.#doubles.take(length)
  }

  bytes(length: number): Uint8Array {
    return this.#bytes.take(length)
  }

  /** What was given out so far is of no use any more. */
  release(): void {
    this.#doubles.release()
    this.#bytes.release()
  }
}

class Pool<T extends { subarray(start: number, end: number): T }> {
  readonly #make: (length: number) => T
  readonly #kept: T[] = []
  #used = 0

  constructor(make: (length: number) => T) {
    this.#make = make
  }

  take(length: number): T {
    if (length > KEPT_LENGTH || this.#used === KEPT_ARRAYS) return this.#make(length)
    const at = this.#used++
    this.#kept[at] ??= this.#make(KEPT_LENGTH)
    return this.#kept[at].subarray(0, length)
  }

  release(): void {
    this.#used = 0
  }
}
