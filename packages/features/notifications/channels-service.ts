import { type AlertEvent, type AlertLevel, usageMessage } from '@hyperion/domain/alerts'
import { DomainError } from '@hyperion/domain/errors'
import type { SecretBox } from '@hyperion/features/secrets'
import type { Channel, ChannelStore, NewChannel } from '@hyperion/ports/alerts'
import type { Clock } from '@hyperion/ports/clock'
import type { Mailer } from '@hyperion/ports/mail'
import type { ChannelKind, ChannelSettings, Message, Pusher, SendResult } from './channels/channel.ts'
import { CHANNEL_KINDS } from './channels/index.ts'
import { completed, settingsMistakes } from './channels/settings.ts'
import { folded } from './grouping.ts'
import type { Outgoing } from './outgoing.ts'

export interface ChannelsDeps {
  readonly store: ChannelStore
  readonly secrets: SecretBox
  readonly outgoing: Outgoing
  /** Null: the hub has no mail server. */
  readonly mailer: Mailer | null
  /** None where browsers cannot be reached. */
  readonly push?: Pusher | undefined
  readonly clock: Clock
}

/** A channel as it may be shown: of its secret settings only that they are set. */
export interface ShownChannel extends Omit<Channel, 'settings'> {
  readonly settings: ChannelSettings
  readonly secretsSet: readonly string[]
}

export interface SavedChannel extends ShownChannel {
  /** Secrets that the hub made up: shown this once. */
  readonly generated: ChannelSettings
}

export interface ChannelInput extends Omit<NewChannel, 'settings'> {
  readonly settings: ChannelSettings
}

export interface OfferedKind extends ChannelKind {
  /** False while the hub lacks what it needs: a mail server. */
  readonly available: boolean
}

export interface DiscordInput {
  readonly webhookUrl: string
  readonly enabled: boolean
  readonly notifyOn: readonly AlertLevel[]
}

const PURPOSE = 'channel settings'
/** How a channel is told unless something else is asked for. */
export const CHANNEL_DEFAULTS = { notifyRecovery: true, remindAfter: 240, groupWait: 5, hosts: [] } as const
/** The channel that POST /config/discord is about. */
const DISCORD = { kind: 'discord', name: 'Discord' } as const

const EXAMPLE: Omit<AlertEvent, 'startedAt' | 'at'> = {
  host: 0,
  hostName: 'Hyperion',
  rule: 'cpu',
  instance: '',
  title: 'CPU',
  kind: 'fired',
  level: 'critical',
  unit: 'percent',
  value: 94,
  threshold: 90,
  message: usageMessage('cpu', 94),
}

/** Where notifications go: settings are kept sealed and their secrets never shown. */
export class Channels {
  readonly #deps: ChannelsDeps

  constructor(deps: ChannelsDeps) {
    this.#deps = deps
  }

  /** Every kind of channel, in the order in which they are offered. */
  kinds(): readonly OfferedKind[] {
    return CHANNEL_KINDS.map((kind) => ({ ...kind, available: this.#reaches(kind) }))
  }

  #reaches({ capabilities: { mail, push } }: ChannelKind): boolean {
    return (!mail || this.#deps.mailer !== null) && (!push || this.#deps.push !== undefined)
  }

  async list(): Promise<readonly ShownChannel[]> {
    return (await this.#deps.store.list()).map((channel) => this.#shown(channel))
  }

  async get(id: number): Promise<ShownChannel> {
    return this.#shown(await this.#existing(id))
  }

  async create({ settings, ...channel }: ChannelInput): Promise<SavedChannel> {
    const { sealed, generated } = await this.#checkedAndSealed(channel.kind, settings)
    return { ...this.#shown(await this.#deps.store.create({ ...channel, settings: sealed })), generated }
  }

  /** Settings left out, secret ones above all, stay as they are. */
  async update(id: number, change: Partial<Omit<ChannelInput, 'kind'>>): Promise<SavedChannel> {
    const { settings, ...rest } = change
    const known = await this.#existing(id)
    const checked = settings && (await this.#checkedAndSealed(known.kind, { ...this.#openedOrNone(known), ...settings }))
    const updated = await this.#deps.store.update(id, { ...rest, ...(checked && { settings: checked.sealed }) })
    return { ...this.#shown(updated), generated: checked?.generated ?? {} }
  }

  delete(id: number): Promise<void> {
    return this.#deps.store.delete(id)
  }

  /** Makes or changes the one channel of the HealthCheck document. */
  async configureDiscord({ webhookUrl, enabled, notifyOn }: DiscordInput): Promise<void> {
    const settings = { webhook_url: webhookUrl }
    const known = (await this.#deps.store.list()).find(({ kind, name }) => kind === DISCORD.kind && name === DISCORD.name)
    if (known) await this.update(known.id, { enabled, notifyOn, settings })
    else await this.create({ ...DISCORD, ...CHANNEL_DEFAULTS, enabled, notifyOn, settings })
  }

  /** Sends an example right now, past the queue. */
  async test(id: number): Promise<SendResult> {
    const channel = await this.#existing(id)
    const at = this.#deps.clock.now()
    const event: AlertEvent = { ...EXAMPLE, startedAt: at, at }
    return this.send(channel, { key: `test ${at}`, items: [{ alert: 0, event, reference: null }], test: true, url: null })
  }

  async send(channel: Channel, message: Message): Promise<SendResult> {
    let settings: ChannelSettings
    try {
      settings = this.#opened(channel)
    } catch {
      return { ok: false, error: 'the settings were sealed with another key: enter them anew', retry: 'never' }
    }
    const { outgoing, mailer, push, clock } = this.#deps
    try {
      const kind = kindOf(channel.kind)
      const items = folded(message.items, kind.capabilities.maxItems)
      return await kind.send(settings, { ...message, items }, { outgoing, mailer, push, now: () => clock.now() })
    } catch (error) {
      // A slip of one kind must not keep the others from being told.
      return { ok: false, error: `unexpected: ${error instanceof Error ? error.message : error}`, retry: 'later' }
    }
  }

  async #existing(id: number): Promise<Channel> {
    const channel = await this.#deps.store.byId(id)
    if (!channel) throw new DomainError('not_found', 'no such channel')
    return channel
  }

  async #checkedAndSealed(kind: string, given: ChannelSettings): Promise<{ sealed: string; generated: ChannelSettings }> {
    const definition = kindOf(kind)
    const { settings, generated } = completed(definition, given)
    const mistakes = await settingsMistakes(definition, settings, this.#deps.outgoing)
    const details = Object.fromEntries(Object.entries(mistakes).map(([field, message]) => [field, [message]]))
    if (definition.capabilities.mail && !this.#deps.mailer) details.kind = ['the hub has no mail server (HYPERION_SMTP_URL)']
    if (Object.keys(details).length > 0) throw new DomainError('validation_failed', 'the settings will not do', { details })
    return { sealed: this.#deps.secrets.seal(JSON.stringify(settings), PURPOSE), generated }
  }

  #opened({ settings }: Channel): ChannelSettings {
    return JSON.parse(this.#deps.secrets.open(settings, PURPOSE))
  }

  #shown(channel: Channel): ShownChannel {
    const fields = kindOf(channel.kind).fields
    const settings = this.#openedOrNone(channel)
    const open = fields.filter(({ name, secret }) => !secret && name in settings).map(({ name }) => [name, settings[name] ?? ''])
    const secretsSet = fields.filter(({ name, secret }) => secret && settings[name]).map(({ name }) => name)
    return { ...channel, settings: Object.fromEntries(open), secretsSet }
  }

  /** Sealed with a key that is lost, they have to be entered anew; the list shows them as not set. */
  #openedOrNone(channel: Channel): ChannelSettings {
    try {
      return this.#opened(channel)
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
