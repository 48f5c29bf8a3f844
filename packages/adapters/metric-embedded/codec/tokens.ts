import { BitWriter } from './bits.ts'
import { type ByteReader, type ByteWriter, DamagedError } from './bytes.ts'
import { Scratch } from './memory.ts'
import { decodeSymbols, encodeSymbols, TABLE_BITS } from './rans.ts'

/**
 * Unsigned whole numbers as an entropy-coded token and plain low bits. With `m` mantissa bits a number below 2^(m+1)
 * is its own token; a larger one's token is its bit length and the m bits after the leading one.
 */
const MANTISSAS = [6, 5, 4, 3, 2, 1, 0] as const
const FINEST = MANTISSAS[0]
const MAX_BITS = 53
const MOST_AT_ONCE = 24

export interface TokenPlan {
  readonly mantissa: number
  /** Estimated size. */
  readonly bits: number
}

const histogram = new Int32Array(alphabetOf(FINEST))
/** The tokens that occur, as the smallest number of each and how often. */
const lows = new Float64Array(alphabetOf(FINEST))
const times = new Int32Array(alphabetOf(FINEST))
const weighted = Float64Array.from({ length: 8192 }, (_, n) => (n > 1 ? n * Math.log2(n) : 0))
/** Costs fall and then rise with the width: past this much above the best there is nothing to find. */
const HOPELESS = 1.03

/** The cheapest mantissa width for these numbers, and what it costs. */
export function planTokens(codes: Float64Array): TokenPlan {
  let top = 0
  for (let i = 0; i < codes.length; i++) {
    const token = tokenOf(codes[i] as number, FINEST)
    histogram[token] = (histogram[token] as number) + 1
    if (token > top) top = token
  }
  let distinct = 0
  for (let token = 0; token <= top; token++) {
    if (histogram[token] === 0) continue
    lows[distinct] = lowest(token, FINEST)
    times[distinct++] = histogram[token] as number
  }
  histogram.fill(0, 0, top + 1)
  let best: TokenPlan = { mantissa: FINEST, bits: Number.POSITIVE_INFINITY }
  for (const mantissa of MANTISSAS) {
    const bits = costAt(mantissa, distinct) + weight(codes.length)
    if (bits < best.bits) best = { mantissa, bits }
    else if (bits > best.bits * HOPELESS) break
  }
  return best
}

/** Estimated bits, but for the part that is the same for every width. */
function costAt(mantissa: number, distinct: number): number {
  let bits = 0
  let token = -1
  let count = 0
  for (let i = 0; i < distinct; i++) {
    const next = tokenOf(lows[i] as number, mantissa)
    if (next === token) count += times[i] as number
    else {
      if (token >= 0) bits += count * plainBits(token, mantissa) - weight(count) + TABLE_BITS + Math.min(8, next - token - 1)
      token = next
      count = times[i] as number
    }
  }
  return bits + count * plainBits(token, mantissa) - weight(count) + TABLE_BITS
}

function weight(count: number): number {
  return count < weighted.length ? (weighted[count] as number) : count * Math.log2(count)
}

export function writeTokens(codes: Float64Array, mantissa: number, out: ByteWriter): void {
  const symbols = new Uint16Array(codes.length)
  const counts = new Int32Array(alphabetOf(mantissa))
  const plain = new BitWriter()
  let top = 0
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number
    const token = tokenOf(code, mantissa)
    symbols[i] = token
    counts[token] = (counts[token] as number) + 1
    if (token > top) top = token
    const bits = plainBits(token, mantissa)
    if (bits > 0) plain.write(bits > 31 ? code % 2 ** bits : code, bits)
  }
  out.u8(mantissa)
  if (codes.length === 0) return
  encodeSymbols(symbols, counts, top + 1, out)
  out.sized(plain.finish())
}

/** Read before are symbols and codes, in memory that the next call uses again: it is turned into numbers at once. */
const memory = new Scratch()

export function readTokens(input: ByteReader, count: number): Float64Array {
  const mantissa = input.u8()
  if (mantissa > FINEST) throw new DamagedError('mantissa')
  if (count === 0) return new Float64Array(0)
  memory.release()
  const symbols = decodeSymbols(input, count)
  const plain = input.sized()
  // Without plain bits every token stands for itself.
  const codes = memory.doubles(count)
  if (plain.length > 0) addPlainBits(symbols, plain, mantissa, codes)
  else codes.set(symbols)
  return codes
}

interface Meaning {
  /** By token, its smallest number. */
  readonly base: Float64Array
  /** By token, how many plain bits follow. */
  readonly bits: Uint8Array
}

const meanings: Meaning[] = []

function meaningOf(mantissa: number): Meaning {
  meanings[mantissa] ??= {
    base: Float64Array.from({ length: alphabetOf(mantissa) }, (_, token) => lowest(token, mantissa)),
    bits: Uint8Array.from({ length: alphabetOf(mantissa) }, (_, token) => plainBits(token, mantissa)),
  }
  return meanings[mantissa]
}

/** Reads the bits in the loop itself: this is where reading spends its time. */
function addPlainBits(symbols: Uint16Array, plain: Uint8Array, mantissa: number, codes: Float64Array): void {
  const { base, bits } = meaningOf(mantissa)
  let pending = 0
  let filled = 0
  let at = 0
  for (let i = 0; i < symbols.length; i++) {
    const token = symbols[i] as number
    let left = bits[token] as number
    let code = base[token] as number
    let factor = 1
    while (left > 0) {
      const count = Math.min(left, MOST_AT_ONCE)
      while (filled < count) {
        pending |= (plain[at++] as number) << filled
        filled += 8
      }
      code += (pending & ((1 << count) - 1)) * factor
      pending >>>= count
      filled -= count
      factor *= 1 << MOST_AT_ONCE
      left -= count
    }
    codes[i] = code
  }
  if (at > plain.length) throw new DamagedError('bits cut short')
}

function alphabetOf(mantissa: number): number {
  return (2 << mantissa) + ((MAX_BITS - mantissa) << mantissa)
}

function tokenOf(code: number, mantissa: number): number {
  const direct = 2 << mantissa
  if (code < direct) return code
  let shift: number
  let head: number
  if (code < 0x80000000) {
    shift = 31 - Math.clz32(code) - mantissa
    head = code >>> shift
  } else {
    const high = Math.floor(code / 0x200000)
    shift = 31 - Math.clz32(high) + 21 - mantissa
    head = Math.floor(code / 2 ** shift)
  }
  return direct + ((shift - 1) << mantissa) + (head - (1 << mantissa))
}

function plainBits(token: number, mantissa: number): number {
  const direct = 2 << mantissa
  return token < direct ? 0 : ((token - direct) >>> mantissa) + 1
}

/** The smallest number with this token. */
function lowest(token: number, mantissa: number): number {
  const direct = 2 << mantissa
  if (token < direct) return token
  return ((1 << mantissa) + ((token - direct) & ((1 << mantissa) - 1))) * 2 ** plainBits(token, mantissa)
}
