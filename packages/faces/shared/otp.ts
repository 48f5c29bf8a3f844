import { Type } from 'typebox'

/** The field of every login that a second factor goes into; longer than any code, for people who paste a sentence. */
export const OtpField = Type.String({ maxLength: 64, description: 'Code of the second factor, or a recovery code, of a user who has one.' })

/** What a 401 says besides when nothing but that field is missing. */
export const OtpRequired = Type.Boolean({ description: 'True where nothing but the code of the second factor is missing: `otp`.' })
