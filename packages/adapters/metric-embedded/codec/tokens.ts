import { BitReader, BitWriter } from './bits.ts'
import { type ByteReader, type ByteWriter, DamagedError } from './bytes.ts'
import { decodeSymbols, encodeSymbols, TABLE_BITS } from './rans.ts'

/**
 * Unsigned whole numbers as an entropy-coded token and plain low bits. With `m` mantissa bits a number below 2^(m+1)
 * is its own token; a larger one's token is its bit length and the m bits after the leading one.
 */
const MANTISSAS = [6, 5, 4, 3, 2, 1, 0] as const
const FINEST = MANTISSAS[0]
const MAX_BITS = 53

export interface TokenPlan {
  readonly mantissa: number
  /** Estimated size. */
  readonly bits: number
}

const histogram = new Int32Array(alphabetOf(FINEST))
const coarser = new Int32Array(alphabetOf(FINEST))

/** The cheapest mantissa width for these numbers, and what it costs. */
export function planTokens(codes: Float64Array): TokenPlan {
  let top = 0
  for (let i = 0; i < codes.length; i++) {
    const token = tokenOf(codes[i] as number, FINEST)
    histogram[token] = (histogram[token] as number) + 1
    if (token > top) top = token
  }
  let best: TokenPlan = { mantissa: FINEST, bits: Number.POSITIVE_INFINITY }
  for (const mantissa of MANTISSAS) {
    coarser.fill(0, 0, alphabetOf(mantissa))
    const bits = costAt(mantissa, top, codes.length)
    if (bits < best.bits) best = { mantissa, bits }
  }
  histogram.fill(0, 0, top + 1)
  return best
}

function costAt(mantissa: number, top: number, count: number): number {
  let plain = 0
  let last = 0
  for (let token = 0; token <= top; token++) {
    const times = histogram[token] as number
    if (times === 0) continue
    const low = lowest(token, FINEST)
    last = tokenOf(low, mantissa)
    coarser[last] = (coarser[last] as number) + times
    plain += times * plainBits(last, mantissa)
  }
  let bits = plain + count * Math.log2(count || 1)
  for (let token = 0; token <= last; token++) {
    const times = coarser[token] as number
    if (times > 0) bits += TABLE_BITS - times * Math.log2(times)
    else bits += 1
  }
  return bits
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

export function readTokens(input: ByteReader, count: number): Float64Array {
  const mantissa = input.u8()
  const codes = new Float64Array(count)
  if (mantissa > FINEST) throw new DamagedError('mantissa')
  if (count === 0) return codes
  const symbols = decodeSymbols(input, count)
  const plain = new BitReader(input.sized())
  const direct = 2 << mantissa
  for (let i = 0; i < count; i++) {
    const token = symbols[i] as number
    if (token < direct) codes[i] = token
    else {
      const bits = ((token - direct) >>> mantissa) + 1
      if (bits + mantissa > MAX_BITS) throw new DamagedError('token')
      const head = (1 << mantissa) | ((token - direct) & ((1 << mantissa) - 1))
      codes[i] = head * 2 ** bits + plain.read(bits)
    }
  }
  return codes
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
