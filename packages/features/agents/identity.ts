import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, randomBytes, sign, verify } from 'node:crypto'

/** What precedes the 32 bytes of an Ed25519 key in its DER form (RFC 8410). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
const SEED_BYTES = 32
const PURPOSE = 'hyperion hub identity'

/** Who this hub is to its agents. */
export interface HubIdentity {
  /** Public key, 32 bytes, base64url. */
  readonly key: string
  /** Signature, base64url. */
  sign(bytes: Uint8Array): string
}

/** Derives the identity from the hub's own key, so that a backup of that one file keeps the agents' trust. */
export function hubIdentity(masterKey: Uint8Array): HubIdentity {
  const seed = Buffer.from(hkdfSync('sha256', masterKey, '', PURPOSE, SEED_BYTES))
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' })
  return { key: rawPublicKey(key), sign: (bytes) => sign(null, bytes, key).toString('base64url') }
}

function rawPublicKey(key: KeyObject): string {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length).toString('base64url')
}

/** Whether the holder of a public key (32 bytes, base64url) signed these bytes. */
export function isSignedBy(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  try {
    const der = Buffer.concat([PUBLIC_PREFIX, Buffer.from(publicKey, 'base64url')])
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return verify(null, bytes, key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}

export function newNonce(): string {
  return randomBytes(SEED_BYTES).toString('base64url')
}
