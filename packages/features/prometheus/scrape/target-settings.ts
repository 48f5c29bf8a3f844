import { X509Certificate } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import { oneLine } from '@hyperion/domain/text'
import type { Credentials } from './exporter-client.ts'

/** What is set for a target. */
export interface TargetSettings {
  readonly url: string
  readonly credentials: Credentials | null
  readonly ca: string | null
  readonly serverName: string | null
  readonly intervalMs: number | null
  readonly timeoutMs: number
}

export type TargetProblem =
  | 'url_malformed'
  | 'url_credentials'
  | 'credentials_malformed'
  | 'credentials_in_clear'
  | 'ca_malformed'
  | 'tls_without_https'
  | 'name_characters'

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** The settings with their address written out. Throws `DomainError('validation_failed')` that names every field that will not do. */
export function checkedSettings(settings: TargetSettings): TargetSettings & { readonly address: URL } {
  const details: Record<string, TargetProblem[]> = {}
  const address = addressOf(settings.url)
  if (!address) details.url = ['url_malformed']
  else if (address.username !== '' || address.password !== '') details.url = ['url_credentials']
  if (settings.credentials) {
    const problem = credentialsProblem(settings.credentials, address)
    if (problem) details.credentials = [problem]
  }
  if (settings.ca !== null && !areCertificates(settings.ca)) details.ca = ['ca_malformed']
  if (address && address.protocol !== 'https:') {
    if (settings.ca !== null) details.ca = ['tls_without_https']
    if (settings.serverName !== null) details.server_name = ['tls_without_https']
  }
  if (!address || Object.keys(details).length > 0) throw new DomainError('validation_failed', 'the target will not do', { details })
  return { ...settings, url: address.href, address }
}

/** A name that a host may be shown by. */
export function checkedName(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '' || oneLine(trimmed) !== trimmed)
    throw new DomainError('validation_failed', 'the name will not do', { details: { name: ['name_characters'] } })
  return trimmed
}

/** A path is only added where there is none: that of Prometheus. */
function addressOf(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (!['http:', 'https:'].includes(url.protocol) || url.hostname === '') return null
  url.hash = ''
  if (url.pathname === '/' && url.search === '' && !text.endsWith('/')) url.pathname = '/metrics'
  return url
}

/** Whoever listens in between reads what goes in the clear. */
function credentialsProblem(credentials: Credentials, address: URL | null): TargetProblem | null {
  const parts = 'bearer' in credentials ? [credentials.bearer] : [credentials.username, credentials.password]
  // What cannot be in a header; and a colon in the name would end it early.
  const malformed =
    parts.some((each) => each === '' || /[\p{Cc}]/u.test(each)) || ('username' in credentials && credentials.username.includes(':'))
  if (malformed || ('bearer' in credentials && !/^[\x21-\x7e]+$/.test(credentials.bearer))) return 'credentials_malformed'
  return address && address.protocol === 'http:' && !LOOPBACK.test(address.hostname) ? 'credentials_in_clear' : null
}

function areCertificates(pem: string): boolean {
  const found = pem.match(PEM) ?? []
  return found.length > 0 && found.every(isCertificate)
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined
  } catch {
    return false
  }
}
