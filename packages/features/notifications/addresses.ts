import { DomainError } from '@hyperion/domain/errors'
import type { SecretBox } from '@hyperion/features/secrets'
import type { Clock } from '@hyperion/ports/clock'
import type { Mailer } from '@hyperion/ports/mail'
import type { ChannelKind, ChannelSettings, Message, Pusher, SendResult } from './channels/channel.ts'
import { CHANNEL_KINDS } from './channels/index.ts'
import { completed, settingsMistakes } from './channels/settings.ts'
import { folded } from './grouping.ts'
import type { Outgoing } from './outgoing.ts'

export interface AddressesDeps {
  readonly secrets: SecretBox
  readonly outgoing: Outgoing
  /** Null: the hub has no mail server. */
  readonly mailer: Mailer | null
  /** None where browsers cannot be reached. */
  readonly push?: Pusher | undefined
  readonly clock: Clock
}

/** Somewhere to send to: a kind of channel with its settings, sealed. */
export interface Address {
  readonly kind: string
  readonly settings: string
}

export interface OfferedKind extends ChannelKind {
  /** False while the hub lacks what it needs: a mail server. */
  readonly available: boolean
}

/** Addresses on every kind of channel: their settings are checked, kept sealed, and shown without their secrets. */
export class Addresses {
  readonly #deps: AddressesDeps
  readonly #purpose: string

  /** What is sealed for one purpose opens for no other. */
  constructor(deps: AddressesDeps, purpose: string) {
    this.#deps = deps
    this.#purpose = purpose
  }

  /** Every kind of channel, in the order in which they are offered. */
  kinds(): readonly OfferedKind[] {
    return CHANNEL_KINDS.map((kind) => ({ ...kind, available: this.#reaches(kind) }))
  }

  /** Settings that are left out stay as in `known`, which is sealed. `generated` are secrets that were made up. */
  async seal(kind: string, given: ChannelSettings, known?: string): Promise<{ sealed: string; generated: ChannelSettings }> {
    const definition = kindOf(kind)
    const whole = known === undefined ? given : { ...this.#openedOrNone(known), ...given }
    const { settings, generated } = completed(definition, whole)
    const mistakes = await settingsMistakes(definition, settings, this.#deps.outgoing)
    const details = Object.fromEntries(Object.entries(mistakes).map(([field, message]) => [field, [message]]))
    if (definition.capabilities.mail && !this.#deps.mailer) details.kind = ['the hub has no mail server (HYPERION_SMTP_URL)']
    if (Object.keys(details).length > 0) throw new DomainError('validation_failed', 'the settings will not do', { details })
    return { sealed: this.#deps.secrets.seal(JSON.stringify(settings), this.#purpose), generated }
  }

  /** Of secret settings only that they are set. */
  shown({ kind, settings: sealed }: Address): { readonly settings: ChannelSettings; readonly secretsSet: readonly string[] } {
    const fields = kindOf(kind).fields
    const settings = this.#openedOrNone(sealed)
    const open = fields.filter(({ name, secret }) => !secret && name in settings).map(({ name }) => [name, settings[name] ?? ''])
    const secretsSet = fields.filter(({ name, secret }) => secret && settings[name]).map(({ name }) => name)
    return { settings: Object.fromEntries(open), secretsSet }
  }

  async send({ kind, settings: sealed }: Address, message: Message): Promise<SendResult> {
    let settings: ChannelSettings
    try {
      settings = this.#opened(sealed)
    } catch {
      return { ok: false, error: 'the settings were sealed with another key: enter them anew', retry: 'never' }
    }
    return this.sendTo(kind, settings, message)
  }

  /** To settings in the open; `push` in place of telling every browser. */
  async sendTo(kind: string, settings: ChannelSettings, message: Message, push = this.#deps.push): Promise<SendResult> {
    const { outgoing, mailer, clock } = this.#deps
    try {
      const definition = kindOf(kind)
      const items = folded(message.items, definition.capabilities.maxItems)
      return await definition.send(settings, { ...message, items }, { outgoing, mailer, push, now: () => clock.now() })
    } catch (error) {
      // A slip of one kind must not keep the others from being told.
      return { ok: false, error: `unexpected: ${error instanceof Error ? error.message : error}`, retry: 'later' }
    }
  }

  #reaches({ capabilities: { mail, push } }: ChannelKind): boolean {
    return (!mail || this.#deps.mailer !== null) && (!push || this.#deps.push !== undefined)
  }

  #opened(sealed: string): ChannelSettings {
    return JSON.parse(this.#deps.secrets.open(sealed, this.#purpose))
  }

  /** Sealed with a key that is lost, they have to be entered anew; they are shown as not set. */
  #openedOrNone(sealed: string): ChannelSettings {
    try {
      return this.#opened(sealed)
    } catch {
      return {}
    }
  }
}

function kindOf(kind: string): ChannelKind {
  const found = CHANNEL_KINDS.find((each) => each.kind === kind)
  if (!found)
    throw new DomainError('validation_failed', 'no such kind', { details: { kind: [CHANNEL_KINDS.map((each) => each.kind).join(', ')] } })
  return found
}
