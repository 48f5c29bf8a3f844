import { ROLES, type Role } from '@hyperion/domain/users'

/** The OpenID Connect provider that people may sign in at. */
export interface OidcConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly roleClaim: string
  readonly roles: ReadonlyMap<string, Role>
  readonly label: string
}

interface OidcValues {
  readonly HYPERION_OIDC_ISSUER?: string
  readonly HYPERION_OIDC_CLIENT_ID?: string
  readonly HYPERION_OIDC_CLIENT_SECRET?: string
  readonly HYPERION_OIDC_ROLE_CLAIM?: string
  readonly HYPERION_OIDC_ROLE_MAP?: ReadonlyMap<string, Role>
  readonly HYPERION_OIDC_LABEL?: string
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/
const NEEDED = ['HYPERION_OIDC_CLIENT_ID', 'HYPERION_OIDC_CLIENT_SECRET', 'HYPERION_OIDC_ROLE_MAP'] as const

/** An https address, or an http one of this machine; throws what is wrong with it. */
export function parseIssuer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const allowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname))
  if (!url || !allowed || url.search || url.hash || url.username) {
    throw new Error('must be an address like https://id.example.com (http:// only on this machine)')
  }
  return text
}

/** `group=role,…`; throws what is wrong with it. */
export function parseRoleMap(text: string): ReadonlyMap<string, Role> {
  const pairs = text.split(',').map((pair): [string, Role] => {
    const at = pair.lastIndexOf('=')
    const group = pair.slice(0, Math.max(0, at)).trim()
    const role = ROLES.find((each) => each === pair.slice(at + 1).trim())
    if (group === '' || !role) throw new Error(`must be like group=role,… with roles ${ROLES.join(', ')}; the group * is everyone else`)
    return [group, role]
  })
  return new Map(pairs)
}

/** What is missing for signing in at a provider, one line each. */
export function oidcMistakes(given: (name: string) => boolean): readonly string[] {
  const needed = given('HYPERION_OIDC_ISSUER') ? NEEDED.filter((name) => !given(name)) : []
  const lost = ['ROLE_CLAIM', 'LABEL'].map((name) => `HYPERION_OIDC_${name}`).concat(NEEDED)
  const alone = given('HYPERION_OIDC_ISSUER') ? [] : lost.filter(given)
  return [...needed.map((name) => `HYPERION_OIDC_ISSUER needs ${name}`), ...alone.map((name) => `${name} needs HYPERION_OIDC_ISSUER`)]
}

/** Null where no provider is named. */
export function oidcConfig(values: OidcValues): OidcConfig | null {
  const { HYPERION_OIDC_ISSUER: issuer, HYPERION_OIDC_CLIENT_ID: clientId, HYPERION_OIDC_CLIENT_SECRET: clientSecret } = values
  const roles = values.HYPERION_OIDC_ROLE_MAP
  if (!issuer || !clientId || !clientSecret || !roles) return null
  const roleClaim = values.HYPERION_OIDC_ROLE_CLAIM ?? 'groups'
  return { issuer, clientId, clientSecret, roleClaim, roles, label: values.HYPERION_OIDC_LABEL ?? new URL(issuer).hostname }
}
