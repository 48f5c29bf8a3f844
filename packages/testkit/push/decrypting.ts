import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, verify } from 'node:crypto'

// Written from RFC 8291 and RFC 8292 and not from what the hub sends with: one must not be able to hide a slip of the other.

/** A browser's side of the encryption. */
export interface BrowserKeys {
  readonly ecdh: ECDH
  readonly auth: Buffer
}

export function browserKeys(): BrowserKeys {
  const ecdh = createECDH('prime256v1')
  ecdh.generateKeys()
  return { ecdh, auth: Buffer.alloc(16, 7) }
}

const SALT = 16
const KEY_LENGTH_AT = 20
const KEY_AT = 21
const TAG = 16

/** What was encrypted for a browser (`aes128gcm`); throws when it was not. */
export function decrypted(body: Buffer, { ecdh, auth }: BrowserKeys): string {
  const salt = body.subarray(0, SALT)
  const end = KEY_AT + body.readUInt8(KEY_LENGTH_AT)
  const sender = body.subarray(KEY_AT, end)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender])
  const secret = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(sender), auth, info, 32))
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16))
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12))
  const sealed = body.subarray(end)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(sealed.subarray(-TAG))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}

/** What is wrong with the signature that tells a push service who sends. */
export function vapidMistakes(authorization: string, origin: string): readonly string[] {
  const [, header = '', claims = '', signature = '', key = ''] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(authorization) ?? []
  const point = Buffer.from(key, 'base64url')
  if (point.length !== 65) return ['authorization: not VAPID']
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'))
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }, format: 'jwk' })
  const signed = Buffer.from(`${header}.${claims}`)
  const genuine = verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))
  const hours = (exp - Date.now() / 1000) / 3600
  return [
    ...(genuine ? [] : ['authorization: forged']),
    ...(aud === origin ? [] : [`aud: ${aud}`]),
    ...(hours > 0 && hours <= 24 ? [] : [`exp: ${exp}`]),
    ...(/^(mailto:|https:)/.test(sub) ? [] : [`sub: ${sub}`]),
  ]
}
