import { createHmac, timingSafeEqual } from 'node:crypto'

const SIGNATURE = 'x-grafana-alerting-signature'
const TIMESTAMP = 'x-grafana-alerting-timestamp'
/** How far the clock of the sender may be off. */
const SKEW_MS = 300_000

export interface Signed {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Whether Grafana signed this with the secret: hex HMAC-SHA256 of the body, or of `timestamp:body`. */
export function isSigned({ headers, body }: Signed, secret: string, now: number): boolean {
  const told = headers[SIGNATURE] ?? ''
  const timestamp = headers[TIMESTAMP]
  const hmac = createHmac('sha256', secret)
  if (timestamp !== undefined) {
    if (Math.abs(Number(timestamp) * 1000 - now) > SKEW_MS || !/^\d{1,12}$/.test(timestamp)) return false
    hmac.update(`${timestamp}:`)
  }
  const expected = hmac.update(body).digest()
  const given = /^[0-9a-f]{64}$/i.test(told) ? Buffer.from(told, 'hex') : Buffer.alloc(0)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
