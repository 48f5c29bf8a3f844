import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { ActionError, type ActionFailure } from '@hyperion/domain/actions'

/** Begins a program in a session of its own, so that all it begins can be ended with it. Rejects with `ActionError`. */
export function begin(path: string, args: readonly string[], options: SpawnOptions & { readonly cwd: string }): Promise<ChildProcess> {
  if (!isFolder(options.cwd)) throw new ActionError('missing', `there is no folder ${options.cwd}`)
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void =>
      reject(new ActionError(FAILURES[error.code ?? ''] ?? 'failed', wordsOf(error, path)))
    try {
      const child = spawn(path, args, { ...options, detached: true })
      child.once('spawn', () => resolve(child))
      child.once('error', failed)
    } catch (error) {
      failed(error as NodeJS.ErrnoException)
    }
  })
}

const FAILURES: Readonly<Record<string, ActionFailure>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EACCES: 'permission',
  EPERM: 'permission',
  E2BIG: 'too_large',
  EAGAIN: 'busy',
  ENOMEM: 'busy',
}

function wordsOf({ code, message }: NodeJS.ErrnoException, path: string): string {
  if (code === 'ENOENT') return `there is no program ${path}, or not what it needs to run`
  if (code === 'EACCES') return `the account of the agent may not run ${path}`
  return message
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
