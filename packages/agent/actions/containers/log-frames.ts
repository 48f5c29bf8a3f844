import { EngineError } from '../../containers/ask-engine.ts'

/** One thing that was printed: a line, or the part of one that came at once. */
export interface Printed {
  readonly stream: 'stdout' | 'stderr'
  readonly bytes: Buffer
}

/** `[stream, 0, 0, 0, length …]` before each part, unless the container has a terminal. */
const HEADER = 8
/** Engines cut lines at 16 KiB, and put a time before each part. */
const LARGEST_FRAME = 1024 * 1024
const LARGEST_PART = 16 * 1024
const NEWLINE = 10

/** What an engine sends of a log, taken apart. Throws {@link EngineError} on what is no log. */
export async function* framesOf(body: AsyncIterable<Buffer>, terminal: boolean): AsyncGenerator<readonly Printed[]> {
  let rest: Buffer = Buffer.alloc(0)
  let framed: boolean | null = terminal ? null : true
  for await (const chunk of body) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    // Some engines frame what a terminal printed too.
    if (framed === null && rest.length >= 4) framed = isHeader(rest)
    if (framed === null) continue
    const { printed, used } = framed ? takeFrames(rest) : takeLines(rest)
    rest = rest.subarray(used)
    if (printed.length > 0) yield printed
  }
  if (rest.length > 0 && !framed) yield [{ stream: 'stdout', bytes: rest }]
}

function isHeader(bytes: Buffer): boolean {
  return (bytes[0] ?? 9) <= 2 && bytes[1] === 0 && bytes[2] === 0 && bytes[3] === 0
}

function takeFrames(bytes: Buffer): { readonly printed: readonly Printed[]; readonly used: number } {
  const printed: Printed[] = []
  let at = 0
  while (bytes.length - at >= HEADER) {
    const head = bytes.subarray(at, at + HEADER)
    const length = head.readUInt32BE(4)
    if (!isHeader(head) || length > LARGEST_FRAME) throw new EngineError('unreadable', 'answers what is no log')
    if (bytes.length - at < HEADER + length) break
    printed.push({ stream: head[0] === 2 ? 'stderr' : 'stdout', bytes: bytes.subarray(at + HEADER, at + HEADER + length) })
    at += HEADER + length
  }
  return { printed, used: at }
}

function takeLines(bytes: Buffer): { readonly printed: readonly Printed[]; readonly used: number } {
  const printed: Printed[] = []
  let at = 0
  for (;;) {
    const newline = bytes.indexOf(NEWLINE, at)
    const end = newline >= 0 ? newline + 1 : bytes.length - at > LARGEST_PART ? bytes.length : -1
    if (end < 0) return { printed, used: at }
    printed.push({ stream: 'stdout', bytes: bytes.subarray(at, end) })
    at = end
  }
}
