import { DomainError, type ErrorDetails } from '@hyperion/domain/errors'
import type { Accounts, PasswordChange, Principal } from '@hyperion/features/users'

/** A password change as the faces' bodies spell it. */
export interface PasswordFields {
  readonly current_password: string
  readonly new_password: string
  readonly confirm_password: string
}

const FIELDS: Record<keyof PasswordChange, keyof PasswordFields> = {
  current: 'current_password',
  next: 'new_password',
  confirmation: 'confirm_password',
}

/** Changes the password; what is wrong with it is told by the body's own field names. */
export async function changePassword(
  accounts: Pick<Accounts, 'changePassword'>,
  principal: Principal,
  body: PasswordFields,
): Promise<void> {
  const change: PasswordChange = { current: body.current_password, next: body.new_password, confirmation: body.confirm_password }
  try {
    await accounts.changePassword(principal, change)
  } catch (error) {
    if (!(error instanceof DomainError) || !error.info.details) throw error
    throw new DomainError(error.code, error.message, { ...error.info, details: renamed(error.info.details) })
  }
}

function renamed(details: ErrorDetails): ErrorDetails {
  return Object.fromEntries(Object.entries(details).map(([field, messages]) => [FIELDS[field as keyof PasswordChange] ?? field, messages]))
}
