import { BitReader, BitWriter } from './bits.ts'
import { type ByteReader, type ByteWriter, DamagedError } from './bytes.ts'

/**
 * Order-0 entropy coding of small symbols: range asymmetric numeral systems with a static table. Counts travel rounded
 * to four significant bits; both sides scale the rounded counts to 2^scale with the same arithmetic.
 */
const LOW = 1 << 23
const MIN_SCALE = 8
const MAX_SCALE = 12
const MANTISSA_BITS = 3
/** Rough cost of a table entry, for estimates. */
export const TABLE_BITS = 5.5
/** Symbols for which memory is kept, more than most blocks have rows. */
const KEPT_SYMBOLS = 8192
/** Every symbol needs a slot. */
const MAX_ALPHABET = 1 << MAX_SCALE

export function encodeSymbols(symbols: Uint16Array, counts: Int32Array, alphabet: number, out: ByteWriter): void {
  const scale = scaleFor(symbols.length, alphabet)
  const rounded = new Int32Array(alphabet)
  const table = new BitWriter()
  writeCounts(counts, rounded, table)
  out.varint(alphabet)
  out.sized(table.finish())
  if (isSingle(rounded)) return
  const frequencies = normalise(rounded, scale)
  const starts = cumulate(frequencies)
  const bytes = new Uint8Array(symbols.length * 2 + 8)
  let at = bytes.length
  let state = LOW
  for (let i = symbols.length - 1; i >= 0; i--) {
    const symbol = symbols[i] as number
    const frequency = frequencies[symbol] as number
    const limit = (LOW >>> scale) * 256 * frequency
    while (state >= limit) {
      bytes[--at] = state
      state >>>= 8
    }
    const quotient = (state / frequency) | 0
    state = (quotient << scale) + (state - quotient * frequency) + (starts[symbol] as number)
  }
  for (let i = 0; i < 4; i++) {
    bytes[--at] = state
    state >>>= 8
  }
  out.sized(bytes.subarray(at))
}

/** Symbols of the call before, and tables while one is made. */
let symbolMemory = new Uint16Array(0)
const countMemory = new Int32Array(MAX_ALPHABET)
const scaledMemory = new Int32Array(MAX_ALPHABET)

/** What it gives is good until the next call. */
export function decodeSymbols(input: ByteReader, count: number): Uint16Array {
  const alphabet = input.varint()
  if (alphabet < 1 || alphabet > MAX_ALPHABET) throw new DamagedError('alphabet')
  const rounded = readCounts(new BitReader(input.sized()), alphabet)
  const symbols = symbolsFor(count)
  if (isSingle(rounded)) return symbols.fill(rounded.findIndex((each) => each > 0))
  const scale = scaleFor(count, alphabet)
  decodeStream(input.sized(), symbols, normalise(rounded, scale, scaledMemory), scale)
  return symbols
}

function symbolsFor(count: number): Uint16Array {
  if (count > KEPT_SYMBOLS) return new Uint16Array(count)
  if (symbolMemory.length < count) symbolMemory = new Uint16Array(KEPT_SYMBOLS)
  return symbolMemory.subarray(0, count)
}

const symbolOfSlot = new Uint16Array(1 << MAX_SCALE)
/** Per slot: the symbol's frequency, and how far into its range the slot lies. */
const stepOfSlot = new Uint32Array(1 << MAX_SCALE)

function fillSlots(frequencies: Int32Array): void {
  let slot = 0
  for (let symbol = 0; symbol < frequencies.length; symbol++) {
    const frequency = frequencies[symbol] as number
    for (let i = 0; i < frequency; i++) {
      symbolOfSlot[slot] = symbol
      stepOfSlot[slot++] = (frequency << MAX_SCALE) | i
    }
  }
}

function decodeStream(bytes: Uint8Array, symbols: Uint16Array, frequencies: Int32Array, scale: number): void {
  fillSlots(frequencies)
  const mask = (1 << scale) - 1
  const rest = (1 << MAX_SCALE) - 1
  const length = bytes.length
  let state = 0
  let at = 0
  while (at < 4) state = (state << 8) | (bytes[at++] as number)
  for (let i = 0; i < symbols.length; i++) {
    const slot = state & mask
    const step = stepOfSlot[slot] as number
    symbols[i] = symbolOfSlot[slot] as number
    state = Math.imul(step >>> MAX_SCALE, state >>> scale) + (step & rest)
    while (state < LOW && at < length) state = (state << 8) | (bytes[at++] as number)
  }
  if (state < LOW) throw new DamagedError('symbols cut short')
}

function scaleFor(count: number, alphabet: number): number {
  const wanted = Math.max(32 - Math.clz32(count), 33 - Math.clz32(alphabet))
  return Math.min(MAX_SCALE, Math.max(MIN_SCALE, wanted))
}

/** Per symbol: its count's bit length as a step from the previous one's, then the bits after the leading one. */
function writeCounts(counts: Int32Array, rounded: Int32Array, table: BitWriter): void {
  let previous = 0
  for (let symbol = 0; symbol < rounded.length; symbol++) {
    const count = counts[symbol] as number
    const length = 32 - Math.clz32(count)
    const step = length - previous
    const code = step > 0 ? 2 * step - 1 : -2 * step
    for (let i = 0; i < code; i++) table.write(1, 1)
    table.write(0, 1)
    previous = length
    if (length === 0) continue
    const kept = Math.min(length - 1, MANTISSA_BITS)
    const shift = length - 1 - kept
    table.write((count >>> shift) & ((1 << kept) - 1), kept)
    rounded[symbol] = (count >>> shift) << shift
  }
}

function readCounts(table: BitReader, alphabet: number): Int32Array {
  const counts = countMemory.subarray(0, alphabet).fill(0)
  let length = 0
  for (let symbol = 0; symbol < alphabet; symbol++) {
    let code = 0
    while (table.read(1) === 1) code++
    length += code % 2 === 1 ? (code + 1) / 2 : -code / 2
    if (length < 0 || length > 30) throw new DamagedError('count')
    if (length === 0) continue
    const kept = Math.min(length - 1, MANTISSA_BITS)
    counts[symbol] = ((1 << kept) | table.read(kept)) << (length - 1 - kept)
  }
  return counts
}

function isSingle(counts: Int32Array): boolean {
  let present = 0
  for (const count of counts) if (count > 0) present++
  if (present === 0) throw new DamagedError('empty table')
  return present === 1
}

/** Scales counts to sum to 2^scale, none of those present falling to zero. */
function normalise(counts: Int32Array, scale: number, memory = new Int32Array(counts.length)): Int32Array {
  const target = 1 << scale
  let total = 0
  for (const count of counts) total += count
  const scaled = memory.subarray(0, counts.length).fill(0)
  let sum = 0
  let largest = 0
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] as number
    if (count === 0) continue
    const share = Math.max(1, Math.floor((count * target) / total))
    scaled[i] = share
    sum += share
    if (share > (scaled[largest] as number)) largest = i
  }
  // Rounding up rare symbols can overshoot: take it back from the most frequent ones.
  while (sum > target) {
    largest = 0
    for (let i = 1; i < scaled.length; i++) if ((scaled[i] as number) > (scaled[largest] as number)) largest = i
    const take = Math.min(sum - target, (scaled[largest] as number) >>> 1)
    scaled[largest] = (scaled[largest] as number) - take
    sum -= take
  }
  scaled[largest] = (scaled[largest] as number) + target - sum
  return scaled
}

function cumulate(frequencies: Int32Array): Int32Array {
  const starts = new Int32Array(frequencies.length)
  let sum = 0
  for (let i = 0; i < frequencies.length; i++) {
    starts[i] = sum
    sum += frequencies[i] as number
  }
  return starts
}
