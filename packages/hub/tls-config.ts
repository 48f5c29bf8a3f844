import { CertificateError, type CertificateFiles, readCertificate } from './tls/certificate.ts'
import { expiryTrouble } from './tls/expiry.ts'

/** How the hub serves TLS: with a certificate of somebody's, or with one that it makes itself. */
export type TlsConfig = ({ readonly kind: 'files' } & CertificateFiles) | { readonly kind: 'self-signed' }

interface TlsValues {
  readonly HYPERION_TLS_CERT?: string
  readonly HYPERION_TLS_KEY?: string
  readonly HYPERION_TLS_SELF_SIGNED?: 'on' | 'off'
}

const SETTING = { cert: 'HYPERION_TLS_CERT', key: 'HYPERION_TLS_KEY' } as const

/** Null where the hub serves plain HTTP. */
export function tlsConfig(values: TlsValues): TlsConfig | null {
  const { HYPERION_TLS_CERT: cert, HYPERION_TLS_KEY: key } = values
  if (cert && key) return { kind: 'files', cert, key }
  return values.HYPERION_TLS_SELF_SIGNED === 'on' ? { kind: 'self-signed' } : null
}

/** What is wrong with the settings and with the files that they name, one line each. */
export function tlsMistakes(values: TlsValues): readonly string[] {
  const { HYPERION_TLS_CERT: cert, HYPERION_TLS_KEY: key } = values
  if (cert && !key) return [`${SETTING.cert} needs ${SETTING.key}`]
  if (key && !cert) return [`${SETTING.key} needs ${SETTING.cert}`]
  if (!cert || !key) return []
  const both = values.HYPERION_TLS_SELF_SIGNED === 'on' ? [`HYPERION_TLS_SELF_SIGNED cannot be on beside ${SETTING.cert}`] : []
  try {
    readCertificate({ cert, key })
    return both
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error
    return [...both, ...error.mistakes.map(({ file, text }) => `${SETTING[file]}: ${text}`)]
  }
}

/** What is worth a word and keeps no hub from starting: one that refused to would also be silent about everything else. */
export function tlsWarnings(config: TlsConfig | null, now: number): readonly string[] {
  if (config?.kind !== 'files') return []
  const trouble = expiryTrouble(readCertificate(config), now)
  return trouble ? [`${SETTING.cert}: ${trouble}`] : []
}
