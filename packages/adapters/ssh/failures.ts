import { SshFailure, type SshFailureKind, type SshLogin } from '@hyperion/ports/ssh'

const BY_CODE: Readonly<Record<string, readonly [SshFailureKind, string]>> = {
  ENOTFOUND: ['name', 'there is no address of this name'],
  EAI_AGAIN: ['name', 'the name server does not answer'],
  EAI_NODATA: ['name', 'there is no address of this name'],
  ECONNREFUSED: ['refused', 'nothing listens on this port'],
  ECONNRESET: ['lost', 'the connection was reset'],
  EPIPE: ['lost', 'the connection was reset'],
  ETIMEDOUT: ['timeout', 'no answer'],
  EHOSTUNREACH: ['unreachable', 'there is no way to this address'],
  ENETUNREACH: ['unreachable', 'there is no way to this address'],
  EHOSTDOWN: ['unreachable', 'there is no way to this address'],
  EADDRNOTAVAIL: ['unreachable', 'there is no way to this address'],
  EINVAL: ['unreachable', 'there is no way to this address'],
  EACCES: ['unreachable', 'this address may not be reached'],
}

/** What an error of the library means. */
export function failureOf(error: Error & { code?: unknown; level?: string }, connectMs: number, login?: SshLogin): SshFailure {
  const { level, message } = error
  if (level === 'client-timeout') return new SshFailure('timeout', `no answer within ${connectMs / 1000} s`)
  if (level === 'client-authentication') return new SshFailure('authentication', refusal(login))
  if (message.includes('no matching host key format')) {
    return login
      ? new SshFailure('host_key', `expected ${login.hostKey.type} ${login.hostKey.fingerprint}, got none of this type`)
      : new SshFailure('protocol', 'it has no host key of a kind that this hub knows')
  }
  const [kind, words] = BY_CODE[String(error.code)] ?? []
  if (kind && words) return new SshFailure(kind, words)
  if (level === 'client-socket' || level === 'client-dns') return new SshFailure(level === 'client-dns' ? 'name' : 'unreachable', message)
  return new SshFailure('protocol', `no SSH can be spoken with it: ${oneLine(message)}`)
}

function refusal(login: SshLogin | undefined): string {
  const secret = login?.secret.kind === 'key' ? 'this key' : 'this password'
  return `${login?.username ?? 'the user'} is not let in with ${secret}`
}

const LONGEST = 160

/** Foreign words, made fit to be shown. */
export function oneLine(text: string): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim()
  return (line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line).toWellFormed()
}
