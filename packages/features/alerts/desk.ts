import { ruleOf } from '@hyperion/domain/alerts'
import { DomainError } from '@hyperion/domain/errors'
import type { Alert, AlertFilter, AlertStore, AlertStory } from '@hyperion/ports/alerts'
import type { Clock } from '@hyperion/ports/clock'
import type { Host, HostStore } from '@hyperion/ports/hosts'
import type { Silence } from '@hyperion/ports/silences'
import type { Silences } from './silences.ts'

export interface AlertDeskDeps {
  readonly store: Pick<AlertStore, 'current' | 'find' | 'story' | 'acknowledge'>
  readonly hosts: Pick<HostStore, 'list'>
  readonly silences: Silences
  readonly clock: Clock
}

/** An alert with what is to be seen beside it. */
export interface ShownAlert extends Alert {
  readonly hostName: string
  readonly durationMs: number
  /** Null while it is not silenced. */
  readonly silencedUntil: number | null
}

export interface ShownStory extends Omit<AlertStory, 'alert'> {
  readonly alert: ShownAlert
}

/** What people see of alerts and do with them. */
export class AlertDesk {
  readonly #deps: AlertDeskDeps

  constructor(deps: AlertDeskDeps) {
    this.#deps = deps
  }

  /** What fires now, and a page of what matches. */
  async list(filter: AlertFilter): Promise<{ readonly current: readonly ShownAlert[]; readonly recent: readonly ShownAlert[] }> {
    const { store } = this.#deps
    const [current, recent] = await Promise.all([store.current(), store.find(filter)])
    const show = await this.#shower()
    return { current: current.map(show), recent: recent.map(show) }
  }

  async story(id: number): Promise<ShownStory> {
    const story = await this.#story(id)
    const show = await this.#shower()
    return { ...story, alert: show(story.alert) }
  }

  /** Notes that someone takes an alert on, or does so no more. Rejects with `conflict` when it is over. */
  async acknowledge(id: number, name: string, acknowledged: boolean): Promise<ShownAlert> {
    const alert = await this.#deps.store.acknowledge(id, { name, at: this.#deps.clock.now(), acknowledged })
    return (await this.#shower())(alert)
  }

  /** Silences the rule of an alert on its instance and host. */
  async silence(id: number, { to, reason }: { readonly to: number; readonly reason: string }, author: string): Promise<Silence> {
    const { alert } = await this.#story(id)
    const selector = { hosts: [alert.host], tags: [], rules: [ruleOf(alert)], instances: literal(alert.instance) }
    return this.#deps.silences.silence({ ...selector, from: this.#deps.clock.now(), to, reason }, author)
  }

  async #story(id: number): Promise<AlertStory> {
    const story = await this.#deps.store.story(id)
    if (!story) throw new DomainError('not_found', 'no such alert')
    return story
  }

  async #shower(): Promise<(alert: Alert) => ShownAlert> {
    const { hosts, silences, clock } = this.#deps
    const [known] = await Promise.all([hosts.list(), silences.refresh()])
    const byId = new Map(known.map((host) => [host.id, host]))
    const now = clock.now()
    return (alert) => shown(alert, byId.get(alert.host), silences, now)
  }
}

function shown(alert: Alert, host: Host | undefined, silences: Silences, now: number): ShownAlert {
  return {
    ...alert,
    hostName: host?.name ?? '',
    durationMs: Math.max(0, (alert.resolvedAt ?? now) - alert.startedAt),
    silencedUntil: alert.state === 'firing' ? silences.until(alert, host?.tags ?? [], now) : null,
  }
}

/** A pattern for one instance: what patterns have a meaning for stands for itself by standing for any character. */
function literal(instance: string): string {
  return instance === '' ? '*' : instance.replaceAll(/[*,!]/g, '?')
}
