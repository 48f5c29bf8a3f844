import { codeAt } from '@hyperion/testkit/authenticator'
import { expect, it } from 'vitest'
import { enrolmentUri, newSecret, stepOf } from './totp.ts'

/** The secret of RFC 6238, appendix B. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('knows the code of RFC 6238 at %i s', (seconds, code) => {
  expect(codeAt(RFC_SECRET, seconds * 1000)).toBe(code)
  expect(stepOf(RFC_SECRET, code, seconds * 1000)).toBe(Math.floor(seconds / 30))
})

it('takes a clock that is one step wrong, not two', () => {
  const now = Date.UTC(2026, 0, 15, 12, 0, 10)
  const step = Math.floor(now / 30_000)
  const secret = newSecret()
  for (const drift of [-1, 0, 1]) expect(stepOf(secret, codeAt(secret, now + drift * 30_000), now)).toBe(step + drift)
  for (const drift of [-2, 2]) expect(stepOf(secret, codeAt(secret, now + drift * 30_000), now)).toBeUndefined()
})

it('says what an app needs', () => {
  const uri = new URL(enrolmentUri(RFC_SECRET, 'Zoë & co'))
  expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp'])
  expect(decodeURIComponent(uri.pathname)).toBe('/Hyperion:Zoë & co')
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({ issuer: 'Hyperion', secret: RFC_SECRET, digits: '6', period: '30' })
  expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/)
})
