import { lookup } from 'node:dns'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import { ActionError } from '@hyperion/domain/actions'
import type { FAMILIES } from '@hyperion/wire/actions'

export interface Target {
  readonly target: string
  readonly family?: (typeof FAMILIES)[number] | undefined
}

const VERSION = { ipv4: 4, ipv6: 6 } as const

/** The address that a probe goes to, as this host resolves the name: programs are given addresses, never names. */
export async function addressOf({ target, family }: Target, signal: AbortSignal): Promise<string> {
  const version = isIP(target)
  const wanted = family === undefined ? 0 : VERSION[family]
  if (version !== 0) {
    if (wanted !== 0 && wanted !== version) throw new ActionError('invalid', `${target} is no address of ${family}`)
    return target
  }
  try {
    const found = await until(promisify(lookup)(target, { family: wanted }), signal)
    return found.address
  } catch (error) {
    if (signal.aborted) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EAI_AGAIN') throw new ActionError('failed', `no resolver answers this host about ${target}`)
    throw new ActionError('missing', `this host finds no ${family ?? ''} address of ${target}`.replace('  ', ' '))
  }
}

/** For what cannot be cancelled itself. */
export function until<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
