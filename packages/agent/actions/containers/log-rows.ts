import { StringDecoder } from 'node:string_decoder'
import type { RowOf } from '@hyperion/wire/actions'
import type { Printed } from './log-frames.ts'

type Row = RowOf<'container.logs'>

/** Characters of one row; a longer line goes on in the next. */
const ROW_CHARS = 8000
const SPACE = 32
/** `2026-01-10T00:00:00.123456789Z`, or with an offset, of any precision. */
const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/
const LONGEST_STAMP = 40
/** Times are asked for in a precision that every engine keeps; what comes twice by that is left out. */
const MARGIN_MS = 1n

/** What a container printed as rows, each line once however often the engine had to be asked. */
export class LogRows {
  readonly #decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') }
  /** Nanoseconds since the epoch, and how many parts had exactly that time. */
  #last: bigint | null = null
  #atLast = 0
  /** Parts of the last time that came before and come again. */
  #skip = 0
  #resumed = false
  readonly #from: bigint

  /** What was printed before `since`, in epoch ms, is left out: not every engine takes parts of a second. */
  constructor(since: number | null) {
    this.#from = BigInt(Math.floor(since ?? 0)) * 1_000_000n
  }

  /** From when the engine is to be asked again, in epoch ms; null when nothing came yet. */
  get since(): number | null {
    return this.#last === null ? null : Number(this.#last / 1_000_000n - MARGIN_MS)
  }

  /** The engine tells from {@link since} on again. */
  resume(): void {
    this.#resumed = true
    this.#skip = this.#atLast
  }

  add(printed: readonly Printed[]): Row[] {
    return printed.flatMap((each) => this.#rowsOf(each))
  }

  #rowsOf({ stream, bytes }: Printed): Row[] {
    const stamp = stampOf(bytes)
    if (stamp && (stamp.ns + stamp.precision <= this.#from || this.#isKnown(stamp.ns))) return []
    const content = stamp ? bytes.subarray(stamp.length) : bytes
    const at = this.#last === null ? null : Number(this.#last / 1_000_000n)
    const whole = content.at(-1) === 10
    const text = this.#decoders[stream].write(content).replace(/\r?\n$/, '')
    const rows: Row[] = []
    for (let from = 0; from === 0 || from < text.length; from += ROW_CHARS) {
      const last = from + ROW_CHARS >= text.length
      rows.push({ at, stream, text: text.slice(from, from + ROW_CHARS).toWellFormed(), partial: !(last && whole) })
    }
    return rows
  }

  #isKnown(ns: bigint): boolean {
    if (this.#resumed && this.#last !== null) {
      if (ns < this.#last) return true
      if (ns === this.#last && this.#skip > 0) {
        this.#skip -= 1
        return true
      }
      this.#resumed = ns === this.#last
    }
    this.#atLast = ns === this.#last ? this.#atLast + 1 : 1
    this.#last = ns
    return false
  }
}

function stampOf(bytes: Buffer): { readonly ns: bigint; readonly precision: bigint; readonly length: number } | null {
  const space = bytes.subarray(0, LONGEST_STAMP).indexOf(SPACE)
  // A line without anything in it may end right after its time.
  const end = space >= 0 ? space : bytes.length <= LONGEST_STAMP ? bytes.toString('latin1').trimEnd().length : -1
  if (end < 0) return null
  const [, date, fraction = '', zone] = STAMP.exec(bytes.toString('latin1', 0, end)) ?? []
  if (date === undefined) return null
  const seconds = Date.parse(`${date}${zone}`)
  if (!(seconds >= 0)) return null
  // Podman tells whole seconds.
  const precision = fraction === '' ? 1_000_000_000n : 1n
  return { precision, ns: BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0')), length: space >= 0 ? end + 1 : end }
}
