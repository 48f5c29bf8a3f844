import { createSshClient } from '@hyperion/adapters/ssh'
import type { SshConnection } from '@hyperion/ports/ssh'
import { SSH_PASSWORD, SSH_USER, type Sshd } from './sshd.ts'

/** A connection of the account of a server. */
export async function connectionTo({ port }: Pick<Sshd, 'port'>): Promise<SshConnection> {
  const client = createSshClient()
  const there = { address: '127.0.0.1', port }
  const secret = { kind: 'password', password: SSH_PASSWORD } as const
  return client.connect({ ...there, username: SSH_USER, secret, hostKey: await client.hostKey(there) })
}
