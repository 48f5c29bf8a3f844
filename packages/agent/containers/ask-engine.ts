import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Clock } from '@hyperion/ports/clock'

/** Where an engine listens: a socket of this machine, a port of its loopback interface, or elsewhere, to be reached by a way of its own. */
export type EngineAddress =
  | { readonly path: string }
  | { readonly host: string; readonly port: number }
  /** Rejects with {@link EngineError}. */
  | { readonly dial: () => Promise<Duplex> }

export interface EngineAnswer {
  /** What the engine calls itself: `Docker/20.10.24 (linux)`, `Libpod/4.3.1 (linux)`. */
  readonly server: string
  readonly body: unknown
}

export type EngineFault = 'refused' | 'absent' | 'silent' | 'status' | 'unreadable'

/** Why an engine gave no answer; the message is fit to be shown. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  readonly fault: EngineFault
  readonly status: number

  constructor(fault: EngineFault, message: string, status = 0) {
    super(message)
    this.fault = fault
    this.status = status
  }
}

/** Engines answer at once; one that hangs must not be waited for. */
const ANSWER_MS = 2000
/** One that is far away, or started by being asked. */
const FAR_ANSWER_MS = 10_000
/** Thousands of containers with all their labels. */
const LARGEST = 16 * 1024 * 1024

/**
 * One question to an engine. HTTP 1.0 has the answer end with the connection, in one piece: that takes a socket and
 * nothing of Node's HTTP client, which needs more memory than the whole collector.
 */
export async function askEngine(address: EngineAddress, path: string, clock: Clock): Promise<EngineAnswer> {
  if (!('dial' in address)) return askOver(connect(address), path, clock, ANSWER_MS)
  return askOver(await address.dial(), path, clock, FAR_ANSWER_MS)
}

function askOver(socket: Duplex, path: string, clock: Clock, answerMs: number): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    const fail = (error: EngineError): void => {
      cancel()
      socket.destroy()
      reject(error)
    }
    const cancel = clock.after(answerMs, () => fail(new EngineError('silent', `did not answer within ${answerMs / 1000} s`)))
    socket.on('error', (error: NodeJS.ErrnoException) => fail(connectionError(error)))
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      length += chunk.length
      if (length > LARGEST) fail(new EngineError('unreadable', 'answers more than can be read'))
    })
    socket.on('end', () => {
      try {
        const answer = parseAnswer(Buffer.concat(chunks))
        cancel()
        socket.destroy()
        resolve(answer)
      } catch (error) {
        fail(error instanceof EngineError ? error : new EngineError('unreadable', 'answers what is no JSON'))
      }
    })
    socket.write(`GET ${path} HTTP/1.0\r\nHost: engine\r\nAccept: application/json\r\n\r\n`)
  })
}

/** What a socket says of an engine. */
export function connectionError({ code = '', message }: NodeJS.ErrnoException): EngineError {
  if (code === 'EACCES' || code === 'EPERM') {
    return new EngineError('refused', 'may not be asked by this user: let it into the group of the socket')
  }
  if (code === 'ENOENT') return new EngineError('absent', 'is gone')
  if (code === 'ECONNREFUSED') return new EngineError('silent', 'is not running')
  return new EngineError('silent', `cannot be asked: ${code || message}`)
}

const HEAD_END = '\r\n\r\n'

function parseAnswer(bytes: Buffer): EngineAnswer {
  const end = bytes.indexOf(HEAD_END)
  const head = bytes.toString('latin1', 0, Math.max(0, end))
  const status = Number(/^HTTP\/1\.[01] (\d{3})\b/.exec(head)?.[1])
  if (end < 0 || Number.isNaN(status)) throw new EngineError('unreadable', 'does not speak HTTP')
  if (status !== 200) throw new EngineError('status', `answers ${status}`, status)
  if (/^transfer-encoding:/im.test(head)) throw new EngineError('unreadable', 'answers in pieces, which HTTP 1.0 has not')
  const server = /^server: *(.*)$/im.exec(head)?.[1]?.trim() ?? ''
  return { server, body: JSON.parse(bytes.toString('utf8', end + HEAD_END.length)) }
}
