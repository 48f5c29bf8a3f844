import { ActionError, type ActionFailure } from '@hyperion/domain/actions'
import { SftpFailure } from '@hyperion/ports/ssh'
import { refused } from '../../actions/files/errors.ts'

/** `failed` is a word for much; who changes something looks what it was. */
const FAILURES: Readonly<Record<SftpFailure['kind'], readonly [ActionFailure, string]>> = {
  missing: ['missing', 'is not there'],
  permission: ['permission', 'may not be touched by the account'],
  unsupported: ['unsupported', 'could not be done: the server of this host cannot do it'],
  lost: ['away', ''],
  failed: ['failed', 'could not be done'],
}

/** Runs something done to a path; what the server refuses is told of that path. */
export async function about<T>(path: Uint8Array, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw inWords(error, path)
  }
}

function inWords(error: unknown, path: Uint8Array): unknown {
  if (!(error instanceof SftpFailure)) return error
  const [failure, words] = FAILURES[error.kind]
  if (error.kind === 'lost') return new ActionError(failure, error.message)
  return refused(failure, path, error.kind === 'failed' ? `${words}: ${error.message}` : words)
}
