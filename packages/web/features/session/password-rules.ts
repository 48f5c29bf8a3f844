import type { PasswordRequest } from '@hyperion/wire/web'

export type Field = keyof PasswordRequest

const SHORTEST = 8

/** What can be told before asking the hub, as translation keys; the hub has the last word. */
export function passwordErrors(values: PasswordRequest): Partial<Record<Field, string>> {
  const errors: Partial<Record<Field, string>> = {}
  if (values.current_password === '') errors.current_password = 'form.required'
  if (values.new_password === '') errors.new_password = 'form.required'
  else if (values.new_password.length < SHORTEST) errors.new_password = 'password.short'
  else if (values.new_password === values.current_password) errors.new_password = 'password.same'
  if (values.confirm_password === '') errors.confirm_password = 'form.required'
  else if (values.confirm_password !== values.new_password) errors.confirm_password = 'password.mismatch'
  return errors
}
