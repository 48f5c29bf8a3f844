import { createPrivateKey, type KeyObject } from 'node:crypto'

export type OpenedKey = { readonly key: string } | { readonly kind: 'key' | 'passphrase'; readonly message: string }

export interface LockedKey {
  readonly text: string
  readonly passphrase: string | null
}

class Refused extends Error {
  readonly kind: 'key' | 'passphrase'

  constructor(kind: 'key' | 'passphrase', message: string) {
    super(message)
    this.kind = kind
  }
}

const NOT_A_KEY = 'this is no private key: OpenSSH, PEM and PuTTY keys of the kinds Ed25519, ECDSA and RSA can be read'

/** A private key without its passphrase, in a form that is quick to read. With a passphrase it takes half a second and more. */
export async function openPrivateKey(locked: LockedKey): Promise<OpenedKey> {
  try {
    return { key: await open(locked) }
  } catch (error) {
    return error instanceof Refused ? { kind: error.kind, message: error.message } : { kind: 'key', message: NOT_A_KEY }
  }
}

async function open({ text, passphrase }: LockedKey): Promise<string> {
  const key = await privateKeyIn(text, passphrase)
  if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'pkcs1', format: 'pem' }).toString()
  if (key.asymmetricKeyType === 'ec') return key.export({ type: 'sec1', format: 'pem' }).toString()
  if (key.asymmetricKeyType === 'ed25519') return openSshEd25519(key)
  throw new Refused('key', NOT_A_KEY)
}

async function privateKeyIn(text: string, passphrase: string | null): Promise<KeyObject> {
  const { default: ssh2 } = await import('ssh2')
  const parsed = ssh2.utils.parseKey(text, passphrase ?? undefined)
  const first = Array.isArray(parsed) ? parsed[0] : parsed
  if (!(first instanceof Error)) {
    const pem = first?.getPrivatePEM()
    if (!pem) throw new Refused('key', 'this is a public key; the private one is needed')
    return createPrivateKey(pem)
  }
  if (/passphrase|integrity check/i.test(first.message)) throw wrongPassphrase(passphrase)
  // PKCS #8, which the library does not know.
  try {
    return createPrivateKey({ key: text, format: 'pem', ...(passphrase !== null && { passphrase }) })
  } catch {
    throw text.includes('-----BEGIN ENCRYPTED PRIVATE KEY-----') ? wrongPassphrase(passphrase) : new Refused('key', NOT_A_KEY)
  }
}

function wrongPassphrase(passphrase: string | null): Refused {
  return new Refused(
    'passphrase',
    passphrase === null ? 'the key is encrypted: its passphrase is needed' : 'this is not the passphrase of the key',
  )
}

const CHECK = 0
const BLOCK = 8

/** OpenSSH's own form, without a passphrase: the only one in which the library reads such keys. */
function openSshEd25519(key: KeyObject): string {
  const { d = '', x = '' } = key.export({ format: 'jwk' })
  const [seed, point] = [Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')]
  const publicKey = Buffer.concat([sized('ssh-ed25519'), sized(point)])
  const check = Buffer.alloc(8, CHECK)
  const secret = Buffer.concat([check, publicKey, sized(Buffer.concat([seed, point])), sized('')])
  const padding = Buffer.from(Array.from({ length: (BLOCK - (secret.length % BLOCK)) % BLOCK }, (_, i) => i + 1))
  const count = Buffer.from([0, 0, 0, 1])
  const parts = [
    'openssh-key-v1\0',
    sized('none'),
    sized('none'),
    sized(''),
    count,
    sized(publicKey),
    sized(Buffer.concat([secret, padding])),
  ]
  const body = Buffer.concat(parts.map((part) => Buffer.from(part))).toString('base64')
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${body.replaceAll(/.{1,70}/g, '$&\n')}-----END OPENSSH PRIVATE KEY-----\n`
}

function sized(bytes: Buffer | string): Buffer {
  const content = Buffer.from(bytes)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return Buffer.concat([length, content])
}
