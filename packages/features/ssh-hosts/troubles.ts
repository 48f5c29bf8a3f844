import type { NotReached, NotReachedKind } from './reach.ts'

const SUBJECTS: Record<NotReachedKind, string> = {
  name: 'address',
  refused: 'connection',
  unreachable: 'connection',
  timeout: 'connection',
  protocol: 'connection',
  lost: 'connection',
  host_key: 'host key',
  key: 'private key',
  passphrase: 'private key',
  authentication: 'sign-in',
  command: 'command',
  flood: 'answer',
  forwarding: 'connection',
  busy: 'connection',
  answer: 'answer',
  secret_needed: 'sign-in',
  secret_lost: 'sign-in',
}

/** What an operator should know of a host, one line each; nothing when all is well. */
export function sshTroubles(trouble: NotReached | null, slow: boolean): readonly string[] {
  const lines: string[] = []
  if (trouble) lines.push(`${SUBJECTS[trouble.kind]}: ${trouble.message}${trouble.kind === 'host_key' ? '; nothing is sent to it' : ''}`)
  if (slow) lines.push('answer: takes longer than the interval; samples are left out')
  return lines
}
