import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Clock } from '@hyperion/ports/clock'
import { connectionError, type EngineAddress, EngineError } from './ask-engine.ts'

export interface EngineRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** How long the engine may take to begin its answer, in milliseconds; null where it begins with the first thing to tell. */
  readonly answerMs: number | null
  /** How long it may then be silent; null for one that has nothing to tell at times. */
  readonly silenceMs: number | null
  readonly signal: AbortSignal
}

export interface OpenAnswer {
  readonly status: number
  readonly server: string
  /** As it comes, no faster than it is taken. To be read to its end, or left. */
  readonly body: AsyncGenerator<Buffer>
}

const LARGEST_HEAD = 64 * 1024
const HEAD_END = '\r\n\r\n'

/**
 * One request to an engine whose answer may go on for long. HTTP 1.0, as an answer in HTTP 1.0 has no pieces within and ends with the
 * connection.
 */
export async function openEngine(address: EngineAddress, request: EngineRequest, clock: Clock): Promise<OpenAnswer> {
  const { method, path, answerMs, silenceMs, signal } = request
  signal.throwIfAborted()
  const socket = 'dial' in address ? await address.dial() : connect(address)
  if (signal.aborted) socket.destroy()
  signal.throwIfAborted()
  // What happens after the last read concerns nobody.
  socket.on('error', () => {})
  const abort = (): void => void socket.destroy(signal.reason as Error)
  signal.addEventListener('abort', abort, { once: true })
  socket.once('close', () => signal.removeEventListener('abort', abort))
  const chunks = chunksOf(socket)
  const length = method === 'POST' ? 'Content-Length: 0\r\n' : ''
  socket.write(`${method} ${path} HTTP/1.0\r\nHost: engine\r\nAccept: application/json\r\n${length}\r\n`)
  try {
    const cancel = deadline(socket, answerMs, clock)
    const { head, rest } = await headOf(chunks).finally(cancel)
    return { ...parseHead(head), body: bodyOf(rest, chunks, { socket, silenceMs, clock }) }
  } catch (error) {
    socket.destroy()
    throw error
  }
}

/** Ends the connection after this long; the answer takes that back. */
function deadline(socket: Duplex, ms: number | null, clock: Clock): () => void {
  if (ms === null) return () => {}
  return clock.after(ms, () => socket.destroy(new EngineError('silent', `did not answer within ${Math.round(ms / 1000)} s`)))
}

async function* chunksOf(socket: Duplex): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of socket) yield chunk as Buffer
  } catch (error) {
    throw error instanceof Error && 'code' in error ? connectionError(error as NodeJS.ErrnoException) : error
  }
}

async function headOf(chunks: AsyncGenerator<Buffer>): Promise<{ readonly head: string; readonly rest: Buffer }> {
  let bytes = Buffer.alloc(0)
  for (;;) {
    const next = await chunks.next()
    if (next.done) throw new EngineError('unreadable', 'does not speak HTTP')
    bytes = Buffer.concat([bytes, next.value])
    const end = bytes.indexOf(HEAD_END)
    if (end >= 0) return { head: bytes.toString('latin1', 0, end), rest: bytes.subarray(end + HEAD_END.length) }
    if (bytes.length > LARGEST_HEAD) throw new EngineError('unreadable', 'does not speak HTTP')
  }
}

function parseHead(head: string): { readonly status: number; readonly server: string } {
  const status = Number(/^HTTP\/1\.[01] (\d{3})\b/.exec(head)?.[1])
  if (Number.isNaN(status)) throw new EngineError('unreadable', 'does not speak HTTP')
  if (/^transfer-encoding:/im.test(head)) throw new EngineError('unreadable', 'answers in pieces, which HTTP 1.0 has not')
  return { status, server: /^server: *(.*)$/im.exec(head)?.[1]?.trim() ?? '' }
}

interface BodyOptions extends Pick<EngineRequest, 'silenceMs'> {
  readonly socket: Duplex
  readonly clock: Clock
}

async function* bodyOf(rest: Buffer, chunks: AsyncGenerator<Buffer>, { socket, silenceMs, clock }: BodyOptions): AsyncGenerator<Buffer> {
  try {
    if (rest.length > 0) yield rest
    for (;;) {
      const cancel = deadline(socket, silenceMs, clock)
      const next = await chunks.next().finally(cancel)
      if (next.done) return
      yield next.value
    }
  } finally {
    socket.destroy()
  }
}

/** A whole answer; throws {@link EngineError} where it is larger. */
export async function wholeOf(body: AsyncGenerator<Buffer>, most: number): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body) {
    size += part.length
    if (size > most) throw new EngineError('unreadable', 'answers more than can be read')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
