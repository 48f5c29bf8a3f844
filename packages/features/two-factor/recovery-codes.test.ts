import { expect, it } from 'vitest'
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'

it('makes ten different codes that are read without doubt', () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^([a-km-np-z02-9]{4}-){3}[a-km-np-z02-9]{4}$/)
})

it('knows a code however it is typed, and what is none', () => {
  const [code = ''] = newRecoveryCodes()
  expect(hashRecoveryCode(` ${code.toUpperCase().replaceAll('-', ' ')} `)).toBe(hashRecoveryCode(code))
  expect(hashRecoveryCode(code)).not.toContain(code.slice(0, 4))
  for (const none of ['', '123456', code.slice(1), `${code}x`]) expect(hashRecoveryCode(none)).toBeUndefined()
})
