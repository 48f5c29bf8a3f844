import type { DiscordMessage } from '@hyperion/wire/discord'
import { EXIT, MonitorFailure, requestTrouble } from './failure.ts'

const ATTEMPTS = 4
const FIRST_PAUSE_MS = 1000
/** All pauses of a run together: cron comes again anyway. */
const PATIENCE_MS = 60_000

export interface WebhookDeps {
  readonly pause: (ms: number) => Promise<void>
  /** Told of every attempt that is going to be repeated. */
  readonly log: (message: string) => void
}

/** The outcome of one attempt: kept by Discord, or worth another one after a pause, or hopeless. */
type Outcome =
  | { readonly kind: 'kept'; readonly restMs: number }
  | { readonly kind: 'again'; readonly reason: string; readonly afterMs?: number }
  | { readonly kind: 'hopeless'; readonly reason: string }

/** Posts messages to one Discord webhook, one after the other, at the pace Discord asks for. */
export class Webhook {
  readonly #url: URL
  readonly #timeoutMs: number
  readonly #deps: WebhookDeps
  #patienceMs = PATIENCE_MS
  #restMs = 0

  constructor(url: URL, timeoutMs: number, deps: WebhookDeps) {
    this.#url = new URL(url)
    // Without it Discord answers 204 even to a message that it did not keep.
    this.#url.searchParams.set('wait', 'true')
    this.#timeoutMs = timeoutMs
    this.#deps = deps
  }

  /** Returns once Discord has kept the message; throws {@link MonitorFailure} when it does not. */
  async post(message: DiscordMessage): Promise<void> {
    await this.#pause(this.#restMs, 'Discord asks for a rest')
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#attempt(message)
      if (outcome.kind === 'kept') {
        this.#restMs = outcome.restMs
        return
      }
      if (outcome.kind === 'hopeless' || attempt === ATTEMPTS) throw new MonitorFailure(EXIT.discord, outcome.reason)
      const ms = outcome.afterMs ?? FIRST_PAUSE_MS * 2 ** (attempt - 1)
      this.#deps.log(`${outcome.reason}; trying again in ${ms / 1000} s`)
      await this.#pause(ms, outcome.reason)
    }
  }

  async #pause(ms: number, reason: string): Promise<void> {
    if (ms <= 0) return
    if (ms > this.#patienceMs) throw new MonitorFailure(EXIT.discord, `${reason} (${ms / 1000} s): left to the next run`)
    this.#patienceMs -= ms
    await this.#deps.pause(ms)
  }

  async #attempt(message: DiscordMessage): Promise<Outcome> {
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': 'hyperion-monitor' },
        body: JSON.stringify(message),
        redirect: 'manual',
        signal: AbortSignal.timeout(this.#timeoutMs),
      })
      return outcomeOf(response, await response.text())
    } catch (error) {
      return { kind: 'again', reason: `Discord cannot be reached: ${requestTrouble(error, this.#timeoutMs)}` }
    }
  }
}

function outcomeOf(response: Response, text: string): Outcome {
  const { status, headers } = response
  if (response.ok)
    return { kind: 'kept', restMs: headers.get('x-ratelimit-remaining') === '0' ? seconds(headers, 'x-ratelimit-reset-after') : 0 }
  const said = parsed(text)
  if (status === 429) {
    const afterMs = typeof said.retry_after === 'number' ? Math.ceil(said.retry_after * 1000) : seconds(headers, 'retry-after')
    return { kind: 'again', reason: 'Discord limits the rate (429)', ...(afterMs > 0 ? { afterMs } : {}) }
  }
  if (status >= 500) return { kind: 'again', reason: `Discord has a trouble of its own (${status})` }
  if (status === 404)
    return { kind: 'hopeless', reason: 'Discord no longer knows the webhook (404): make a new one in the channel’s settings' }
  if (status < 400) return { kind: 'hopeless', reason: `the webhook sends elsewhere (${status}): give its final address` }
  const why = typeof said.message === 'string' ? `: ${said.message}` : ''
  return { kind: 'hopeless', reason: `Discord refuses the message (${status})${why}` }
}

function seconds(headers: Headers, name: string): number {
  const value = Number(headers.get(name))
  return Number.isFinite(value) ? Math.ceil(value * 1000) : 0
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? { ...body } : {}
  } catch {
    return {}
  }
}
