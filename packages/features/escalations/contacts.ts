import { DomainError } from '@hyperion/domain/errors'
import { type NotificationRule, RULE_LIMITS } from '@hyperion/domain/escalation'
import type { Addresses, ChannelSettings, Message, OfferedKind, SendResult } from '@hyperion/features/notifications'
import type { Clock } from '@hyperion/ports/clock'
import type { ContactMethod, ContactStore, MethodOutcome, PageStore } from '@hyperion/ports/escalation'
import type { Reach, Way } from './reach.ts'

export interface ContactsDeps {
  readonly store: ContactStore
  readonly reach: Reach
  readonly addresses: Addresses
  readonly pages: Pick<PageStore, 'outcomes' | 'noteOutcome'>
  readonly clock: Clock
}

/** A way to reach oneself as it may be shown; one's own ways have no settings. */
export interface ShownWay extends Way {
  /** Null for one's own. */
  readonly contact: { readonly settings: ChannelSettings; readonly secretsSet: readonly string[] } | null
  readonly last: MethodOutcome | null
}

export interface SavedWay extends ShownWay {
  /** Secrets that the hub made up: shown this once. */
  readonly generated: ChannelSettings
}

export interface ContactInput {
  readonly kind: string
  readonly label: string
  readonly settings: ChannelSettings
}

/** Everybody has these two: one's own address, one's own browsers. */
const OWN_KINDS = ['email', 'browser']

/** How people want to be reached when something is wrong. */
export class Contacts {
  readonly #deps: ContactsDeps

  constructor(deps: ContactsDeps) {
    this.#deps = deps
  }

  /** Kinds of addresses that one may add. */
  kinds(): readonly OfferedKind[] {
    return this.#deps.addresses.kinds().filter(({ kind }) => !OWN_KINDS.includes(kind))
  }

  /** One's own ways first. */
  async list(user: number): Promise<readonly ShownWay[]> {
    const { reach, store, pages, addresses } = this.#deps
    const [book, methods, outcomes] = await Promise.all([reach.book(), store.list(), pages.outcomes()])
    return (book.person(user)?.ways ?? []).map((way) => {
      const method = methods.find(({ id, user: owner }) => owner === user && String(id) === way.method)
      const last = outcomes.find((each) => each.user === user && each.method === way.method) ?? null
      return { ...way, contact: method ? addresses.shown(method) : null, last }
    })
  }

  async create(user: number, { kind, label, settings }: ContactInput): Promise<SavedWay> {
    const { store, clock } = this.#deps
    if (!this.kinds().some((each) => each.kind === kind)) {
      const names = this.kinds().map((each) => each.kind)
      throw new DomainError('validation_failed', 'no such kind', { details: { kind: [`Must be one of: ${names.join(', ')}`] } })
    }
    const owned = (await store.list()).filter((each) => each.user === user)
    if (owned.length >= RULE_LIMITS.methods) throw new DomainError('conflict', `There are ${RULE_LIMITS.methods} contact methods already`)
    const { sealed, generated } = await this.#sealed(kind, settings)
    const { id } = await store.create({ user, kind, label, settings: sealed, createdAt: clock.now() })
    return { ...(await this.#shown(user, String(id))), generated }
  }

  /** Settings that are left out, secret ones above all, stay as they are. */
  async update(user: number, id: number, { label, settings }: Partial<Omit<ContactInput, 'kind'>>): Promise<SavedWay> {
    const known = await this.#owned(user, id)
    const sealed = settings && (await this.#sealed(known.kind, settings, known.settings))
    await this.#deps.store.update(id, user, { ...(label !== undefined && { label }), ...(sealed && { settings: sealed.sealed }) })
    return { ...(await this.#shown(user, String(id))), generated: sealed?.generated ?? {} }
  }

  /** With the rules that name it. */
  delete(user: number, id: number): Promise<void> {
    return this.#deps.store.delete(id, user)
  }

  async rules(user: number): Promise<readonly NotificationRule[]> {
    return (await this.#deps.store.rules()).filter((rule) => rule.user === user).map(({ user: _, ...rule }) => rule)
  }

  /** All of them, in place of those that there are. */
  async setRules(user: number, rules: readonly NotificationRule[]): Promise<readonly NotificationRule[]> {
    const methods = new Set((await this.list(user)).map(({ method }) => method))
    const details = Object.fromEntries(
      [...rules.entries()]
        .filter(([, { method }]) => !methods.has(method))
        .map(([at]) => [`rules.${at}.method`, ['Contact method with this ID does not exist']]),
    )
    if (Object.keys(details).length > 0) throw new DomainError('validation_failed', 'no such contact method', { details })
    await this.#deps.store.setRules(user, rules)
    return this.rules(user)
  }

  /** Sends an example right now, and keeps how it fared. */
  async test(user: number, method: string): Promise<SendResult> {
    await this.#shown(user, method)
    const { reach, pages, clock } = this.#deps
    const at = clock.now()
    const result = await reach.send({ id: user }, method, exampleAt(at))
    await pages.noteOutcome({ user, method, ok: result.ok, at, error: result.ok ? null : result.error })
    return result
  }

  async #sealed(...[kind, settings, known]: Parameters<Addresses['seal']>): ReturnType<Addresses['seal']> {
    try {
      return await this.#deps.addresses.seal(kind, settings, known)
    } catch (error) {
      if (!(error instanceof DomainError) || !error.info.details) throw error
      const details = Object.entries(error.info.details).map(([field, texts]) => [field === 'kind' ? field : `settings.${field}`, texts])
      throw new DomainError(error.code, error.message, { details: Object.fromEntries(details) })
    }
  }

  async #owned(user: number, id: number): Promise<ContactMethod> {
    const known = await this.#deps.store.byId(id)
    if (known?.user !== user) throw new DomainError('not_found', 'no such contact method')
    return known
  }

  async #shown(user: number, method: string): Promise<ShownWay> {
    const way = (await this.list(user)).find((each) => each.method === method)
    if (!way) throw new DomainError('not_found', 'no such contact method')
    return way
  }
}

function exampleAt(at: number): Message {
  const subject = { host: 0, hostName: 'Hyperion', rule: 'test', instance: '', title: 'Test page' } as const
  const nothing = { unit: 'none', value: null, threshold: null } as const
  const message = 'This is how pages reach you'
  const event = { ...subject, ...nothing, kind: 'fired', level: 'critical', message, startedAt: at, at } as const
  return { key: `test ${at}`, items: [{ alert: 0, event, reference: null }], test: true, url: null }
}
