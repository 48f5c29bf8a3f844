/** A user's second factor: a secret that makes codes of the time (RFC 6238), and codes for when it is lost. */
export interface StoredTwoFactor {
  readonly userId: number
  /** Sealed. */
  readonly secret: string
  /** Null until a first code proved that the user has the secret: until then it counts for nothing. */
  readonly confirmedAt: number | null
  readonly recoveryCodes: number
}

export interface TwoFactorStore {
  /** Undefined for a user without one. */
  find(userId: number): Promise<StoredTwoFactor | undefined>
  /** Users with a confirmed one, by id. */
  confirmedUsers(): Promise<readonly number[]>
  /** Keeps a secret to be confirmed in place of an earlier one that was not. False when the user has a confirmed one. */
  begin(userId: number, secret: string, at: number): Promise<boolean>
  /**
   * Confirms that secret with the time step of its first code, and keeps the hashes of its recovery codes. False when
   * it is no longer the one to be confirmed.
   */
  confirm(
    userId: number,
    proof: { readonly secret: string; readonly step: number; readonly at: number },
    codes: readonly string[],
  ): Promise<boolean>
  /** Takes a time step of a confirmed secret. False when this or a later one was taken: of several at once one wins. */
  takeStep(userId: number, step: number): Promise<boolean>
  /** Uses up a recovery code. False when there is no such one (any more): of several at once one wins. */
  takeRecoveryCode(userId: number, code: string): Promise<boolean>
  /** Of a confirmed second factor; the earlier codes end. */
  replaceRecoveryCodes(userId: number, codes: readonly string[]): Promise<void>
  /** False when there was none. */
  remove(userId: number): Promise<boolean>
  /** Notes that the session with that hash gave a code. */
  recordProof(tokenHash: string, userId: number, at: number): Promise<void>
  /** When the session last gave a code; undefined for never. */
  provenAt(tokenHash: string): Promise<number | undefined>
  /** Forgets proofs from before that instant. */
  deleteProofs(before: number): Promise<void>
}
