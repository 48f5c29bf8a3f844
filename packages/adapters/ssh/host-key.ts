import { createHash } from 'node:crypto'
import type { HostKey } from '@hyperion/ports/ssh'

const LONGEST_TYPE = 64

/** A public key in SSH's own form, which begins with the length and the name of its type. */
export function hostKeyOf(blob: Buffer): HostKey {
  const length = blob.length < 4 ? 0 : Math.min(blob.readUInt32BE(0), LONGEST_TYPE)
  return {
    type: blob.toString('latin1', 4, 4 + length),
    key: blob.toString('base64'),
    fingerprint: `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`,
  }
}
