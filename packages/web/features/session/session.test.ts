import { describe, expect, it } from 'vitest'
import { passwordErrors } from './password-rules.ts'
import { hubPage, safeNext } from './session.ts'

describe('safeNext', () => {
  it.each([
    [null, '/'],
    ['', '/'],
    ['/hosts/1?range=1h#cpu', '/hosts/1?range=1h#cpu'],
    ['https://evil.example', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-in?next=/', '/'],
    ['/password', '/'],
  ])('leads %j to %s', (next, page) => {
    expect(safeNext(next)).toBe(page)
  })
})

describe('hubPage', () => {
  it.each(['/api/docs/', '/api/redoc', '/api/schema/', '/media/reports/report_1_20260111.html'])('knows %s', (page) => {
    expect(hubPage(page)).toBe(page)
  })

  it.each([null, '/', '/api/session', '//api/docs/', '/api/docs\\..', '/api/docsx', 'https://evil.example/api/docs/'])(
    'refuses %j',
    (page) => {
      expect(hubPage(page)).toBeNull()
    },
  )
})

describe('passwordErrors', () => {
  it.each([
    [
      { current_password: '', new_password: '', confirm_password: '' },
      { current_password: 'form.required', new_password: 'form.required', confirm_password: 'form.required' },
    ],
    [{ current_password: 'same-same', new_password: 'same-same', confirm_password: 'same-same' }, { new_password: 'password.same' }],
    [{ current_password: 'a', new_password: 'seven-7', confirm_password: 'seven-7' }, { new_password: 'password.short' }],
    [{ current_password: 'a', new_password: 'long-enough', confirm_password: 'c' }, { confirm_password: 'password.mismatch' }],
    [{ current_password: 'a', new_password: 'long-enough', confirm_password: 'long-enough' }, {}],
  ])('finds what is wrong with %j', (values, errors) => {
    expect(passwordErrors(values)).toEqual(errors)
  })
})
