import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** A self-made certificate with its key, for tests alone. */
export interface TestCertificate {
  readonly cert: string
  readonly key: string
  /** SHA-256, hexadecimal. */
  readonly fingerprint: string
}

/** `hub` and `other` are for this machine, `misnamed` is for another. */
export function testCertificate(name: 'hub' | 'other' | 'misnamed'): TestCertificate {
  const read = (ending: string): string => readFileSync(new URL(`./fixtures/${name}.${ending}`, import.meta.url), 'utf8')
  const cert = read('crt')
  const fingerprint = new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase()
  return { cert, key: read('key'), fingerprint }
}
