import { DomainError } from '@hyperion/domain/errors'
import type { Incident, StepKind } from '@hyperion/domain/incidents'
import type { Clock } from '@hyperion/ports/clock'
import type { IncidentStep, IncidentStore, StepStore } from '@hyperion/ports/incidents'

/** What became of a step. Whoever throws is asked again, later and later. */
export type StepOutcome = { readonly state: 'done' } | { readonly state: 'skipped'; readonly reason: string }

export const DONE: StepOutcome = { state: 'done' }

/**
 * Does a step; it may be asked twice for the same one, when the hub ended in between. A failure that says when it is worth
 * trying again is tried again then.
 */
export type StepHandler = (incident: Incident, step: IncidentStep) => Promise<StepOutcome>

export interface OrchestratorDeps {
  readonly steps: StepStore
  readonly incidents: Pick<IncidentStore, 'byRef'>
  /** By kind; a kind without one is skipped. Asked at every step. */
  readonly handlers: () => Partial<Readonly<Record<StepKind, StepHandler>>>
  readonly clock: Clock
  readonly log: (message: string) => void
  /** Told when a step was settled. */
  readonly onSettled: (incident: Incident) => void
}

const POLL_MS = 5_000
const LEASE_MS = 60_000
const FIRST_RETRY_MS = 2_000
const LAST_RETRY_MS = 300_000
const ATTEMPTS = 30

/** Does what the hub owes incidents, one step after another, each until it is done. */
export class Orchestrator {
  readonly #deps: OrchestratorDeps
  #working: Promise<void> | null = null
  #again = false
  #cancel: () => void = () => {}
  #stopped = false
  #trouble: string | null = null

  constructor(deps: OrchestratorDeps) {
    this.#deps = deps
  }

  start(): void {
    this.wake()
  }

  /** Finishes the step under way. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancel()
    await this.#working
  }

  /** Settles when everything that is due now was tried. */
  async idle(): Promise<void> {
    await this.#working
  }

  /** One line for /health while steps cannot be done, else null. */
  degraded(): string | null {
    return this.#trouble && `incidents: ${this.#trouble}`
  }

  /** There may be something to do. */
  wake(): void {
    if (this.#stopped) return
    this.#again = true
    this.#cancel()
    this.#working ??= this.#work().finally(() => {
      this.#working = null
      if (!this.#stopped) this.#cancel = this.#deps.clock.after(POLL_MS, () => this.wake())
    })
  }

  async #work(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false
      try {
        while (!this.#stopped && (await this.#next()));
        this.#tell(null)
      } catch (error) {
        this.#tell(wordsFor(error))
      }
    }
  }

  /** Whether there was something to do. */
  async #next(): Promise<boolean> {
    const { steps, incidents, clock, onSettled } = this.#deps
    const step = await steps.lease(clock.now(), LEASE_MS)
    if (!step) return false
    const incident = await incidents.byRef(step.incident)
    const outcome = incident ? await this.#attempt(incident, step) : { state: 'skipped' as const, error: 'the incident is gone' }
    await steps.settle(step, { ...outcome, at: clock.now() })
    if (incident) onSettled(incident)
    return true
  }

  async #attempt(incident: Incident, step: IncidentStep): Promise<Omit<Parameters<StepStore['settle']>[1], 'at'>> {
    const handler = this.#deps.handlers()[step.kind as StepKind]
    if (!handler) return { state: 'skipped', error: 'not set up' }
    try {
      const outcome = await handler(incident, step)
      return outcome.state === 'done' ? outcome : { state: 'skipped', error: outcome.reason }
    } catch (error) {
      const failure = { state: 'failed', error: wordsFor(error) } as const
      if (step.attempts >= ATTEMPTS) return failure
      const wait = askedWait(error) ?? Math.min(FIRST_RETRY_MS * 2 ** (step.attempts - 1), LAST_RETRY_MS)
      return { ...failure, state: 'pending', retryAt: this.#deps.clock.now() + wait }
    }
  }

  #tell(trouble: string | null): void {
    if (trouble && trouble !== this.#trouble) this.#deps.log(`incidents: steps wait: ${trouble}`)
    this.#trouble = trouble
  }
}

/** Milliseconds that whoever refused asks to wait. */
function askedWait(error: unknown): number | null {
  const seconds = error instanceof DomainError ? error.info.retryAfter : undefined
  return seconds === undefined ? null : seconds * 1000
}

function wordsFor(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
