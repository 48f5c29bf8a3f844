import type { NewSshHostAnswer, SshHostRow, SshHostsAnswer, SshProbeAnswer } from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

export const SCRIPT = '/api/ssh-hosts/script'

const ACCESS = 'ssh-access'

/** How the hub gets into a host; a secret that is left out stays as it was. */
export interface SshAccess {
  readonly address: string
  readonly port: number
  readonly username: string
  readonly password?: string
  readonly private_key?: string
  readonly passphrase?: string
  readonly host_key: string
}

export interface NewSshHost extends SshAccess {
  readonly name?: string
}

export function probe(address: string, port: number): Promise<SshProbeAnswer> {
  return request<SshProbeAnswer>('/api/ssh-hosts/probe', { method: 'POST', body: { address, port } })
}

export async function addSshHost(client: QueryClient, body: NewSshHost): Promise<NewSshHostAnswer> {
  const added = await request<NewSshHostAnswer>('/api/ssh-hosts', { method: 'POST', body })
  void client.invalidateQueries({ queryKey: ['hosts'] })
  return added
}

/** How the hub gets into a host at present. */
export function useSshAccess(host: number) {
  return useQuery({
    queryKey: ['host', host, ACCESS],
    queryFn: async () => (await request<SshHostsAnswer>('/api/ssh-hosts')).hosts.find((each) => each.host === host) ?? null,
  })
}

export async function changeSshAccess(client: QueryClient, host: number, body: SshAccess): Promise<SshHostRow> {
  const changed = await request<SshHostRow>(`/api/ssh-hosts/${host}`, { method: 'PUT', body })
  client.setQueryData(['host', host, ACCESS], changed)
  void client.invalidateQueries({ queryKey: ['host', host] })
  void client.invalidateQueries({ queryKey: ['hosts'] })
  return changed
}
