import { SSH_PASSWORD, SSH_USER, type Sshd } from '@hyperion/testkit/sshd'
import type { OperationId, ParamsOf, RowOf } from '@hyperion/wire/actions'
import { expect } from 'vitest'
import { eventually } from '../eventually/index.ts'
import type { TestApp } from './test-app.ts'

/** A host of a hub that has no agent: the account of a real SSH server. */
export async function sshHost(hub: TestApp, { port }: Pick<Sshd, 'port'>, username = SSH_USER) {
  const call = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    hub.app.inject({ method, url, headers: { authorization: `Bearer ${await hub.token('admin')}` }, ...(payload && { payload }) })
  const there = { address: '127.0.0.1', port }
  const { host_key } = (await call('POST', '/api/ssh-hosts/probe', there)).json()
  const added = await call('POST', '/api/ssh-hosts', { ...there, username, password: SSH_PASSWORD, host_key })
  const host: number = added.json().host.id
  await eventually(async () => expect((await call('GET', `/api/hosts/${host}/capabilities`)).json().capabilities).not.toBeNull())
  await call('PUT', `/api/ssh-hosts/${host}/tier`, { tier: 'full' })

  const asker = async () => {
    const principal = await hub.accounts.authenticate(await hub.token('admin'))
    if (!principal) throw new Error('nobody is signed in')
    return { principal, address: '127.0.0.1' }
  }
  return {
    host,
    call,
    asker,
    /** What a read answers, rows and result. */
    async read<O extends OperationId>(operation: O, params: ParamsOf<O>) {
      const { rows, result } = await hub.actions.read(host, operation, params, await asker())
      return { rows: rows as readonly RowOf<O>[], result }
    },
  }
}
