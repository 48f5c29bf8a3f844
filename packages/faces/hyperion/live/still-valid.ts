import type { FastifyRequest } from 'fastify'
import { credentialOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'

/** A store that does not answer ends nobody's session. */
export async function stillValid(
  request: FastifyRequest,
  { accounts, publicUrl }: Pick<HyperionDeps, 'accounts' | 'publicUrl'>,
): Promise<boolean> {
  const credential = credentialOf(request, { cookie: true, publicUrl })
  try {
    const principal = credential && (await accounts.authenticate(credential.secret))
    return principal !== undefined && !principal.user.mustChangePassword
  } catch {
    return true
  }
}
