import { hostname } from 'node:os'
import type { Clock } from '@hyperion/ports/clock'
import type { Config } from '../config.ts'
import { ensureSelfSigned } from '../tls/self-signed.ts'
import { ServedCertificate } from '../tls/served-certificate.ts'

/** The certificate that the hub serves TLS with, made now if it is to be the hub's own; null where it serves plain HTTP. */
export function openCertificate(
  { tls, dataDir, host, publicUrl }: Config,
  clock: Clock,
  log: (message: string) => void,
): ServedCertificate | null {
  if (!tls) return null
  const names = ['localhost', hostname(), ...(publicUrl ? [bare(new URL(publicUrl).hostname)] : []), '127.0.0.1', '::1']
  const listened = /^[\d.]+$|:/.test(host) && !/^(0\.0\.0\.0|::)$/.test(host) ? [host] : []
  const files = tls.kind === 'files' ? tls : ensureSelfSigned(dataDir, { names: [...names, ...listened], now: clock.now() })
  return new ServedCertificate({ files, clock, log })
}

/** Without the brackets of an IPv6 address. */
function bare(name: string): string {
  return name.replace(/^\[|\]$/g, '')
}
