import { DamagedError } from './bytes.ts'

/** Bits, least significant first. */
export class BitWriter {
  #bytes = new Uint8Array(256)
  #length = 0
  #pending = 0
  #count = 0

  /** The lowest `bits` (0 to 52) bits of a whole number. */
  write(value: number, bits: number): void {
    let rest = value
    let left = bits
    while (left > 16) {
      this.#write16(rest % 0x10000, 16)
      rest = Math.floor(rest / 0x10000)
      left -= 16
    }
    if (left > 0) this.#write16(rest % 2 ** left, left)
  }

  finish(): Uint8Array {
    while (this.#count > 0) this.#flushByte()
    return this.#bytes.subarray(0, this.#length)
  }

  #write16(value: number, bits: number): void {
    this.#pending |= value << this.#count
    this.#count += bits
    while (this.#count >= 8) this.#flushByte()
  }

  #flushByte(): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(this.#length * 2)
      grown.set(this.#bytes)
      this.#bytes = grown
    }
    this.#bytes[this.#length++] = this.#pending
    this.#pending >>>= 8
    this.#count = Math.max(0, this.#count - 8)
  }
}

export class BitReader {
  readonly #bytes: Uint8Array
  #offset = 0
  #pending = 0
  #count = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  read(bits: number): number {
    if (bits <= 16) return this.#read16(bits)
    let value = this.#read16(16)
    let factor = 0x10000
    let left = bits - 16
    while (left > 16) {
      value += this.#read16(16) * factor
      factor *= 0x10000
      left -= 16
    }
    return value + this.#read16(left) * factor
  }

  #read16(bits: number): number {
    while (this.#count < bits) {
      if (this.#offset >= this.#bytes.length) throw new DamagedError('bits cut short')
      this.#pending |= (this.#bytes[this.#offset++] as number) << this.#count
      this.#count += 8
    }
    const value = this.#pending & ((1 << bits) - 1)
    this.#pending >>>= bits
    this.#count -= bits
    return value
  }
}
