/** What has to be shown besides the password, by those who have it. */
export interface SecondFactor {
  /**
   * Whether the user has one and the code fits: false for a user without. `DomainError('otp_required')` without a code,
   * `credentials_invalid` for a wrong one, `rate_limited` after too many.
   */
  check(userId: number, code: string | undefined): Promise<boolean>
  /** Notes that the session with that hash was opened with a code. */
  prove(tokenHash: string, userId: number): Promise<void>
}
