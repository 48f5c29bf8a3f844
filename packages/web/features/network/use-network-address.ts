import { RECORD_TYPES, SOCKET_SETS } from '@hyperion/wire/actions'
import { useSearchParams } from 'react-router'

export const PROBES = ['ping', 'traceroute', 'tcp', 'tls', 'dns'] as const
export type ProbeKind = (typeof PROBES)[number]

/** What is looked at and asked for, kept in the address: a link opens the same form, and sends nothing by itself. */
export function useNetworkAddress() {
  const [params, setParams] = useSearchParams()
  const change = (changes: Readonly<Record<string, string | null>>) => {
    // A change right after another builds on it, although that address is not rendered yet.
    const after = new URLSearchParams(window.location.search)
    for (const [name, value] of Object.entries(changes)) {
      if (value) after.set(name, value)
      else after.delete(name)
    }
    setParams(after, { replace: true, preventScrollReset: true })
  }
  return {
    which: SOCKET_SETS.find((each) => each === params.get('sockets')) ?? ('listening' as const),
    search: params.get('socket') ?? '',
    probe: PROBES.find((each) => each === params.get('probe')) ?? ('ping' as const),
    target: params.get('target') ?? '',
    port: params.get('port') ?? '',
    type: RECORD_TYPES.find((each) => each === params.get('record')) ?? ('A' as const),
    server: params.get('resolver') ?? '',
    show: (which: string) => change({ sockets: which === 'listening' ? null : which }),
    find: (socket: string) => change({ socket }),
    choose: (probe: ProbeKind) => change({ probe: probe === 'ping' ? null : probe }),
    fill: (fields: Readonly<Partial<Record<'target' | 'port' | 'record' | 'resolver', string>>>) => change(fields),
  }
}
