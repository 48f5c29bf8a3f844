import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface Program {
  readonly name: string
  /** Never from outside without having been resolved to an address or a number. */
  readonly args: readonly string[]
  readonly signal: AbortSignal
  readonly onLine: (line: string) => Promise<void> | void
}

export interface Exit {
  /** Null when it was ended by a signal. */
  readonly code: number | null
  /** The end of what it complained about. */
  readonly complaint: string
}

const PATH = `${process.env.PATH ?? ''}:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin`
const COMPLAINT = 1000
const LINE = 1000

/** Runs a program without a shell and tells its lines as they come; null where there is no such program. It is killed when the signal aborts. */
export async function runProgram({ name, args, signal, onLine }: Program): Promise<Exit | null> {
  signal.throwIfAborted()
  const child = spawn(name, args, { env: { PATH, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<Exit | null>((resolve) => {
    child.on('error', () => resolve(null))
    child.on('close', (code) => resolve({ code, complaint: complaint.replaceAll('\n', ' ').trim().toWellFormed() }))
  })
  let complaint = ''
  child.stderr.on('data', (data: Buffer) => {
    complaint = (complaint + data.toString('utf8')).slice(0, COMPLAINT)
  })
  const kill = (): void => {
    child.kill('SIGKILL')
  }
  signal.addEventListener('abort', kill, { once: true })
  try {
    for await (const line of createInterface({ input: child.stdout })) await onLine(line.slice(0, LINE))
    const exit = await ended
    signal.throwIfAborted()
    return exit
  } finally {
    signal.removeEventListener('abort', kill)
    kill()
  }
}
