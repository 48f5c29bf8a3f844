import type { FastifyRequest } from 'fastify'
import { credentialOf, principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'

/** Whether the session that made a request is what it was then. A store that does not answer ends nobody's session. */
export async function stillValid(
  request: FastifyRequest,
  { accounts, publicUrl }: Pick<HyperionDeps, 'accounts' | 'publicUrl'>,
): Promise<boolean> {
  const credential = credentialOf(request, { cookie: true, publicUrl })
  try {
    const principal = credential && (await accounts.authenticate(credential.secret))
    const { role } = principalOf(request).user
    return principal !== undefined && !principal.user.mustChangePassword && principal.user.role === role
  } catch {
    return true
  }
}
