import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const KEYGEN = '/usr/bin/ssh-keygen'

export interface KeyPair {
  readonly privateKey: string
  /** One line, as in `authorized_keys`. */
  readonly publicKey: string
}

export interface KeyPairOptions {
  readonly type?: 'ed25519' | 'rsa' | 'ecdsa'
  readonly passphrase?: string
  /** Of the file: OpenSSH's own unless told. */
  readonly form?: 'PEM' | 'PKCS8'
}

/** A new key pair, made by `ssh-keygen`. */
export function keyPair({ type = 'ed25519', passphrase = '', form }: KeyPairOptions = {}): KeyPair {
  const folder = mkdtempSync(join(tmpdir(), 'hyperion-key-'))
  try {
    const file = join(folder, 'key')
    const args = ['-q', '-t', type, '-N', passphrase, '-f', file, '-C', 'test', ...(form ? ['-m', form] : [])]
    const { status, error, stderr } = spawnSync(KEYGEN, args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`ssh-keygen failed (apt-get install openssh-server): ${error?.message ?? stderr}`)
    return { privateKey: readFileSync(file, 'utf8'), publicKey: readFileSync(`${file}.pub`, 'utf8').trim() }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
