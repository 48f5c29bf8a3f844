import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'
import { CLIENT, type OidcPerson } from './oidc-server.ts'

/** Test process: an OpenID Connect provider on a free port, that signs in whoever it was told of last. */
const [redirectUri = ''] = process.argv.slice(2)
let person: OidcPerson = { subject: 'nobody', claims: {} }

const http = createServer()
http.listen(0, '127.0.0.1')
await once(http, 'listening')
const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
const provider = new Provider(issuer, configuration())
const callback = provider.callback()
http.on('request', (request, response) => {
  if (!request.url?.startsWith('/interaction/')) return callback(request, response)
  const result = { login: { accountId: person.subject } }
  provider.interactionFinished(request, response, result).catch(() => response.destroy())
})
process.on('message', (next: OidcPerson) => {
  person = next
  process.send?.('taken')
})
process.send?.(issuer)

function configuration(): Configuration {
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
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ ...person.claims, sub: id }) }),
    // Nobody is asked whether the hub may know who they are.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ accountId: oidc.session?.accountId, clientId: oidc.client?.clientId })
      grant.addOIDCScope('openid profile email groups')
      await grant.save()
      return grant
    },
  }
}
