import { type ChildProcess, execFile } from 'node:child_process'
import { readlinkSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { ActionError } from '@hyperion/domain/actions'
import { account, cleanEnvironment, findProgram } from './account.ts'
import { begin } from './begin.ts'
import { PTY_PROGRAM } from './pty-program.ts'
import { hangUp, sessionBegunBy } from './session.ts'

export interface Size {
  readonly columns: number
  readonly rows: number
}

/** A shell of the agent's account in a terminal of its own. */
export interface Pty {
  readonly output: Readable
  readonly input: Writable
  /** Exit code of the shell; null when it is not known. */
  readonly exited: Promise<number | null>
  resize(size: Size): void
  /** Settles when the shell is gone. */
  hangUp(): Promise<void>
}

/** Rejects with `ActionError('unsupported')` where nothing on the host gives out terminals. */
export async function openPty(size: Size): Promise<Pty> {
  const python = findProgram('python3')
  if (python !== undefined) return withPython(python, size)
  const script = findProgram('script')
  if (script !== undefined) return withScript(script, size)
  throw new ActionError('unsupported', 'nothing on this host gives out terminals: install python3, or script (of util-linux)')
}

/** Also without what a stray file beside the shell might bring in: isolated, no site packages. */
export async function withPython(python: string, { columns, rows }: Size): Promise<Pty> {
  const { shell } = account()
  const child = await begin(python, ['-I', '-S', '-c', PTY_PROGRAM, shell, String(columns), String(rows)], {
    ...common(),
    stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
  })
  const sizes = child.stdio[3] as Writable
  sizes.on('error', () => {})
  return ptyOf(child, (size) => void sizes.write(`${size.columns} ${size.rows}\n`))
}

/** The text that a shell gets to see never changes: what varies is in the environment. */
const BEGIN = 'stty cols "$HYPERION_COLUMNS" rows "$HYPERION_ROWS"; unset HYPERION_COLUMNS HYPERION_ROWS; exec "$SHELL" -l'

export async function withScript(script: string, { columns, rows }: Size): Promise<Pty> {
  const { cwd, env } = common()
  const child = await begin(script, ['-q', '-f', '-e', '-c', BEGIN, '/dev/null'], {
    cwd,
    env: { ...env, HYPERION_COLUMNS: String(columns), HYPERION_ROWS: String(rows) },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  return ptyOf(child, (size) => resizeFromOutside(child, size))
}

function common(): { readonly cwd: string; readonly env: Record<string, string> } {
  return { cwd: account().home, env: cleanEnvironment('xterm-256color') }
}

function resizeFromOutside(child: ChildProcess, { columns, rows }: Size): void {
  const shell = sessionBegunBy(child.pid as number)
  const stty = findProgram('stty')
  if (shell === undefined || stty === undefined) return
  try {
    const terminal = readlinkSync(`/proc/${shell}/fd/0`)
    if (/^\/dev\/pts\/\d+$/.test(terminal)) execFile(stty, ['-F', terminal, 'cols', String(columns), 'rows', String(rows)], () => {})
  } catch {
    // The shell is gone.
  }
}

function ptyOf(child: ChildProcess, resize: (size: Size) => void): Pty {
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const input = child.stdin as Writable
  // What is typed after the end is nobody's.
  input.on('error', () => {})
  return {
    output: child.stdout as Readable,
    input,
    exited,
    resize,
    hangUp: async () => {
      const shell = sessionBegunBy(child.pid as number)
      input.destroy()
      if (shell !== undefined) await hangUp(shell)
      child.kill('SIGKILL')
      await exited
    },
  }
}
