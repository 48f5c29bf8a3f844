import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a request says of its origin. */
export interface SignedRequest {
  /** Epoch seconds, as they came. */
  readonly timestamp: string | undefined
  readonly signature: string | undefined
  readonly body: Buffer
}

const WINDOW_MS = 300_000
/** Signatures are remembered for so long: whatever is older is refused for its age. */
export const REMEMBERED_MS = 2 * WINDOW_MS

/** Whether Slack, who alone knows the secret, made this request a moment ago. */
export function isSigned({ timestamp, signature, body }: SignedRequest, secret: string, now: number): boolean {
  if (timestamp === undefined || signature === undefined || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now - Number(timestamp) * 1000) > WINDOW_MS) return false
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')
  const expected = Buffer.from(`v0=${hash}`)
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
