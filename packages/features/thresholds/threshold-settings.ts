import { RESOURCES, type Thresholds } from '@hyperion/domain/alerts'
import { DomainError } from '@hyperion/domain/errors'
import type { Clock } from '@hyperion/ports/clock'
import type { StoredThresholds, ThresholdStore } from '@hyperion/ports/thresholds'

export interface ThresholdSettingsDeps {
  readonly store: ThresholdStore
  readonly clock: Clock
}

/** A rule that a threshold breaks: no whole percentage, or a warning that is not below critical. */
export type ThresholdProblem = 'range' | 'order'

/** After so long the thresholds are read anew: another process on the same database may have changed them. */
const CACHE_MS = 5000

/** The thresholds that alerts go by. */
export class ThresholdSettings {
  readonly #store: ThresholdStore
  readonly #clock: Clock
  #known: { readonly thresholds: Thresholds; readonly until: number } | undefined
  /** Counts the changes: what was read before one must not be kept after it. */
  #generation = 0

  constructor({ store, clock }: ThresholdSettingsDeps) {
    this.#store = store
    this.#clock = clock
  }

  /** From memory as a rule, and while the database does not answer, as long as they are known at all. */
  async current(): Promise<Thresholds> {
    const known = this.#known
    return known && this.#clock.now() < known.until ? known.thresholds : this.#load(known?.thresholds)
  }

  /** As stored, with the latest change. */
  read(): Promise<StoredThresholds> {
    return this.#store.read()
  }

  /**
   * Sets the given resources, all or none. `DomainError('validation_failed')` with a `ThresholdProblem` list by field
   * (`cpu.warning`).
   */
  async change(change: Partial<Thresholds>, userId: number): Promise<StoredThresholds> {
    const details = problemsOf(change)
    if (details) throw new DomainError('validation_failed', 'the thresholds are not accepted', { details })
    const stored = await this.#store.change(change, { userId, at: this.#clock.now() })
    this.#generation++
    this.#known = undefined
    return stored
  }

  async #load(fallback: Thresholds | undefined): Promise<Thresholds> {
    const generation = this.#generation
    try {
      const { thresholds } = await this.#store.read()
      if (generation === this.#generation) this.#known = { thresholds, until: this.#clock.now() + CACHE_MS }
      return thresholds
    } catch (error) {
      if (fallback && error instanceof DomainError && error.code === 'storage_unavailable') return fallback
      throw error
    }
  }
}

function problemsOf(change: Partial<Thresholds>): Readonly<Record<string, readonly ThresholdProblem[]>> | undefined {
  const problems: Record<string, readonly ThresholdProblem[]> = {}
  for (const resource of RESOURCES) {
    const levels = change[resource]
    if (!levels) continue
    const { warning, critical } = levels
    if (!isPercentage(warning)) problems[`${resource}.warning`] = ['range']
    else if (isPercentage(critical) && warning >= critical) problems[`${resource}.warning`] = ['order']
    if (!isPercentage(critical)) problems[`${resource}.critical`] = ['range']
  }
  return Object.keys(problems).length > 0 ? problems : undefined
}

function isPercentage(level: number): boolean {
  return Number.isInteger(level) && level >= 0 && level <= 100
}
