import type { PasswordRequest } from '@hyperion/wire/web'

export type Field = keyof PasswordRequest
type NewField = Exclude<Field, 'current_password'>

const SHORTEST = 8

/** What can be told before asking the hub, as translation keys; the hub has the last word. */
export function passwordErrors(values: PasswordRequest): Partial<Record<Field, string>> {
  const errors: Partial<Record<Field, string>> = newPasswordErrors(values)
  if (!errors.new_password && values.new_password === values.current_password) errors.new_password = 'password.same'
  return values.current_password === '' ? { current_password: 'form.required', ...errors } : errors
}

/** The same where the current password is not known. */
export function newPasswordErrors(values: Pick<PasswordRequest, NewField>): Partial<Record<NewField, string>> {
  const errors: Partial<Record<NewField, string>> = {}
  if (values.new_password === '') errors.new_password = 'form.required'
  else if (values.new_password.length < SHORTEST) errors.new_password = 'password.short'
  if (values.confirm_password === '') errors.confirm_password = 'form.required'
  else if (values.confirm_password !== values.new_password) errors.confirm_password = 'password.mismatch'
  return errors
}
