import { DomainError } from '@hyperion/domain/errors'
import type { User } from '@hyperion/domain/users'
import type { Clock } from '@hyperion/ports/clock'
import type { StoredTwoFactor, TwoFactorStore } from '@hyperion/ports/two-factor'
import { toString as qrCode } from 'qrcode'
import type { SecretBox } from '../secrets/index.ts'
import type { Principal, SecondFactor } from '../users/index.ts'
import { Attempts } from './attempts.ts'
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'
import { enrolmentUri, isCodeForm, newSecret, stepOf } from './totp.ts'

export interface TwoFactorState {
  /** Epoch ms; null while there is none. */
  readonly since: number | null
  readonly recoveryCodes: number
}

/** What an authenticator app needs, shown once. */
export interface Enrolment {
  /** Base32. */
  readonly secret: string
  readonly uri: string
  /** SVG. */
  readonly qr: string
}

export interface TwoFactorDeps {
  readonly store: TwoFactorStore
  readonly secrets: SecretBox
  readonly clock: Clock
}

/** A code that a session gave serves for so long. */
const PROOF_MS = 10 * 60_000

/** Codes of the time as a second factor, with recovery codes. A wrong one is `DomainError('validation_failed')` about `otp`. */
export class TwoFactor implements SecondFactor {
  readonly #store: TwoFactorStore
  readonly #secrets: SecretBox
  readonly #clock: Clock
  readonly #attempts: Attempts
  /** Latest steps that were taken while the database takes no writes. */
  readonly #takenHere = new Map<number, number>()

  constructor({ store, secrets, clock }: TwoFactorDeps) {
    this.#store = store
    this.#secrets = secrets
    this.#clock = clock
    this.#attempts = new Attempts(clock)
  }

  async state(userId: number): Promise<TwoFactorState> {
    const found = await this.#confirmed(userId)
    return { since: found?.confirmedAt ?? null, recoveryCodes: found?.recoveryCodes ?? 0 }
  }

  /** Users that have one. */
  async users(): Promise<ReadonlySet<number>> {
    return new Set(await this.#store.confirmedUsers())
  }

  async check(userId: number, code: string | undefined): Promise<boolean> {
    const found = await this.#confirmed(userId)
    if (!found) return false
    if (!code) throw new DomainError('otp_required', 'a code is needed')
    if (!(await this.#accepts(found, code))) throw new DomainError('credentials_invalid', 'wrong code')
    return true
  }

  async prove(tokenHash: string, userId: number): Promise<void> {
    const now = this.#clock.now()
    await this.#store.deleteProofs(now - PROOF_MS)
    await this.#store.recordProof(tokenHash, userId, now)
  }

  /** Makes a secret that counts once a code of it was given. `DomainError('conflict')` for a user who has one that counts. */
  async begin({ id, username }: Pick<User, 'id' | 'username'>): Promise<Enrolment> {
    const secret = newSecret()
    const begun = await this.#store.begin(id, this.#secrets.seal(secret, purpose(id)), this.#clock.now())
    if (!begun) throw new DomainError('conflict', 'Two-factor authentication is on already')
    const uri = enrolmentUri(secret, username)
    return { secret, uri, qr: await qrCode(uri, { type: 'svg', margin: 2 }) }
  }

  /** Makes the secret count; the answer are the recovery codes, of which only hashes are kept. */
  async confirm({ user, tokenHash }: Principal, code: string): Promise<readonly string[]> {
    const found = await this.#store.find(user.id)
    if (!found || found.confirmedAt !== null) throw new DomainError('conflict', 'There is no enrolment to confirm')
    this.#attempts.begin(user.id)
    const step = this.#stepOf(found, code)
    if (step === undefined) throw wrongCode()
    const codes = newRecoveryCodes()
    const proof = { secret: found.secret, step, at: this.#clock.now() }
    if (!(await this.#store.confirm(user.id, proof, hashes(codes)))) throw new DomainError('conflict', 'The enrolment was begun anew')
    this.#attempts.succeeded(user.id)
    await this.prove(tokenHash, user.id)
    return codes
  }

  /** New recovery codes in place of all others. */
  async renewRecoveryCodes({ user, tokenHash }: Principal, code: string): Promise<readonly string[]> {
    await this.#demand(user.id, code)
    const codes = newRecoveryCodes()
    await this.#store.replaceRecoveryCodes(user.id, hashes(codes))
    await this.prove(tokenHash, user.id)
    return codes
  }

  async disable({ user }: Principal, code: string): Promise<void> {
    await this.#demand(user.id, code)
    await this.reset(user.id)
  }

  /** For a user who has lost it. `DomainError('not_found')` when there is none. */
  async reset(userId: number): Promise<void> {
    if (!(await this.#store.remove(userId))) throw new DomainError('not_found', 'no second factor')
    this.#takenHere.delete(userId)
    this.#attempts.succeeded(userId)
  }

  /** The session may make dangerous changes for a while. */
  async stepUp({ user, tokenHash }: Principal, code: string): Promise<void> {
    await this.#demand(user.id, code)
    await this.prove(tokenHash, user.id)
  }

  /** Whether a dangerous change needs a code first. */
  async mustStepUp({ user, tokenHash }: Principal): Promise<boolean> {
    if (!(await this.#confirmed(user.id))) return false
    return ((await this.#store.provenAt(tokenHash)) ?? 0) <= this.#clock.now() - PROOF_MS
  }

  async #confirmed(userId: number): Promise<StoredTwoFactor | undefined> {
    const found = await this.#store.find(userId)
    return found?.confirmedAt == null ? undefined : found
  }

  async #demand(userId: number, code: string): Promise<void> {
    const found = await this.#confirmed(userId)
    if (!found) throw new DomainError('conflict', 'Two-factor authentication is off')
    if (!(await this.#accepts(found, code))) throw wrongCode()
  }

  async #accepts(found: StoredTwoFactor, typed: string): Promise<boolean> {
    const { userId } = found
    this.#attempts.begin(userId)
    const step = this.#stepOf(found, typed)
    const recovery = hashRecoveryCode(typed)
    const accepted =
      step !== undefined
        ? await this.#takeStep(userId, step)
        : recovery !== undefined && (await this.#store.takeRecoveryCode(userId, recovery))
    if (accepted) this.#attempts.succeeded(userId)
    return accepted
  }

  #stepOf({ userId, secret }: StoredTwoFactor, typed: string): number | undefined {
    const code = typed.replace(/\s/g, '')
    const opened = isCodeForm(code) ? this.#secrets.tryOpen(secret, purpose(userId)) : undefined
    return opened === undefined ? undefined : stepOf(opened, code, this.#clock.now())
  }

  /** Somebody has to get in also while the database takes no writes: then what was taken is kept here. */
  async #takeStep(userId: number, step: number): Promise<boolean> {
    const taken = await this.#store.takeStep(userId, step).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'storage_unavailable') return true
      throw error
    })
    if (!taken || step <= (this.#takenHere.get(userId) ?? 0)) return false
    this.#takenHere.set(userId, step)
    return true
  }
}

function purpose(userId: number): string {
  return `two-factor ${userId}`
}

function hashes(codes: readonly string[]): readonly string[] {
  return codes.map((code) => hashRecoveryCode(code) as string)
}

function wrongCode(): DomainError {
  return new DomainError('validation_failed', 'wrong code', { details: { otp: ['code_wrong'] } })
}
