import type { Accounts, SignInKind } from '@hyperion/features/users'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { principalOf } from './access.ts'
import { type AuditRecorder, audited, codeOf } from './audited.ts'
import { enforce } from './rate-limit.ts'
import type { SignInLimits } from './sign-in-limits.ts'

export interface SignInDeps {
  readonly accounts: Pick<Accounts, 'login'>
  readonly audit: AuditRecorder
  /** None where limits are switched off. */
  readonly signInLimits?: SignInLimits | undefined
}

export interface Credentials {
  readonly username: string
  readonly password: string
  /** Of a second factor. */
  readonly otp?: string | undefined
}

/** Signs in, within the limits, and notes it or the attempt; one beyond the limits is not looked at. */
export async function signIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { accounts, audit, signInLimits }: SignInDeps,
  { username, password, otp }: Credentials,
  kind: SignInKind,
): ReturnType<Accounts['login']> {
  const attempt = { username, address: request.ip }
  if (signInLimits) enforce(signInLimits.take(attempt), reply)
  const deed = { action: 'session.sign_in', address: request.ip, details: { kind } } as const
  try {
    const from = { kind, address: request.ip, userAgent: request.headers['user-agent'], otp }
    const signedIn = await accounts.login(username, password, from)
    signInLimits?.succeeded(attempt)
    audit.record({ ...deed, actor: { id: signedIn.user.id, name: username } })
    return signedIn
  } catch (error) {
    const details = { kind, error: codeOf(error) }
    audit.record({ ...deed, actor: { id: null, name: username }, details, outcome: 'failure' })
    throw error
  }
}

export async function signOut(
  request: FastifyRequest,
  { accounts, audit }: { readonly accounts: Pick<Accounts, 'logout'>; readonly audit: AuditRecorder },
): Promise<void> {
  const principal = principalOf(request)
  await audited(request, audit, { action: 'session.sign_out', details: { kind: principal.kind } }, () => accounts.logout(principal))
}
