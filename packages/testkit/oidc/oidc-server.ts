import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface OidcServer {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Says who the next browser is, and what is told of them. */
  expect(person: OidcPerson): Promise<void>
  close(): Promise<void>
}

export interface OidcPerson {
  readonly subject: string
  readonly claims: Readonly<Record<string, unknown>>
}

export const CLIENT = { client_id: 'hyperion', client_secret: 'a secret of the client' } as const

const PROCESS = fileURLToPath(new URL('./oidc-process.ts', import.meta.url))

/** A real OpenID Connect provider in a process of its own. Whoever comes is signed in at once as {@link OidcServer.expect} said. */
export async function startOidc(redirectUri: string): Promise<OidcServer> {
  const child = fork(PROCESS, [redirectUri], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [issuer] = (await once(child, 'message')) as [string]
  return {
    issuer,
    clientId: CLIENT.client_id,
    clientSecret: CLIENT.client_secret,
    expect: async (person) => {
      const taken = once(child, 'message')
      child.send(person)
      await taken
    },
    close: async () => {
      child.kill()
      await once(child, 'exit')
    },
  }
}
