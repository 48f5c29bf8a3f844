import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'

export interface ProviderSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

/** What has to come back unchanged: proof that the answer belongs to the browser that asked. */
export interface Proof {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string }

const TIMEOUT_SECONDS = 10

/** An OpenID Connect provider: authorization code flow with PKCE, state and nonce. */
export class Provider {
  readonly #settings: ProviderSettings
  #found: Promise<Configuration> | undefined

  constructor(settings: ProviderSettings) {
    this.#settings = settings
  }

  /** Where to send the browser, and what to keep until it comes back. */
  async start(redirectUri: string): Promise<{ url: string; proof: Proof }> {
    const configuration = await this.#configuration()
    const proof = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: scopesOf(configuration),
      code_challenge: await calculatePKCECodeChallenge(proof.verifier),
      code_challenge_method: 'S256',
      state: proof.state,
      nonce: proof.nonce,
    })
    return { url: url.href, proof }
  }

  /** What the provider says of whoever came back to `answer`; rejects when anything about it does not fit. */
  async finish(answer: URL, { state, nonce, verifier }: Proof): Promise<Claims> {
    const configuration = await this.#configuration()
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
    const tokens = await authorizationCodeGrant(configuration, answer, checks)
    const claims = tokens.claims()
    if (!claims) throw new Error('the provider sent no ID token')
    const more = configuration.serverMetadata().userinfo_endpoint ? await fetchUserInfo(configuration, tokens.access_token, claims.sub) : {}
    return { ...more, ...claims }
  }

  /** Asked once; again after a failure. */
  #configuration(): Promise<Configuration> {
    this.#found ??= this.#discover().catch((error: unknown) => {
      this.#found = undefined
      throw error
    })
    return this.#found
  }

  #discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings
    // Clear text is allowed by the configuration to this machine alone.
    const execute = issuer.startsWith('http:') ? [allowInsecureRequests] : []
    return discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: TIMEOUT_SECONDS })
  }
}

/** Groups have a scope of their own at some providers. */
function scopesOf(configuration: Configuration): string {
  const groups = configuration.serverMetadata().scopes_supported?.includes('groups') ? ['groups'] : []
  return ['openid', 'profile', 'email', ...groups].join(' ')
}
