import { DomainError } from '@hyperion/domain/errors'
import type { Incident, StepKind } from '@hyperion/domain/incidents'
import type { Clock } from '@hyperion/ports/clock'
import type { IncidentStep, IncidentStore, StepStore } from '@hyperion/ports/incidents'
import { backoffMs, QueueRunner } from '../notifications/index.ts'

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

const LEASE_MS = 60_000
/** Incidents that are dealt with at the same time: one that a slow service holds up keeps no other from paging people. */
const AT_ONCE = 8
const RETRY = { firstMs: 2_000, lastMs: 300_000 } as const
const ATTEMPTS = 30

type LeasedStep = NonNullable<Awaited<ReturnType<StepStore['lease']>>>

/** Does what the hub owes incidents, of each one step after another, each until it is done. */
export class Orchestrator {
  readonly #deps: OrchestratorDeps
  readonly #runner: QueueRunner<string, LeasedStep>
  #trouble: string | null = null

  constructor(deps: OrchestratorDeps) {
    this.#deps = deps
    const { steps, clock } = deps
    this.#runner = new QueueRunner({
      clock,
      atOnce: AT_ONCE,
      lease: (busy) => steps.lease(clock.now(), LEASE_MS, busy),
      nextDue: (now) => steps.nextDue(now),
      keyOf: ({ incident }) => incident,
      send: (step) => this.#do(step),
      onTrouble: (trouble) => this.#tell(trouble),
    })
  }

  start(): void {
    this.#runner.start()
  }

  /** Finishes the steps under way. */
  async stop(): Promise<void> {
    await this.#runner.stop()
  }

  /** There may be something to do. */
  wake(): void {
    this.#runner.wake()
  }

  /** Whether there is something under way. */
  get busy(): boolean {
    return this.#runner.busy
  }

  /** One line for /health while steps cannot be done, else null. */
  degraded(): string | null {
    return this.#trouble && `incidents: ${this.#trouble}`
  }

  async #do(step: LeasedStep): Promise<void> {
    const { steps, incidents, clock, onSettled } = this.#deps
    const incident = await incidents.byRef(step.incident)
    const outcome = incident ? await this.#attempt(incident, step) : { state: 'skipped' as const, error: 'the incident is gone' }
    await steps.settle(step, { ...outcome, at: clock.now() })
    if (incident) onSettled(incident)
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
      const wait = askedWait(error) ?? backoffMs(step.attempts, RETRY)
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
