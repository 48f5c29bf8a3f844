import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16
const FORM = 'v1.'

/** Seals text for keeping at rest, with AES-256-GCM. */
export class SecretBox {
  readonly #key: Buffer

  constructor(key: Buffer) {
    this.#key = key
  }

  /** `purpose` is bound in: what was sealed for one cannot be opened for another. */
  seal(text: string, purpose: string): string {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(purpose))
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return FORM + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
  }

  /** Undefined where {@link SecretBox.open} throws: the key was lost. */
  tryOpen(sealed: string, purpose: string): string | undefined {
    try {
      return this.open(sealed, purpose)
    } catch {
      return undefined
    }
  }

  /** Throws when the text was sealed with another key or for another purpose, or was changed. */
  open(sealed: string, purpose: string): string {
    if (!sealed.startsWith(FORM)) throw new Error('not a sealed text')
    const bytes = Buffer.from(sealed.slice(FORM.length), 'base64url')
    const nonce = bytes.subarray(0, NONCE_BYTES)
    const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag)
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
  }
}
