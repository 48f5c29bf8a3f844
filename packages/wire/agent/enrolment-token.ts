/**
 * An enrolment token is `hyp1.<secret>.<key of the hub>`: the agent knows by it which hub to trust before it shows the
 * secret to anyone.
 */
export interface EnrolmentTokenParts {
  readonly secret: string
  readonly hubKey: string
}

const FORM = /^hyp1\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/

export function formatEnrolmentToken({ secret, hubKey }: EnrolmentTokenParts): string {
  return `hyp1.${secret}.${hubKey}`
}

export function parseEnrolmentToken(token: string): EnrolmentTokenParts | null {
  const [, secret, hubKey] = FORM.exec(token) ?? []
  return secret !== undefined && hubKey !== undefined ? { secret, hubKey } : null
}
