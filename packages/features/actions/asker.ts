import { DomainError } from '@hyperion/domain/errors'
import { type Permission, permissionsOf } from '@hyperion/domain/users'
import type { Principal } from '../users/index.ts'

/** Who asks something of a host. */
export interface Asker {
  readonly principal: Principal
  /** Client address. */
  readonly address: string
}

export interface StepUp {
  mustStepUp(principal: Principal): Promise<boolean>
}

/** Throws `DomainError('permission_denied' | 'step_up_required')`. */
export async function mayAsk({ principal }: Asker, permission: Permission, dangerous: boolean, stepUp: StepUp): Promise<void> {
  if (!permissionsOf(principal.user.role).includes(permission)) throw new DomainError('permission_denied', 'not allowed', { permission })
  await stepUpFor(principal, dangerous, stepUp)
}

/** A key can give no code; where it gets in it was let in by someone who did. */
export async function stepUpFor(principal: Principal, dangerous: boolean, stepUp: StepUp): Promise<void> {
  if (dangerous && principal.kind !== 'key' && (await stepUp.mustStepUp(principal)))
    throw new DomainError('step_up_required', 'no code was given lately')
}
