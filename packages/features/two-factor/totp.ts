import { Secret, TOTP } from 'otpauth'

/** What every authenticator app understands: SHA-1, six digits, 30 seconds. */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const
const ISSUER = 'Hyperion'
/** A clock may be so many steps wrong, and a code be typed so late. */
const DRIFT = 1

/** A new secret of 160 bits, base32. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** What the QR code says: `otpauth://totp/…`. */
export function enrolmentUri(secret: string, username: string): string {
  return totp(secret, username).toString()
}

/** The time step that a code is of; undefined when it is of none near `now`. */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  const drift = totp(secret).validate({ token: code, timestamp: now, window: DRIFT })
  return drift === null ? undefined : Math.floor(now / 1000 / FORM.period) + drift
}

/** Whether a text may be a code; people and apps put spaces into it. */
export function isCodeForm(text: string): boolean {
  return /^\d{6}$/.test(text)
}

function totp(secret: string, label = ''): TOTP {
  return new TOTP({ ...FORM, issuer: ISSUER, label, secret: Secret.fromBase32(secret) })
}
