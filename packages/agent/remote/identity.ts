import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** DER of an Ed25519 public key up to its 32 bytes (RFC 8410). */
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/** Who this agent is: the key never leaves the machine. */
export interface AgentIdentity {
  /** Public key, 32 bytes, base64url. */
  readonly key: string
  sign(bytes: Uint8Array): string
}

/** Reads the agent's key pair, made at the first call, for its owner alone. */
export function loadIdentity(folder: string): AgentIdentity {
  const path = join(folder, 'agent.key')
  const key = readKey(path) ?? makeKey(path)
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length)
  return { key: raw.toString('base64url'), sign: (bytes) => sign(null, bytes, key).toString('base64url') }
}

export function isSignedBy(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  const der = Buffer.concat([PUBLIC_PREFIX, Buffer.from(publicKey, 'base64url')])
  return verify(null, bytes, createPublicKey({ key: der, format: 'der', type: 'spki' }), Buffer.from(signature, 'base64url'))
}

function readKey(path: string): KeyObject | null {
  try {
    return createPrivateKey(readFileSync(path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new Error(`${path} cannot be read: ${(error as Error).message}`)
  }
}

/** Whole or not at all: a key cut short by a crash would lock this host out. */
function makeKey(path: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519')
  const draft = `${path}.${process.pid}`
  const fd = openSync(draft, 'wx', 0o600)
  writeSync(fd, privateKey.export({ format: 'pem', type: 'pkcs8' }) as string)
  fsyncSync(fd)
  closeSync(fd)
  linkSync(draft, path)
  unlinkSync(draft)
  return privateKey
}
