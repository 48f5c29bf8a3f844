import { statSync } from 'node:fs'
import type { Clock } from '@hyperion/ports/clock'
import { type Certificate, type CertificateFiles, readCertificate } from './certificate.ts'
import { expiryTrouble } from './expiry.ts'

export interface ServedCertificateDeps {
  readonly files: CertificateFiles
  readonly clock: Clock
  readonly log: (message: string) => void
}

/** How often the files are looked at: a watch misses what a rename or another file system does. */
const LOOK_MS = 15_000

/** The certificate that the hub shows. It follows its files; a pair that is wrong is told of and not served. */
export class ServedCertificate {
  readonly #deps: ServedCertificateDeps
  #current: Certificate
  #trouble: string | null = null
  #state: string
  #onChange: (certificate: Certificate) => void = () => {}
  #cancel = (): void => {}

  /** Throws when the files are wrong. */
  constructor(deps: ServedCertificateDeps) {
    this.#deps = deps
    this.#state = this.#stateOfFiles()
    this.#current = readCertificate(deps.files)
  }

  get current(): Certificate {
    return this.#current
  }

  /** What agents need where nobody else vouches for the certificate; null otherwise. */
  get pin(): { readonly certificate: string; readonly key: string } | null {
    const { fingerprint, keyHash, selfSigned } = this.#current
    return selfSigned ? { certificate: fingerprint, key: keyHash } : null
  }

  /** Follows the files from now on; `onChange` is given each new pair that fits. */
  follow(onChange: (certificate: Certificate) => void): void {
    this.#onChange = onChange
    this.#lookLater()
  }

  stop(): void {
    this.#cancel()
  }

  /** Reads the files again, now. */
  reload(): void {
    const { files, log } = this.#deps
    this.#state = this.#stateOfFiles()
    try {
      const found = readCertificate(files)
      const news = found.fingerprint !== this.#current.fingerprint || found.cert !== this.#current.cert
      if (news) log(`tls: a new certificate is served, valid until ${new Date(found.validTo).toISOString()}`)
      else if (this.#trouble) log('tls: the files are right again')
      this.#trouble = null
      if (!news) return
      this.#onChange(found)
      this.#current = found
    } catch (error) {
      const trouble = (error as Error).message
      if (trouble !== this.#trouble) log(`tls: ${trouble}; the certificate before it is still served`)
      this.#trouble = trouble
    }
  }

  /** One line each for /health. */
  degraded(): readonly string[] {
    const told = [
      this.#trouble && `${this.#trouble}; the certificate before it is still served`,
      expiryTrouble(this.#current, this.#deps.clock.now()),
    ]
    return told.flatMap((each) => (each ? [`tls: ${each}`] : []))
  }

  #lookLater(): void {
    this.#cancel = this.#deps.clock.after(LOOK_MS, () => {
      this.#lookLater()
      // Half of a renewal is read as wrong, told, and mended by the next look.
      if (this.#stateOfFiles() !== this.#state || this.#trouble) this.reload()
    })
  }

  #stateOfFiles(): string {
    const { cert, key } = this.#deps.files
    return [cert, key]
      .map((file) => statSync(file, { throwIfNoEntry: false }))
      .map((stat) => (stat ? `${stat.ino} ${stat.size} ${stat.mtimeMs}` : 'absent'))
      .join()
  }
}
