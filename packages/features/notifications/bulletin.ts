import type { AlertEvent } from '@hyperion/domain/alerts'
import type { Alert, AlertStore, ChannelStore } from '@hyperion/ports/alerts'
import type { Clock } from '@hyperion/ports/clock'
import type { HostStore } from '@hyperion/ports/hosts'
import type { Message, MessageItem } from './channels/channel.ts'
import type { Channels } from './channels-service.ts'

export interface BulletinDeps {
  readonly alerts: Pick<AlertStore, 'current'>
  readonly hosts: Pick<HostStore, 'list'>
  readonly store: Pick<ChannelStore, 'list'>
  readonly channels: Pick<Channels, 'send'>
  readonly clock: Clock
}

const SERIOUSNESS = { critical: 0, warning: 1 } as const

/** Tells channels how things stand when somebody asks for it, past the queue. */
export class Bulletin {
  readonly #deps: BulletinDeps

  constructor(deps: BulletinDeps) {
    this.#deps = deps
  }

  /** Sends what is firing, or that nothing is, to every channel of the kinds that is on; throws what did not arrive. */
  async send(kinds: readonly string[]): Promise<string> {
    const { store, channels } = this.#deps
    const wanted = (await store.list()).filter(({ kind, enabled }) => enabled && kinds.includes(kind))
    if (wanted.length === 0) throw new Error(`no channel of ${kinds.join(' or ')} is switched on`)
    const message = await this.#message()
    const results = await Promise.all(wanted.map(async (channel) => ({ channel, result: await channels.send(channel, message) })))
    const failures = results.flatMap(({ channel, result }) => (result.ok ? [] : [`${channel.name}: ${result.error}`]))
    if (failures.length > 0) throw new Error(failures.join('; '))
    return `sent to ${wanted.map(({ name }) => name).join(', ')}`
  }

  async #message(): Promise<Message> {
    const at = this.#deps.clock.now()
    const names = new Map((await this.#deps.hosts.list()).map(({ id, name }) => [id, name]))
    const items = [...(await this.#deps.alerts.current())]
      .sort((a, b) => SERIOUSNESS[a.level] - SERIOUSNESS[b.level])
      .map((alert): MessageItem => ({ alert: alert.id, event: eventOf(alert, names.get(alert.host) ?? '?', at), reference: null }))
    const [first = { alert: 0, event: allQuiet(at), reference: null }, ...others] = items
    return { key: `bulletin ${at}`, items: [first, ...others], test: items.length === 0, url: null }
  }
}

function eventOf(
  { host, rule, instance, title, unit, value, threshold, message, level, startedAt }: Alert,
  hostName: string,
  at: number,
): AlertEvent {
  return { kind: 'reminded', level, host, hostName, rule, instance, title, unit, value, threshold, message, startedAt, at }
}

function allQuiet(at: number): AlertEvent {
  const subject = { host: 0, hostName: 'Hyperion', rule: 'bulletin', instance: '', title: 'Alerts' } as const
  const nothing = { unit: 'none', value: null, threshold: null } as const
  return { ...subject, ...nothing, kind: 'resolved', level: 'warning', message: 'No alert is firing', startedAt: at, at }
}
