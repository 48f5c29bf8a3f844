import {
  type AlertSelector,
  type AlertSubject,
  currentSpan,
  type MaintenanceSettings,
  maintenanceProblems,
  type SettingProblems,
  type SilenceSettings,
  selectsAlert,
  selectsHost,
  silenceProblems,
} from '@hyperion/domain/alerts'
import { DomainError } from '@hyperion/domain/errors'
import type { Clock } from '@hyperion/ports/clock'
import type { HostStore } from '@hyperion/ports/hosts'
import type { MaintenanceStore, MaintenanceWindow, Silence, SilenceStore } from '@hyperion/ports/silences'
import { unknownHosts } from './rules.ts'

export interface SilencesDeps {
  readonly silences: SilenceStore
  readonly maintenance: MaintenanceStore
  readonly hosts: Pick<HostStore, 'list'>
  readonly clock: Clock
}

interface Known {
  readonly silences: readonly Silence[]
  readonly windows: readonly MaintenanceWindow[]
  readonly until: number
}

const CACHE_MS = 5_000

/** What keeps alerts from being told: silences for a while, maintenance windows by plan. */
export class Silences {
  readonly #deps: SilencesDeps
  #known: Known | undefined
  #generation = 0
  #onChange = (): void => {}

  constructor(deps: SilencesDeps) {
    this.#deps = deps
  }

  /** Tells of every change made here. */
  onChange(listener: () => void): void {
    this.#onChange = listener
  }

  list(): Promise<readonly Silence[]> {
    return this.#deps.silences.list()
  }

  windows(): Promise<readonly MaintenanceWindow[]> {
    return this.#deps.maintenance.list()
  }

  /** `DomainError('validation_failed')` with a `SettingProblem` list by field, as the others here. */
  async silence(settings: SilenceSettings, author: string): Promise<Silence> {
    const now = this.#deps.clock.now()
    await this.#check(settings, silenceProblems(settings, now))
    return this.#changed(() => this.#deps.silences.create({ ...settings, author, createdAt: now }))
  }

  end(id: number): Promise<void> {
    return this.#changed(() => this.#deps.silences.delete(id))
  }

  async addWindow(settings: MaintenanceSettings, author: string): Promise<MaintenanceWindow> {
    await this.#check(settings, maintenanceProblems(settings))
    return this.#changed(() => this.#deps.maintenance.create({ ...settings, author, updatedAt: this.#deps.clock.now() }))
  }

  async changeWindow(id: number, settings: MaintenanceSettings, author: string): Promise<MaintenanceWindow> {
    await this.#check(settings, maintenanceProblems(settings))
    return this.#changed(() => this.#deps.maintenance.update(id, { ...settings, author, updatedAt: this.#deps.clock.now() }))
  }

  deleteWindow(id: number): Promise<void> {
    return this.#changed(() => this.#deps.maintenance.delete(id))
  }

  /** Brings what {@link until} goes by up to date; what was known last serves while it cannot be read. */
  async refresh(): Promise<void> {
    const { silences, maintenance, clock } = this.#deps
    if (this.#known && clock.now() < this.#known.until) return
    const generation = this.#generation
    try {
      const [read, windows] = await Promise.all([silences.list(), maintenance.list()])
      if (generation === this.#generation) this.#known = { silences: read, windows, until: clock.now() + CACHE_MS }
    } catch (error) {
      const away = error instanceof DomainError && error.code === 'storage_unavailable'
      if (!this.#known || !away) throw error
    }
  }

  /** Until when an alert of a host with these tags is silenced, as far as is known; null when it is not. */
  until(subject: AlertSubject, tags: readonly string[], at: number): number | null {
    const { silences = [], windows = [] } = this.#known ?? {}
    const lasting = silences.filter(({ from, to }) => from <= at && at < to)
    const silenced = lasting.filter((each) => selectsAlert(each, subject, tags)).map(({ to }) => to)
    const spans = windows.filter((each) => selectsAlert(each, subject, tags)).map((each) => currentSpan(each, at))
    const ends = [...silenced, ...spans.flatMap((span) => (span ? [span.to] : []))]
    return ends.length > 0 ? Math.max(...ends) : null
  }

  /** Until when whatever may fire on a host with these tags is silenced; null when it is not, or only in part. */
  hostUntil(id: number, tags: readonly string[], at: number): number | null {
    const { silences = [], windows = [] } = this.#known ?? {}
    const whole = (each: AlertSelector): boolean => each.rules.length === 0 && each.instances === '*' && selectsHost(each, { id, tags })
    const silenced = silences.filter((each) => each.from <= at && at < each.to && whole(each)).map(({ to }) => to)
    const spans = windows.filter(whole).map((each) => currentSpan(each, at))
    const ends = [...silenced, ...spans.flatMap((span) => (span ? [span.to] : []))]
    return ends.length > 0 ? Math.max(...ends) : null
  }

  async #check({ hosts }: { readonly hosts: readonly number[] }, problems: SettingProblems): Promise<void> {
    const details: SettingProblems = { ...(await unknownHosts(this.#deps.hosts, hosts)), ...problems }
    if (Object.keys(details).length > 0) throw new DomainError('validation_failed', 'the settings will not do', { details })
  }

  async #changed<T>(work: () => Promise<T>): Promise<T> {
    const result = await work()
    this.#generation++
    if (this.#known) this.#known = { ...this.#known, until: 0 }
    this.#onChange()
    return result
  }
}
