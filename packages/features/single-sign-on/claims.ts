import { isMailAddress } from '@hyperion/domain/mail'
import { includesRole, type Role } from '@hyperion/domain/users'
import { NAME_MAX_LENGTH, USERNAME_MAX_LENGTH } from '../users/index.ts'
import type { Claims } from './provider.ts'

/** Whoever has no other mapped group. */
const ANYONE = '*'

/** The highest role that one of somebody's groups gives; undefined when none does. The claim may be a path, `realm_access.roles`. */
export function roleOf(claims: Claims, claim: string, roles: ReadonlyMap<string, Role>): Role | undefined {
  const value = claim in claims ? claims[claim] : claim.split('.').reduce<unknown>(memberOf, claims)
  const groups = [value].flat().filter((group) => typeof group === 'string')
  const given = groups.flatMap((group) => (group === ANYONE ? [] : (roles.get(group) ?? [])))
  const [first, ...others] = given
  if (first === undefined) return roles.get(ANYONE)
  return others.reduce((highest, role) => (includesRole(role, highest) ? role : highest), first)
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}

export interface Names {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
}

/** What the provider says of somebody, as far as it may be kept; an address that it does not vouch for is left out. */
export function namesOf(claims: Claims): Names {
  const email = textOf(claims.email)
  return {
    email: isMailAddress(email) && claims.email_verified !== false ? email : '',
    firstName: textOf(claims.given_name),
    lastName: textOf(claims.family_name),
  }
}

/** A user name made of what the provider calls somebody; the account keeps it. */
export function usernameOf(claims: Claims): string {
  const wanted = [claims.preferred_username, claims.email, claims.sub].map((each) => textOf(each)).map(asUsername)
  return wanted.find((name) => name !== '') ?? 'user'
}

function asUsername(text: string): string {
  const allowed = text.normalize('NFKC').replace(/[^\p{L}\p{M}\p{N}._@+-]/gu, '')
  return allowed.replace(/^[^\p{L}\p{N}]+/u, '').slice(0, USERNAME_MAX_LENGTH - 4)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, NAME_MAX_LENGTH).replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, '') : ''
}
