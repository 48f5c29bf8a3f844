import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { ActionError } from '@hyperion/domain/actions'

const PATIENCE_MS = 5000

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  EADDRNOTAVAIL: 'no address of this family here',
  EACCES: 'not allowed',
  EPERM: 'not allowed',
}

/** Why there was no connection, in few words. */
export function problemOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException
  return (WORDS[code] ?? message).replaceAll('\n', ' ').slice(0, 255).toWellFormed()
}

export interface Connected {
  readonly socket: Duplex
  readonly ms: number
}

/** A TCP connection, and how long it took; whoever asked ends it. Rejects with the error of the system, `ETIMEDOUT` after 5 s. */
export function connected(host: string, port: number, signal: AbortSignal): Promise<Connected> {
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    const socket = connect({ host, port })
    const end = (error: Error): void => {
      socket.destroy()
      settle(() => reject(error))
    }
    const late = setTimeout(() => end(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })), PATIENCE_MS)
    const abort = (): void => end(signal.reason instanceof Error ? signal.reason : new ActionError('cancelled', 'it was cancelled'))
    const settle = (then: () => void): void => {
      clearTimeout(late)
      signal.removeEventListener('abort', abort)
      then()
    }
    signal.addEventListener('abort', abort, { once: true })
    socket.once('error', end)
    socket.once('connect', () => {
      socket.off('error', end)
      // Whatever comes later is whoever's who holds it.
      socket.on('error', () => {})
      settle(() => resolve({ socket, ms: performance.now() - begun }))
    })
    if (signal.aborted) abort()
  })
}
