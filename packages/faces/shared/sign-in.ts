import type { Accounts, Principal } from '@hyperion/features/users'
import type { FastifyRequest } from 'fastify'
import { principalOf } from './access.ts'
import { type AuditRecorder, audited, codeOf } from './audited.ts'

export interface SignInDeps {
  readonly accounts: Pick<Accounts, 'login'>
  readonly audit: AuditRecorder
}

export interface Credentials {
  readonly username: string
  readonly password: string
}

/** Signs in and notes it, or the attempt. */
export async function signIn(
  request: FastifyRequest,
  { accounts, audit }: SignInDeps,
  { username, password }: Credentials,
  kind: Principal['kind'],
): ReturnType<Accounts['login']> {
  const deed = { action: 'session.sign_in', address: request.ip, details: { kind } } as const
  try {
    const signedIn = await accounts.login(username, password, { kind, address: request.ip })
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
