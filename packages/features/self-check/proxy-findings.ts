import type { Finding, FindingCode } from '@hyperion/wire/check'

/** How a request reached the hub. */
export interface Arrival {
  /** Of the connection, that is of the proxy where there is one. */
  readonly peer: string
  /** Whether the hub believes what that says of the client. */
  readonly trusted: boolean
  /** Whether the connection itself is encrypted, and whether the hub takes the client's to be. */
  readonly encrypted: boolean
  readonly secure: boolean
  readonly host: string
  readonly forwardedFor: string | null
  readonly forwardedProto: string | null
}

/** What a proxy does to requests on their way from this address. */
export function proxyFindings(url: URL, arrival: Arrival, server: string): readonly Finding[] {
  const address = arrival.peer.replace(/^::ffff:/, '')
  const finding = (step: Finding['step'], state: Finding['state'], code: FindingCode, params: Finding['params'] = {}): Finding => ({
    step,
    state,
    code,
    params: { server, ...params },
  })
  const host =
    arrival.host === url.host
      ? finding('host', 'ok', 'host_kept')
      : finding('host', 'failed', 'host_lost', { got: arrival.host, expected: url.host })
  return [finding('proxy', ...proxyState(url, arrival), { address }), host]
}

function proxyState(url: URL, { forwardedFor, forwardedProto, encrypted, secure, trusted }: Arrival): [Finding['state'], FindingCode] {
  const https = url.protocol === 'https:'
  // Who ends TLS where the hub does not is a proxy, whether it says so or not.
  if (forwardedFor === null && forwardedProto === null) return https && !encrypted ? ['failed', 'forwarded_missing'] : ['ok', 'direct']
  if (forwardedFor === null) return ['failed', 'forwarded_missing']
  if (!trusted) return ['failed', 'proxy_untrusted']
  if (https && !secure) return ['failed', 'proto_missing']
  return ['ok', 'proxy_trusted']
}
