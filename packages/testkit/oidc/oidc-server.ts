import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'

export interface OidcServer {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Who the next browser is, and what is said of them. */
  person: OidcPerson
  close(): Promise<void>
}

export interface OidcPerson {
  readonly subject: string
  readonly claims: Readonly<Record<string, unknown>>
}

const CLIENT = { client_id: 'hyperion', client_secret: 'a secret of the client' } as const

/** A real OpenID Connect provider on this machine. Whoever comes is signed in at once as {@link OidcServer.person}. */
export async function startOidc(redirectUri: string): Promise<OidcServer> {
  const http = createServer()
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const server: OidcServer = {
    issuer,
    clientId: CLIENT.client_id,
    clientSecret: CLIENT.client_secret,
    person: { subject: 'nobody', claims: {} },
    close: async () => {
      http.closeAllConnections()
      await new Promise((done) => http.close(done))
    },
  }
  const provider = new Provider(issuer, configuration(server, redirectUri))
  const callback = provider.callback()
  http.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return callback(request, response)
    const result = { login: { accountId: server.person.subject } }
    provider.interactionFinished(request, response, result).catch(() => response.destroy())
  })
  return server
}

function configuration(server: OidcServer, redirectUri: string): Configuration {
  return {
    clients: [{ ...CLIENT, redirect_uris: [redirectUri] }],
    cookies: { keys: ['only for tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    scopes: ['openid', 'profile', 'email', 'groups'],
    claims: {
      openid: ['sub'],
      profile: ['preferred_username', 'given_name', 'family_name', 'realm_access'],
      email: ['email', 'email_verified'],
      groups: ['groups'],
    },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ ...server.person.claims, sub: id }) }),
    // Nobody is asked whether the hub may know who they are.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ accountId: oidc.session?.accountId, clientId: oidc.client?.clientId })
      grant.addOIDCScope('openid profile email groups')
      await grant.save()
      return grant
    },
  }
}
