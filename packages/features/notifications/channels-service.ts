import { type AlertEvent, type AlertLevel, usageMessage } from '@hyperion/domain/alerts'
import { DomainError } from '@hyperion/domain/errors'
import type { Channel, ChannelStore, NewChannel } from '@hyperion/ports/alerts'
import { Addresses, type AddressesDeps, type OfferedKind } from './addresses.ts'
import type { ChannelSettings, Message, SendResult } from './channels/channel.ts'

export interface ChannelsDeps extends AddressesDeps {
  readonly store: ChannelStore
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
  readonly #addresses: Addresses

  constructor(deps: ChannelsDeps) {
    this.#deps = deps
    this.#addresses = new Addresses(deps, PURPOSE)
  }

  /** Every kind of channel, in the order in which they are offered. */
  kinds(): readonly OfferedKind[] {
    return this.#addresses.kinds()
  }

  async list(): Promise<readonly ShownChannel[]> {
    return (await this.#deps.store.list()).map((channel) => this.#shown(channel))
  }

  async get(id: number): Promise<ShownChannel> {
    return this.#shown(await this.#existing(id))
  }

  async create({ settings, ...channel }: ChannelInput): Promise<SavedChannel> {
    const { sealed, generated } = await this.#addresses.seal(channel.kind, settings)
    return { ...this.#shown(await this.#deps.store.create({ ...channel, settings: sealed })), generated }
  }

  /** Settings left out, secret ones above all, stay as they are. */
  async update(id: number, change: Partial<Omit<ChannelInput, 'kind'>>): Promise<SavedChannel> {
    const { settings, ...rest } = change
    const known = await this.#existing(id)
    const checked = settings && (await this.#addresses.seal(known.kind, settings, known.settings))
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

  send(channel: Channel, message: Message): Promise<SendResult> {
    return this.#addresses.send(channel, message)
  }

  async #existing(id: number): Promise<Channel> {
    const channel = await this.#deps.store.byId(id)
    if (!channel) throw new DomainError('not_found', 'no such channel')
    return channel
  }

  #shown(channel: Channel): ShownChannel {
    return { ...channel, ...this.#addresses.shown(channel) }
  }
}
