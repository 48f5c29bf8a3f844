import { DomainError } from '@hyperion/domain/errors'
import { isMailAddress } from '@hyperion/domain/mail'
import type { User } from '@hyperion/domain/users'
import type { Clock } from '@hyperion/ports/clock'
import type { Mailer } from '@hyperion/ports/mail'
import type { PasswordResetStore, StoredUser, UserStore } from '@hyperion/ports/users'
import type { Accounts } from './accounts.ts'
import { toUser } from './fallback-sessions.ts'
import { passwordRuleProblems } from './password-change.ts'
import { hashPassword, hasPassword } from './passwords.ts'
import { type MailLanguage, resetMail } from './reset-mail.ts'
import { hashToken, isTokenForm, newToken } from './tokens.ts'

export interface PasswordResetsDeps {
  readonly users: UserStore
  readonly resets: PasswordResetStore
  /** Told of a new password, so that what it remembers of the user ends at once. */
  readonly accounts: Pick<Accounts, 'forgetSignIns'>
  readonly mailer: Mailer
  /** Where the web app is, without a slash at the end. Never taken from a request: whoever sends one could choose it. */
  readonly appUrl: () => string
  readonly clock: Clock
  readonly log: (message: string) => void
}

const MINUTE = 60_000
const LIFETIME_MS = 30 * MINUTE
/** Nobody's mailbox is filled by who types their name over and over. */
const PAUSE_MS = 2 * MINUTE
/** Users of one mail address that get a mail for one request. */
const MOST_USERS = 5

/** New passwords for those who forgot theirs, by a link in a mail. */
export class PasswordResets {
  readonly #deps: PasswordResetsDeps
  readonly #underWay = new Set<Promise<void>>()

  constructor(deps: PasswordResetsDeps) {
    this.#deps = deps
  }

  /** Mails a link to the user of that name or mail address, if there is one. Answers at once, so that its time tells nothing. */
  request(account: string, language: MailLanguage): void {
    const work = this.#mailLinks(account.trim(), language).catch((error: unknown) => {
      this.#deps.log(`password reset: ${error instanceof Error ? error.message : String(error)}`)
    })
    this.#underWay.add(work)
    void work.finally(() => this.#underWay.delete(work))
  }

  /** Until every mail that was asked for is handed over. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay)
  }

  /**
   * Sets a password, ends every sign-in of the user and uses the link up. `DomainError('validation_failed')` about `token`
   * (`link_over`) or with a `PasswordProblem` list about `next`: the link stays good then.
   */
  async confirm(token: string, next: string): Promise<User> {
    const { users, resets, accounts, clock } = this.#deps
    const tokenHash = isTokenForm(token) ? hashToken(token) : ''
    const userId = await resets.find(tokenHash, clock.now())
    const user = userId === undefined ? undefined : await users.byId(userId)
    if (!user) throw linkOver()
    const problems = passwordRuleProblems(next, user.username)
    if (problems.length > 0) throw new DomainError('validation_failed', 'the new password is not accepted', { details: { next: problems } })
    const passwordHash = await hashPassword(next)
    if ((await resets.take(tokenHash, clock.now())) !== user.id) throw linkOver()
    await users.setPassword(user.id, passwordHash, false)
    accounts.forgetSignIns(user.id)
    return toUser(user)
  }

  async #mailLinks(account: string, language: MailLanguage): Promise<void> {
    for (const user of await this.#usersOf(account)) {
      // One who signs in elsewhere must not get a second way in.
      if (hasPassword(user) && isMailAddress(user.email)) await this.#mailLink(user, language)
    }
  }

  async #usersOf(account: string): Promise<readonly StoredUser[]> {
    const { users } = this.#deps
    const lower = account.toLowerCase()
    const found = (await users.list()).filter((user) => user.username === account || (lower !== '' && user.email.toLowerCase() === lower))
    const stored = await Promise.all(found.slice(0, MOST_USERS).map((user) => users.byId(user.id)))
    return stored.filter((user) => user !== undefined)
  }

  async #mailLink(user: StoredUser, language: MailLanguage): Promise<void> {
    const { resets, mailer, appUrl, clock, log } = this.#deps
    const token = newToken()
    const expiresAt = clock.now() + LIFETIME_MS
    const kept = await resets.create({ userId: user.id, tokenHash: hashToken(token), expiresAt }, expiresAt - PAUSE_MS)
    if (!kept) return
    const link = `${appUrl()}/app/reset?token=${token}`
    const result = await mailer.send(resetMail({ to: user.email, username: user.username, link, minutes: LIFETIME_MS / MINUTE }, language))
    if (!result.ok) log(`password reset: the mail to ${user.username} was not sent: ${result.error}`)
  }
}

function linkOver(): DomainError {
  return new DomainError('validation_failed', 'unknown, used or expired link', { details: { token: ['link_over'] } })
}
