import { ActionError, type ActionFailure } from '@hyperion/domain/actions'
import { shownPath, writtenPath } from '@hyperion/wire/actions'

const FAILURES: Readonly<Record<string, ActionFailure>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EACCES: 'permission',
  EPERM: 'permission',
  EROFS: 'permission',
  EEXIST: 'exists',
  ENOTEMPTY: 'exists',
  ENOSPC: 'busy',
  EDQUOT: 'busy',
  EMFILE: 'busy',
  ENFILE: 'busy',
  EBUSY: 'busy',
  ETXTBSY: 'busy',
  ENAMETOOLONG: 'invalid',
  EINVAL: 'invalid',
  EFBIG: 'too_large',
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not a folder',
  EACCES: 'may not be touched by the agent’s account',
  EPERM: 'may not be touched by the agent’s account',
  EROFS: 'is on a file system that is read only',
  EEXIST: 'is there already',
  ENOTEMPTY: 'is there already',
  ENOSPC: 'does not fit: no space is left',
  EDQUOT: 'does not fit: the quota is used up',
}

/** What the kernel said of a file, for people: without the paths by which the agent reached it. */
function fileError(error: unknown, path: Uint8Array): unknown {
  const { code } = error as NodeJS.ErrnoException
  // What lies on another file system is gone about in another way.
  if (error instanceof ActionError || typeof code !== 'string' || code === 'EXDEV') return error
  return refused(FAILURES[code] ?? 'failed', path, WORDS[code] ?? `could not be done: ${code}`)
}

export function refused(failure: ActionFailure, path: Uint8Array, words: string): ActionError {
  return new ActionError(failure, `${shownPath(writtenPath(path)).slice(0, 800)} ${words}`)
}

/** Runs something done to a path; what the kernel refuses is told of that path. */
export async function about<T>(path: Uint8Array, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw fileError(error, path)
  }
}

export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code
}
