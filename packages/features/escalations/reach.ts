import { type NotificationRule, OWN_METHODS } from '@hyperion/domain/escalation'
import type { User } from '@hyperion/domain/users'
import type { Addresses, ChannelSettings, Message, SendResult } from '@hyperion/features/notifications'
import type { ContactMethod, ContactStore } from '@hyperion/ports/escalation'
import type { PushStore } from '@hyperion/ports/push'
import type { UserStore } from '@hyperion/ports/users'

export interface ReachDeps {
  readonly users: Pick<UserStore, 'list'>
  readonly contacts: ContactStore
  readonly push: Pick<PushStore, 'list'>
  /** Tells the browsers of one user. */
  readonly browsers: { send(payload: object, user: number): Promise<SendResult> }
  /** Seals contact methods. */
  readonly addresses: Addresses
  /** Whether the hub has a mail server. */
  readonly mail: boolean
}

/** A way to reach a person. */
export interface Way {
  /** `mail`, `push` or the id of a contact method. */
  readonly method: string
  /** `mail`, `push` or a kind of channel. */
  readonly kind: string
  readonly label: string
  /** Why nothing would arrive, as far as can be told; else null. */
  readonly problem: string | null
}

/** How everybody can be reached, at one moment. */
export interface ReachBook {
  /** Undefined when there is no such user. */
  person(id: number): Person | undefined
}

export interface Person {
  readonly user: Pick<User, 'id' | 'username' | 'email'>
  /** One's own first. */
  readonly ways: readonly Way[]
  readonly rules: readonly NotificationRule[]
}

/** The ways to people. */
export class Reach {
  readonly #deps: ReachDeps

  constructor(deps: ReachDeps) {
    this.#deps = deps
  }

  async book(): Promise<ReachBook> {
    const { users, contacts, push } = this.#deps
    const [people, methods, rules, browsers] = await Promise.all([users.list(), contacts.list(), contacts.rules(), push.list()])
    const methodsOf = Map.groupBy(methods, ({ user }) => user)
    const rulesOf = Map.groupBy(rules, ({ user }) => user)
    const browsersOf = Map.groupBy(browsers, ({ user }) => user)
    const byId = new Map(people.map((user) => [user.id, user]))
    return {
      person: (id) => {
        const user = byId.get(id)
        if (!user) return undefined
        const ways = this.#ways(user, methodsOf.get(id) ?? [], browsersOf.get(id)?.length ?? 0)
        return { user, ways, rules: (rulesOf.get(id) ?? []).map(({ user: _, ...rule }) => rule) }
      },
    }
  }

  /** Sends to one person by one way. */
  async send(to: { readonly id: number }, method: string, message: Message): Promise<SendResult> {
    const { users, contacts, browsers, addresses } = this.#deps
    const user = (await users.list()).find(({ id }) => id === to.id)
    if (!user) return { ok: false, error: 'the user is gone', retry: 'never' }
    if (method === 'push') {
      const pusher = { send: (payload: object) => browsers.send(payload, user.id) }
      return addresses.sendTo('browser', {}, message, pusher)
    }
    if (method === 'mail') {
      const settings: ChannelSettings = { to: user.email }
      return user.email === '' ? { ok: false, error: NO_ADDRESS, retry: 'never' } : addresses.sendTo('email', settings, message)
    }
    const contact = await contacts.byId(Number(method))
    if (contact?.user !== user.id) return { ok: false, error: 'the contact method is gone', retry: 'never' }
    return addresses.send(contact, message)
  }

  #ways({ email }: User, methods: readonly ContactMethod[], browsers: number): readonly Way[] {
    const mailProblem = this.#deps.mail ? (email === '' ? NO_ADDRESS : null) : 'the hub has no mail server'
    const problems = { mail: mailProblem, push: browsers === 0 ? 'no browser has notifications switched on' : null }
    return [
      ...OWN_METHODS.map((method) => ({ method, kind: method, label: method, problem: problems[method] })),
      ...methods.map(({ id, kind, label }) => ({ method: String(id), kind, label, problem: null })),
    ]
  }
}

const NO_ADDRESS = 'no mail address'
