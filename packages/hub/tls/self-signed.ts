import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import type { CertificateFiles } from './certificate.ts'
import * as der from './der.ts'

const DAY_MS = 86_400_000
/** Agents hold on to this very certificate: a new one would lock all of them out. */
const LIFE_DAYS = 3650
const ECDSA_SHA256 = der.sequence(der.oid('1.2.840.10045.4.3.2'))
const OID = { commonName: '2.5.4.3', names: '2.5.29.17', constraints: '2.5.29.19', usage: '2.5.29.15', purposes: '2.5.29.37' } as const
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'

export interface SelfSignedOptions {
  /** DNS names and addresses that the hub is reached by. */
  readonly names: readonly string[]
  readonly now: number
}

/** The pair in this folder, made at the first call; the key is its owner's alone. */
export function ensureSelfSigned(folder: string, options: SelfSignedOptions): CertificateFiles {
  const files = { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key') }
  if (existsSync(files.cert) && existsSync(files.key)) return files
  mkdirSync(folder, { recursive: true })
  const { cert, key } = selfSigned(options)
  writeWhole(files.key, key, 0o600)
  writeWhole(files.cert, cert, 0o644)
  return files
}

function writeWhole(path: string, text: string, mode: number): void {
  writeFileSync(`${path}.new`, text, { mode })
  chmodSync(`${path}.new`, mode)
  renameSync(`${path}.new`, path)
}

/** A certificate that vouches for itself, with its key, as PEM (RFC 5280). */
export function selfSigned({ names, now }: SelfSignedOptions): { readonly cert: string; readonly key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = der.sequence(der.set(der.sequence(der.oid(OID.commonName), der.utf8('Hyperion hub'))))
  const start = now - DAY_MS
  const body = der.sequence(
    der.tagged(0, der.integer(Buffer.from([2])), true),
    der.integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ECDSA_SHA256,
    subject,
    der.sequence(der.time(start), der.time(start + LIFE_DAYS * DAY_MS)),
    subject,
    publicKey.export({ format: 'der', type: 'spki' }),
    der.tagged(3, extensions(names), true),
  )
  const certificate = der.sequence(body, ECDSA_SHA256, der.bits(sign('sha256', body, privateKey)))
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
  }
}

function extensions(names: readonly string[]): der.Der {
  const extension = (id: string, content: der.Der, critical = false): der.Der =>
    der.sequence(der.oid(id), ...(critical ? [der.truth()] : []), der.octets(content))
  return der.sequence(
    extension(OID.constraints, der.sequence(), true),
    // Digital signature.
    extension(OID.usage, der.bits(Buffer.from([0x80]), 7), true),
    extension(OID.purposes, der.sequence(der.oid(SERVER_AUTH))),
    extension(OID.names, der.sequence(...[...new Set(names)].map(alternativeName))),
  )
}

function alternativeName(name: string): der.Der {
  return isIP(name) ? der.tagged(7, addressBytes(name), false) : der.tagged(2, Buffer.from(name, 'latin1'), false)
}

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  const [head = '', tail = ''] = address.split('::')
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const missing = 8 - groups(head).length - groups(tail).length
  const all = address.includes('::') ? [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail)] : groups(address)
  return Buffer.from(all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]))
}
