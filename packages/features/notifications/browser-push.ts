import { createHash } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import type { SecretBox } from '@hyperion/features/secrets'
import type { Clock } from '@hyperion/ports/clock'
import type { KeyPair, PushStore, PushSubscriptionRecord } from '@hyperion/ports/push'
import webPush from 'web-push'
import type { SendResult } from './channels/channel.ts'
import { resultOf } from './channels/http-result.ts'
import type { Outgoing } from './outgoing.ts'

export interface BrowserPushDeps {
  readonly store: PushStore
  readonly secrets: SecretBox
  readonly outgoing: Pick<Outgoing, 'post' | 'refusal'>
  readonly clock: Clock
  /** Whom a push service may turn to: an https or mailto address. */
  readonly contact: string
}

/** What a browser gives to whoever may send to it. */
export interface BrowserSubscription {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

const PURPOSE = { subscription: 'push subscription', key: 'push key' } as const
const KEY_NAME = 'push'
/** A push service keeps a message for a browser that is off for so long. */
const KEPT_SECONDS = 24 * 3600
const KEY_BYTES = { p256dh: 65, auth: 16 } as const
const MOST_OF_A_USER = 20

/** Tells browsers, by way of their makers' push services, also while the app is closed. */
export class BrowserPush {
  readonly #deps: BrowserPushDeps

  constructor(deps: BrowserPushDeps) {
    this.#deps = deps
  }

  /** What browsers know the hub by. */
  async publicKey(): Promise<string> {
    return (await this.#keys()).publicKey
  }

  async list(user: number): Promise<readonly PushSubscriptionRecord[]> {
    return (await this.#deps.store.list()).filter((each) => each.user === user)
  }

  /** A browser that subscribes again stays one. */
  async subscribe(user: number, { endpoint, keys }: BrowserSubscription, label: string): Promise<PushSubscriptionRecord> {
    const { store, secrets, clock } = this.#deps
    await this.#check(endpoint, keys)
    const endpointHash = createHash('sha256').update(endpoint).digest('hex')
    const others = (await this.list(user)).filter((each) => each.endpointHash !== endpointHash)
    if (others.length >= MOST_OF_A_USER) throw new DomainError('conflict', `there are ${MOST_OF_A_USER} browsers already`)
    const subscription = secrets.seal(JSON.stringify({ endpoint, keys }), PURPOSE.subscription)
    return store.save({ user, endpointHash, subscription, label, createdAt: clock.now() })
  }

  async unsubscribe(user: number, id: number): Promise<void> {
    if (!(await this.#deps.store.remove(id, user))) throw new DomainError('not_found', 'no such browser')
  }

  /**
   * Sends to every browser, or to those of one user; one that is gone is forgotten. It has arrived when one has taken it: the others get the next
   * message, and nobody is told twice for their sake.
   */
  async send(payload: object, user?: number): Promise<SendResult> {
    const subscriptions = user === undefined ? await this.#deps.store.list() : await this.list(user)
    const results = await Promise.all(subscriptions.map((each) => this.#sendTo(each, payload)))
    const failures = results.filter((each) => !each.ok)
    if (failures.length < results.length) return { ok: true }
    const worth = failures.find(({ retry }) => retry === 'later')
    if (worth) return worth
    const [first] = failures
    return { ok: false, error: first?.error ?? 'no browser has notifications switched on', retry: 'never' }
  }

  async #sendTo({ id, subscription }: PushSubscriptionRecord, payload: object): Promise<SendResult> {
    const { store, secrets, outgoing } = this.#deps
    try {
      const { publicKey, privateKey } = await this.#keys()
      const opened: BrowserSubscription = JSON.parse(secrets.open(subscription, PURPOSE.subscription))
      const request = webPush.generateRequestDetails(opened, JSON.stringify(payload), {
        vapidDetails: { subject: this.#deps.contact, publicKey, privateKey: secrets.open(privateKey, PURPOSE.key) },
        TTL: KEPT_SECONDS,
        urgency: 'high',
        contentEncoding: 'aes128gcm',
      })
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
      const result = resultOf(await outgoing.post(new URL(request.endpoint), request.body ?? '', headers))
      if (!result.ok && result.retry === 'gone') await store.remove(id)
      return result
    } catch (error) {
      return { ok: false, error: error instanceof Error ? error.message : String(error), retry: 'never' }
    }
  }

  async #keys(): Promise<KeyPair> {
    const { store, secrets } = this.#deps
    const kept = await store.keyPair(KEY_NAME)
    if (kept) return kept
    const { publicKey, privateKey } = webPush.generateVAPIDKeys()
    return store.ensureKeyPair(KEY_NAME, { publicKey, privateKey: secrets.seal(privateKey, PURPOSE.key) })
  }

  async #check(endpoint: string, keys: BrowserSubscription['keys']): Promise<void> {
    const url = URL.canParse(endpoint) ? new URL(endpoint) : null
    const refusal = url ? await this.#deps.outgoing.refusal(url) : 'https://…'
    if (refusal) throw invalid('endpoint', refusal)
    for (const name of ['p256dh', 'auth'] as const) {
      if (Buffer.from(keys[name], 'base64url').length !== KEY_BYTES[name]) throw invalid(name, `${KEY_BYTES[name]} bytes in base64url`)
    }
  }
}

function invalid(field: string, words: string): DomainError {
  return new DomainError('validation_failed', 'the subscription will not do', { details: { [field]: [words] } })
}
