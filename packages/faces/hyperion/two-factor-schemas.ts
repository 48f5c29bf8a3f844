import { type Static, Type } from 'typebox'
import { OtpField } from '../shared/index.ts'
import { strict } from './schemas.ts'

const Password = Type.String({
  maxLength: 1024,
  description: 'The password, to confirm; empty for a user who signs in elsewhere and has none here.',
})

export const TwoFactorAnswer = Type.Object({
  enabled: Type.Boolean(),
  since: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { examples: ['2025-01-08T15:30:00.000Z'] }),
  recovery_codes: Type.Integer({ description: 'Recovery codes that are left.', examples: [10] }),
  password: Type.Boolean({ description: 'Whether the user has a password here to confirm.' }),
})

export const PasswordBody = Type.Object({ password: Password }, strict)
export type PasswordBody = Static<typeof PasswordBody>

export const OtpBody = Type.Object({ otp: OtpField }, strict)
export type OtpBody = Static<typeof OtpBody>

export const DisableBody = Type.Object({ password: Password, otp: OtpField }, strict)
export type DisableBody = Static<typeof DisableBody>

export const EnrolmentAnswer = Type.Object({
  secret: Type.String({ description: 'For typing in; base32.', examples: ['JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'] }),
  uri: Type.String({ examples: ['otpauth://totp/Hyperion:admin?issuer=Hyperion&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&period=30'] }),
  qr: Type.String({ description: 'The same as a QR code: an SVG as a data URI.' }),
})

export const RecoveryCodesAnswer = Type.Object({
  recovery_codes: Type.Array(Type.String(), { description: 'Shown this once.', examples: [['k7dq-2mfx-9hra-v4tp']] }),
})
