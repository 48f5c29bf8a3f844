import type { HostKey, SshAddress, SshClient, SshConnection, SshLogin } from '@hyperion/ports/ssh'
import { SshFailure } from '@hyperion/ports/ssh'
import type { Client, ConnectConfig, ServerHostKeyAlgorithm } from 'ssh2'
import { connectionOver } from './connection.ts'
import { failureOf } from './failures.ts'
import { hostKeyOf } from './host-key.ts'
import { openKey } from './open-key.ts'

export interface SshClientOptions {
  /** Milliseconds to a connection that can be used. */
  readonly connectMs?: number
}

const CONNECT_MS = 15_000
const KEEPALIVE_MS = 20_000

/** Which algorithms prove the possession of a key that is not its own algorithm's name. */
const SIGNATURES: Readonly<Record<string, readonly ServerHostKeyAlgorithm[]>> = { 'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'] }

/** SSH by the package `ssh2`, which is loaded at the first connection. */
export function createSshClient({ connectMs = CONNECT_MS }: SshClientOptions = {}): SshClient {
  const dial = async (address: SshAddress, config: ConnectConfig, use: (client: Client) => void): Promise<void> => {
    const { Client } = await import('ssh2')
    const client = new Client()
    use(client)
    client.connect({
      host: address.address,
      port: address.port,
      readyTimeout: connectMs,
      keepaliveInterval: KEEPALIVE_MS,
      keepaliveCountMax: 2,
      ...config,
    })
  }

  return {
    openKey,

    async hostKey(address) {
      let shown: HostKey | null = null
      const hostVerifier = (key: Buffer): boolean => {
        shown = hostKeyOf(key)
        return false
      }
      // Nobody signs in: the key is shown first, and the connection ended then.
      const failure = await ending((use) => dial(address, { username: 'nobody', hostVerifier }, use), connectMs)
      if (shown) return shown
      throw failure
    },

    connect: (login) => signIn(login, dial, connectMs),
  }
}

/** Why a connection that comes to nothing ended. */
function ending(dial: (use: (client: Client) => void) => Promise<void>, connectMs: number): Promise<SshFailure> {
  return new Promise((resolve, reject) => {
    const use = (client: Client): void => {
      client.on('error', (error) => {
        resolve(failureOf(error, connectMs))
        client.destroy()
      })
      client.on('close', () => resolve(new SshFailure('lost', 'the connection was closed at once')))
    }
    dial(use).catch(reject)
  })
}

type Dial = (address: SshAddress, config: ConnectConfig, use: (client: Client) => void) => Promise<void>

function signIn(login: SshLogin, dial: Dial, connectMs: number): Promise<SshConnection> {
  const { username, secret, hostKey } = login
  let shown: HostKey | null = null
  const config: ConnectConfig = {
    username,
    hostVerifier: (key: Buffer): boolean => {
      shown = hostKeyOf(key)
      return shown.key === hostKey.key
    },
    // Of the server's keys the one that is known: that it has got another one besides is no change.
    algorithms: { serverHostKey: [...(SIGNATURES[hostKey.type] ?? [hostKey.type as ServerHostKeyAlgorithm])] },
    ...(secret.kind === 'password' ? { password: secret.password, tryKeyboard: true } : { privateKey: secret.privateKey }),
  }
  return new Promise((resolve, reject) => {
    const fail = (client: Client, failure: SshFailure): void => {
      reject(changedKey(shown, hostKey) ?? failure)
      client.destroy()
    }
    const use = (client: Client): void => {
      const onError = (error: Error): void => fail(client, failureOf(error, connectMs, login))
      const onClose = (): void => fail(client, new SshFailure('lost', 'the connection was closed before the sign-in'))
      client.on('error', onError)
      client.on('close', onClose)
      client.on('keyboard-interactive', (_name, _instructions, _language, prompts, answer) => {
        answer(secret.kind === 'password' ? prompts.map(() => secret.password) : [])
      })
      client.once('ready', () => {
        client.off('error', onError)
        client.off('close', onClose)
        // Many small requests are on the way at once: none waits for the one before to be noticed.
        client.setNoDelay(true)
        resolve(connectionOver(client, connectMs))
      })
    }
    dial(login, config, use).catch((error: unknown) => {
      reject(new SshFailure('key', error instanceof Error ? error.message : String(error)))
    })
  })
}

function changedKey(shown: HostKey | null, expected: HostKey): SshFailure | null {
  if (!shown || shown.key === expected.key) return null
  return new SshFailure('host_key', `expected ${told(expected)}, got ${told(shown)}`)
}

function told({ type, fingerprint }: HostKey): string {
  return `${type} ${fingerprint}`
}
