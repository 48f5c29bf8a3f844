import { createPrivateKey, hash, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'

/** Where a certificate with its chain, and its key, are: PEM files. */
export interface CertificateFiles {
  readonly cert: string
  readonly key: string
}

/** A pair that fits, as it was read. */
export interface Certificate {
  readonly cert: string
  readonly key: string
  /** SHA-256 of the hub's own certificate, hexadecimal. */
  readonly fingerprint: string
  /** SHA-256 of its public key, base64. */
  readonly keyHash: string
  /** Epoch ms. */
  readonly validFrom: number
  readonly validTo: number
  readonly selfSigned: boolean
}

/** What is wrong with the files, every mistake at once. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError'
  readonly mistakes: readonly CertificateMistake[]

  constructor(mistakes: readonly CertificateMistake[]) {
    super(mistakes.map(({ text }) => text).join('; '))
    this.mistakes = mistakes
  }
}

export interface CertificateMistake {
  readonly file: 'cert' | 'key'
  readonly text: string
}

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** Reads and compares both files; throws {@link CertificateError}. */
export function readCertificate(files: CertificateFiles): Certificate {
  const mistakes: CertificateMistake[] = []
  const attempt = <T>(file: 'cert' | 'key', read: (text: string) => T): { text: string; value: T } | null => {
    try {
      const text = textOf(files[file])
      return { text, value: read(text) }
    } catch (error) {
      mistakes.push({ file, text: `${files[file]} ${(error as Error).message}` })
      return null
    }
  }
  const chain = attempt('cert', parseChain)
  const key = attempt('key', parseKey)
  if (!chain || !key) throw new CertificateError(mistakes)
  const [own, ...further] = chain.value as [X509Certificate, ...X509Certificate[]]
  const mismatch = mismatchOf(own, further, key.value) ?? unusable(chain.text, key.text)
  if (mismatch) throw new CertificateError([{ file: 'cert', text: `${files.cert} ${mismatch}` }])
  return {
    cert: chain.text,
    key: key.text,
    fingerprint: own.fingerprint256.replaceAll(':', '').toLowerCase(),
    keyHash: hash('sha256', own.publicKey.export({ format: 'der', type: 'spki' }), 'base64'),
    validFrom: own.validFromDate.getTime(),
    validTo: own.validToDate.getTime(),
    selfSigned: own.issuer === own.subject && own.verify(own.publicKey),
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new Error(`cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

function parseChain(text: string): readonly X509Certificate[] {
  const blocks = text.match(BLOCK)
  if (!blocks) throw new Error('holds no certificate in PEM form')
  return blocks.map((block, i) => {
    try {
      return new X509Certificate(block)
    } catch {
      throw new Error(`is damaged: certificate ${i + 1} of ${blocks.length} cannot be decoded`)
    }
  })
}

function parseKey(text: string): KeyObject {
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) throw new Error('holds no private key in PEM form')
  if (/ENCRYPTED/.test(text)) throw new Error('has a passphrase, which a service cannot be asked for: give it a key without one')
  try {
    return createPrivateKey(text)
  } catch {
    throw new Error('is damaged: the private key cannot be decoded')
  }
}

function mismatchOf(own: X509Certificate, further: readonly X509Certificate[], key: KeyObject): string | null {
  if (own.checkPrivateKey(key)) return null
  return further.some((each) => each.checkPrivateKey(key))
    ? 'is in the wrong order: the certificate of the key has to come first, its issuer after it'
    : 'is not the certificate of the key'
}

/** What TLS itself refuses, such as a key that is too short. */
function unusable(cert: string, key: string): string | null {
  try {
    createSecureContext({ cert, key })
    return null
  } catch (error) {
    return `cannot be used: ${(error as Error).message}`
  }
}
