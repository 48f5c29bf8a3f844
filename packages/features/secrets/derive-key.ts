import { hkdfSync } from 'node:crypto'

const KEY_BYTES = 32

/** A key of its own for one purpose: whoever learns it learns neither the one it comes from nor those of other purposes. */
export function deriveKey(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', purpose, KEY_BYTES))
}
