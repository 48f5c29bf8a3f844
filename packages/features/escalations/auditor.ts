import { missingSteps } from '@hyperion/domain/escalation'
import type { AuditLog } from '@hyperion/features/audit'
import type { Bus } from '@hyperion/ports/bus'
import { type Clock, every } from '@hyperion/ports/clock'
import type { EscalationRunStore, EscalationTrouble } from '@hyperion/ports/escalation'
import { wordsFor } from './wording.ts'

export interface EscalationAuditorDeps {
  readonly runs: Pick<EscalationRunStore, 'running' | 'overdue' | 'note' | 'forgetTroubles'>
  readonly audit: Pick<AuditLog, 'record'>
  readonly bus: Pick<Bus, 'publish'>
  readonly clock: Clock
  readonly log: (message: string) => void
}

const MINUTE = 60_000
/** What is later than this is a failure of paging itself. */
const TOLERANCE_MS = 2 * MINUTE
const KEPT_MS = 30 * 24 * 60 * MINUTE

const WORDS: Readonly<Record<EscalationTrouble['kind'], string>> = {
  step_late: 'an escalation step has not run',
  step_missing: 'an escalation step was never written down',
  not_begun: 'the escalation has not begun',
  page_late: 'a page has not been sent',
}

/** Looks every minute whether escalations do what they should, and raises the alarm itself where they do not. */
export class EscalationAuditor {
  readonly #deps: EscalationAuditorDeps
  #cancel: () => void = () => {}
  #looking: Promise<void> = Promise.resolve()
  #troubles: readonly EscalationTrouble[] = []
  #blind: string | null = null

  constructor(deps: EscalationAuditorDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#cancel = every(this.#deps.clock, MINUTE, () => {
      this.#looking = this.#looking.then(() => this.#look())
    })
  }

  async stop(): Promise<void> {
    this.#cancel()
    await this.#looking
  }

  /** Waits for the look under way. */
  settled(): Promise<void> {
    return this.#looking
  }

  /** Lines for /health. */
  degraded(): readonly string[] {
    const lines = this.#troubles.map(({ kind, shortId }) => `paging: ${shortId}: ${WORDS[kind]}`)
    return [...new Set(lines), ...(this.#blind ? [`paging: cannot be checked: ${this.#blind}`] : [])]
  }

  async #look(): Promise<void> {
    const { runs, clock, log } = this.#deps
    try {
      const now = clock.now()
      this.#troubles = [...(await this.#lateRuns(now)), ...(await runs.overdue(now - TOLERANCE_MS))]
      for (const trouble of this.#troubles) if (await runs.note(trouble, now)) this.#raise(trouble, now)
      await runs.forgetTroubles(now - KEPT_MS)
      this.#blind = null
    } catch (error) {
      const reason = wordsFor(error)
      if (reason !== this.#blind) log(`paging cannot be checked: ${reason}`)
      this.#blind = reason
    }
  }

  async #lateRuns(now: number): Promise<readonly EscalationTrouble[]> {
    return (await this.#deps.runs.running()).flatMap(({ id, policy, position, dueAt, startedAt, incident, shortId, log }) => {
      const about = { incident, shortId }
      const late = dueAt < now - TOLERANCE_MS
      const missing = policy ? missingSteps(policy, position, log) : []
      return [
        ...(late
          ? [{ key: `step_late ${id} ${position.round} ${position.step}`, kind: 'step_late' as const, since: dueAt, ...about }]
          : []),
        ...missing.map(({ round, step }) => ({
          key: `step_missing ${id} ${round} ${step}`,
          kind: 'step_missing' as const,
          since: startedAt,
          ...about,
        })),
      ]
    })
  }

  #raise({ kind, shortId, since }: EscalationTrouble, at: number): void {
    const { bus, audit } = this.#deps
    const minutes = Math.round((at - since) / MINUTE)
    bus.publish('notification', { at, level: 'error', message: `Paging: ${shortId}: ${WORDS[kind]}, ${minutes} minutes late` })
    const details = { trouble: kind, minutes_late: minutes }
    audit.record({
      actor: { id: null, name: 'Hyperion' },
      address: '',
      action: 'escalation.late',
      target: shortId,
      details,
      outcome: 'failure',
    })
  }
}
