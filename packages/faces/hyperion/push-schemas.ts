import { type Static, Type } from 'typebox'
import { strict } from './schemas.ts'

export const BrowserAnswer = Type.Object({
  id: Type.Integer({ examples: [3] }),
  label: Type.String({ examples: ['Firefox, Linux'] }),
  created_at: Type.String({ format: 'date-time', examples: ['2025-01-08T15:30:00.000Z'] }),
})

export const PushAnswer = Type.Object({
  public_key: Type.String({ description: 'What browsers know the hub by (VAPID), base64url.' }),
  browsers: Type.Array(BrowserAnswer, { description: 'Of whoever asks.' }),
})

const Key = Type.String({ minLength: 1, maxLength: 200, pattern: '^[\\w-]+=*$' })

export const PushBody = Type.Object(
  {
    endpoint: Type.String({ minLength: 1, maxLength: 2000, examples: ['https://updates.push.services.mozilla.com/wpush/v2/…'] }),
    keys: Type.Object({ p256dh: Key, auth: Key }, { additionalProperties: false }),
    label: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000-\\u001f]*$', examples: ['Firefox, Linux'] }),
  },
  strict,
)
export type PushBody = Static<typeof PushBody>

export const BrowserParams = Type.Object({ browser: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }, strict)
export type BrowserParams = Static<typeof BrowserParams>
