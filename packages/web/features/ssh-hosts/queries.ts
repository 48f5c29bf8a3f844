import type { NewSshHostAnswer, SshProbeAnswer } from '@hyperion/wire/web'
import type { QueryClient } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

export const SCRIPT = '/api/ssh-hosts/script'

export interface NewSshHost {
  readonly name?: string
  readonly address: string
  readonly port: number
  readonly username: string
  readonly password?: string
  readonly private_key?: string
  readonly passphrase?: string
  readonly host_key: string
}

export function probe(address: string, port: number): Promise<SshProbeAnswer> {
  return request<SshProbeAnswer>('/api/ssh-hosts/probe', { method: 'POST', body: { address, port } })
}

export async function addSshHost(client: QueryClient, body: NewSshHost): Promise<NewSshHostAnswer> {
  const added = await request<NewSshHostAnswer>('/api/ssh-hosts', { method: 'POST', body })
  void client.invalidateQueries({ queryKey: ['hosts'] })
  return added
}
