import { DomainError } from '@hyperion/domain/errors'
import { oneLine, shortened } from '@hyperion/domain/text'
import type { Clock } from '@hyperion/ports/clock'
import type { Outgoing } from '../notifications/index.ts'

/** With what the app signs in, and where. */
export interface SlackLogin {
  readonly token: string
  /** Null: slack.com. */
  readonly server: string | null
}

export type SlackAnswer = Readonly<Record<string, unknown>>

/** What Slack refused, by its own word such as `channel_not_found`. */
export class SlackError extends Error {
  override readonly name = 'SlackError'
  readonly reason: string

  constructor(method: string, reason: string) {
    super(`Slack refused ${method}: ${reason}`)
    this.reason = reason
  }
}

export interface SlackClientDeps {
  readonly outgoing: Pick<Outgoing, 'post'>
  readonly clock: Clock
  /** Told how each call went: null when well. */
  readonly onOutcome: (error: string | null) => void
}

const SLACK = 'https://slack.com'
const DEFAULT_WAIT_SECONDS = 30
const LONGEST_WAIT_SECONDS = 3600

/** Slack's Web API. A method that Slack asked to be left alone for a while is not called meanwhile. */
export class SlackClient {
  readonly #deps: SlackClientDeps
  readonly #paused = new Map<string, number>()

  constructor(deps: SlackClientDeps) {
    this.#deps = deps
  }

  /** Rejects with {@link SlackError}, with `rate_limited` and the seconds to wait, or with an error in words. */
  async call(login: SlackLogin, method: string, args: Readonly<Record<string, unknown>>): Promise<SlackAnswer> {
    try {
      const answer = await this.#attempt(login, method, args)
      this.#deps.onOutcome(null)
      return answer
    } catch (error) {
      if (!(error instanceof SlackError) || !EXPECTED.has(error.reason)) this.#deps.onOutcome((error as Error).message)
      throw error
    }
  }

  async #attempt({ token, server }: SlackLogin, method: string, args: Readonly<Record<string, unknown>>): Promise<SlackAnswer> {
    this.#refuseEarly(method)
    const form = FORM_METHODS.test(method)
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json; charset=utf-8',
    }
    const body = form ? new URLSearchParams(args as Record<string, string>).toString() : JSON.stringify(args)
    const raw = await this.#deps.outgoing.post(new URL(`/api/${method}`, server ?? SLACK), body, headers)
    if ('error' in raw) throw new Error(`Slack ${raw.error}`)
    const answer = parsed(raw.body)
    const reason = typeof answer.error === 'string' ? shortened(oneLine(answer.error), 60) : null
    if (raw.status === 429 || reason === 'ratelimited') throw this.#pause(method, raw.headers['retry-after'])
    if (raw.status >= 300) throw new Error(`Slack answered ${raw.status} to ${method}`)
    if (answer.ok !== true) throw new SlackError(method, reason ?? 'an answer that is not Slack’s')
    return answer
  }

  #refuseEarly(method: string): void {
    const left = (this.#paused.get(method) ?? 0) - this.#deps.clock.now()
    if (left > 0) throw limited(method, Math.ceil(left / 1000))
  }

  #pause(method: string, header: string | undefined): DomainError {
    const asked = Number(header)
    const seconds = Math.min(Number.isFinite(asked) && asked > 0 ? Math.ceil(asked) : DEFAULT_WAIT_SECONDS, LONGEST_WAIT_SECONDS)
    this.#paused.set(method, this.#deps.clock.now() + seconds * 1000)
    return limited(method, seconds)
  }
}

/** These take no JSON. */
const FORM_METHODS = /^(users|auth)\./

/** What says something about a person or a message, and not about how it goes with Slack. */
const EXPECTED: ReadonlySet<string> = new Set([
  'users_not_found',
  'user_not_found',
  'message_not_found',
  'name_taken',
  'already_in_channel',
  'cant_invite_self',
  'trigger_expired',
  'expired_trigger_id',
])

function limited(method: string, seconds: number): DomainError {
  return new DomainError('rate_limited', `Slack asks to wait ${seconds} s before ${method}`, { retryAfter: seconds })
}

function parsed(body: string): SlackAnswer {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as SlackAnswer) : {}
  } catch {
    return {}
  }
}
