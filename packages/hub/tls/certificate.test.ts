import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testCertificate } from '@hyperion/testkit/tls'
import { afterAll, describe, expect, it } from 'vitest'
import { CertificateError, readCertificate } from './certificate.ts'
import { expiryTrouble } from './expiry.ts'
import { ensureSelfSigned, selfSigned } from './self-signed.ts'

const folder = mkdtempSync(join(tmpdir(), 'hyperion-tls-'))
afterAll(() => rmSync(folder, { recursive: true }))
const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 27, 12)

const hub = testCertificate('hub')
const other = testCertificate('other')

function file(text: string): string {
  const path = join(folder, `${Math.random()}.pem`)
  writeFileSync(path, text)
  return path
}

function mistakes(cert: string, key: string): readonly string[] {
  try {
    readCertificate({ cert, key })
    return []
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error
    return error.mistakes.map(({ file: which, text }) => `${which}: ${text.replaceAll(/\/\S+\.pem/g, 'FILE')}`)
  }
}

describe('a certificate with its key', () => {
  it('is read when both fit, chain and all', () => {
    const found = readCertificate({ cert: file(`${hub.cert}${other.cert}`), key: file(hub.key) })
    expect(found).toMatchObject({ fingerprint: hub.fingerprint, selfSigned: true })
  })

  it.each<[string, string, string, string[]]>([
    ['no PEM', 'hello', hub.key, ['cert: FILE holds no certificate in PEM form']],
    ['no key', hub.cert, hub.cert, ['key: FILE holds no private key in PEM form']],
    ['two wrong files', '', '', ['cert: FILE holds no certificate in PEM form', 'key: FILE holds no private key in PEM form']],
    ['another key', hub.cert, other.key, ['cert: FILE is not the certificate of the key']],
    ['the issuer first', `${other.cert}${hub.cert}`, hub.key, [expect.stringMatching(/^cert: FILE is in the wrong order/)]],
    [
      'a damaged chain',
      `${hub.cert}${other.cert.replace(/MII/, 'AII')}`,
      hub.key,
      ['cert: FILE is damaged: certificate 2 of 2 cannot be decoded'],
    ],
    ['a damaged key', hub.cert, hub.key.replace(/MI/, 'AA'), ['key: FILE is damaged: the private key cannot be decoded']],
    ['a passphrase', hub.cert, hub.key.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE'), [expect.stringMatching(/^key: FILE has a passphrase/)]],
  ])('names %s', (_, cert, key, told) => {
    expect(mistakes(file(cert), file(key))).toEqual(told)
  })

  it('names both files that cannot be read', () => {
    expect(mistakes('/nowhere/cert.pem', '/nowhere/key.pem')).toEqual([
      'cert: FILE cannot be read (ENOENT)',
      'key: FILE cannot be read (ENOENT)',
    ])
  })
})

describe('a certificate that the hub makes', () => {
  it('is for all its names, for ten years, and its own issuer', () => {
    const names = ['localhost', 'hub.example', '127.0.0.1', '::1', '2001:db8::5:0:7']
    const { cert, key } = selfSigned({ names, now: NOW })
    const read = new X509Certificate(cert)
    for (const name of names.slice(0, 2)) expect(read.checkHost(name)).toBe(name)
    for (const address of names.slice(2)) expect(read.checkIP(address)).toBe(address)
    expect(read.checkHost('other.example')).toBeUndefined()
    expect(read.verify(read.publicKey)).toBe(true)
    expect(read.ca).toBe(false)
    const found = readCertificate({ cert: file(cert), key: file(key) })
    expect((found.validTo - NOW) / DAY).toBe(3649)
    expect(expiryTrouble(found, NOW)).toBeNull()
  })

  it('is made once, with a key for its owner alone', () => {
    const data = join(folder, 'data')
    const files = ensureSelfSigned(data, { names: ['localhost'], now: NOW })
    const { fingerprint } = readCertificate(files)
    expect(statSync(files.key).mode & 0o777).toBe(0o600)
    expect(readCertificate(ensureSelfSigned(data, { names: ['another'], now: NOW + DAY })).fingerprint).toBe(fingerprint)
  })
})

describe('the end of a certificate', () => {
  const year = { validFrom: NOW - 300 * DAY, validTo: NOW + 65 * DAY }
  const week = { validFrom: NOW, validTo: NOW + 6 * DAY }
  it.each([
    [year, 0, null],
    [year, 36, /^the certificate ends in 29 days, on 2027-01-31: renew it$/],
    [year, 59, /^the certificate ends in 6 days, on .*: renew it now/],
    [year, 64.98, /ends in 1 hour,/],
    [year, 65, /^the certificate ended on 2027-01-31/],
    [year, -301, /^the certificate is not valid before/],
    [week, 4, null],
    [week, 5, /ends in 24 hours, .*: renew it$/],
    [week, 5.5, /ends in 12 hours, .*: renew it now/],
  ])('%j after %d days: %s', (certificate, days, told) => {
    const found = expiryTrouble(certificate, NOW + days * DAY)
    if (told) expect(found).toMatch(told)
    else expect(found).toBeNull()
  })
})
