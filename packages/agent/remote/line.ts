import type { Socket } from 'node:net'
import { monotonicMs } from '../monotonic.ts'

/** The head of an answer. */
export interface Head {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

/** What is wrong with a line, told apart from what is wrong with an answer. */
export class LineError extends Error {
  override readonly name = 'LineError'
  readonly kind: 'timeout' | 'closed' | 'garbled'

  constructor(kind: LineError['kind'], message: string) {
    super(message)
    this.kind = kind
  }
}

const MOST_BYTES = 256 * 1024
const END_OF_HEAD = '\r\n\r\n'

/** Reads a connection on which one thing is asked after the other. Node's own HTTP client is megabytes that an agent does without. */
export class Line {
  readonly #socket: Socket
  #bytes: Buffer = Buffer.alloc(0)
  #ended: LineError | null = null
  #wake: () => void = () => {}

  constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk])
      if (this.#bytes.length > MOST_BYTES) socket.destroy(new Error('too much of an answer'))
      this.#wake()
    })
    socket.on('error', (error) => this.#end(error.message))
    socket.on('close', () => this.#end('the connection was closed'))
  }

  write(data: string | Uint8Array): void {
    this.#socket.write(data)
  }

  close(): void {
    this.#socket.destroy()
  }

  /** Takes what `read` finds at the beginning of what came, as soon as it finds something. */
  async take<T>(read: (bytes: Buffer) => { readonly value: T; readonly length: number } | null, ms: number): Promise<T> {
    const until = monotonicMs() + ms
    for (;;) {
      const found = read(this.#bytes)
      if (found) {
        this.#bytes = this.#bytes.subarray(found.length)
        return found.value
      }
      if (this.#ended) throw this.#ended
      await this.#news(until - monotonicMs())
    }
  }

  async head(ms: number): Promise<Head> {
    return this.take(readHead, ms)
  }

  /** What comes after a head until the other side ends. */
  async body({ headers }: Head, ms: number): Promise<string> {
    const all = await this.take((bytes) => (this.#ended ? { value: bytes, length: bytes.length } : null), ms)
    return /chunked/i.test(headers['transfer-encoding'] ?? '') ? unchunked(all) : all.toString('utf8')
  }

  #end(message: string): void {
    this.#ended ??= new LineError('closed', message)
    this.#wake()
  }

  async #news(ms: number): Promise<void> {
    if (ms <= 0) throw new LineError('timeout', 'no answer in time')
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      this.#wake = resolve
      timer = setTimeout(resolve, ms)
    })
    clearTimeout(timer)
  }
}

/** The head at the beginning of these bytes; null while it is not whole. */
export function readHead(bytes: Buffer): { value: Head; length: number } | null {
  if (bytes.length >= 5 && bytes.toString('latin1', 0, 5) !== 'HTTP/')
    throw new LineError('garbled', 'the first bytes are not those of HTTP')
  const end = bytes.indexOf(END_OF_HEAD)
  if (end < 0) return null
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n')
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1])
  if (!status) throw new LineError('garbled', 'the first line is not one of HTTP')
  const headers = lines.map((line): [string, string] => {
    const at = line.indexOf(':')
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]
  })
  return { value: { status, headers: Object.fromEntries(headers) }, length: end + END_OF_HEAD.length }
}

function unchunked(bytes: Buffer): string {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf('\r\n', at)
    const size = end < 0 ? 0 : Number.parseInt(bytes.toString('latin1', at, end), 16)
    if (!(size > 0)) break
    parts.push(bytes.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
  }
  return Buffer.concat(parts).toString('utf8')
}
