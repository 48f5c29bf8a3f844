import type { Certificate } from './certificate.ts'

const DAY_MS = 86_400_000
/** Renewals come before this is over; of a certificate that lives for days or weeks, a part of its life. */
const SOON = { ms: 30 * DAY_MS, part: 1 / 4 } as const
const URGENT = { ms: 7 * DAY_MS, part: 1 / 10 } as const

/** What to say of the time that is left, for people; null while there is enough. */
export function expiryTrouble({ validFrom, validTo }: Pick<Certificate, 'validFrom' | 'validTo'>, now: number): string | null {
  const left = validTo - now
  const within = ({ ms, part }: typeof SOON | typeof URGENT): boolean => left < Math.min(ms, (validTo - validFrom) * part)
  const date = new Date(validTo).toISOString().slice(0, 10)
  if (now < validFrom) return `the certificate is not valid before ${new Date(validFrom).toISOString()}: is the clock right?`
  if (left <= 0) return `the certificate ended on ${date}: agents and browsers refuse it; renew it now`
  if (within(URGENT)) return `the certificate ends in ${lengthOf(left)}, on ${date}: renew it now, or agents lose the hub`
  return within(SOON) ? `the certificate ends in ${lengthOf(left)}, on ${date}: renew it` : null
}

function lengthOf(ms: number): string {
  const days = Math.floor(ms / DAY_MS)
  if (days > 1) return `${days} days`
  const hours = Math.max(1, Math.floor(ms / 3_600_000))
  return hours === 1 ? '1 hour' : `${hours} hours`
}
