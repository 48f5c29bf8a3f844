import {
  afterStep,
  type EscalationPosition,
  FIRST_POSITION,
  isPastEnd,
  type PageKind,
  stepName,
  type Urgency,
} from '@hyperion/domain/escalation'
import { type Incident, isMajor } from '@hyperion/domain/incidents'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { EscalationRunStore, LeasedRun, NewPage, StepRecord, ToldLine } from '@hyperion/ports/escalation'
import { recipientKey } from '@hyperion/ports/escalation'
import type { IncidentStore } from '@hyperion/ports/incidents'
import type { ResolvedStep, Targets } from './targets.ts'
import { endOf, wordsFor } from './wording.ts'

export interface EscalationEngineDeps {
  readonly runs: EscalationRunStore
  readonly incidents: Pick<IncidentStore, 'byRef'>
  readonly targets: Pick<Targets, 'resolve'>
  readonly bus: Pick<Bus, 'publish' | 'subscribe'>
  readonly clock: Clock
  readonly log: (message: string) => void
  /** Told when there are pages to send. */
  readonly onPages: () => void
}

/** Other hubs may have begun something. */
const POLL_MS = 5_000
/** A step takes a few look-ups; what a hub had in hand when it ended is taken up after so long. */
const LEASE_MS = 15_000
const MINUTE = 60_000

/** Runs escalations: each step when it is due, once, as long as nobody has taken the incident on. */
export class EscalationEngine {
  readonly #deps: EscalationEngineDeps
  #working: Promise<void> | null = null
  #again = false
  #cancel: () => void = () => {}
  #unsubscribe: () => void = () => {}
  /** Incidents that changed and have to be looked at. */
  readonly #changed = new Set<string>()
  #running = false
  #trouble: string | null = null

  constructor(deps: EscalationEngineDeps) {
    this.#deps = deps
  }

  /** Takes up what was under way, and runs at once what became due meanwhile. */
  start(): void {
    this.#running = true
    this.#unsubscribe = this.#deps.bus.subscribe('incident', ({ id }) => {
      this.#changed.add(id)
      this.wake()
    })
    this.wake()
  }

  /** Finishes the step under way. */
  async stop(): Promise<void> {
    this.#running = false
    this.#unsubscribe()
    this.#cancel()
    await this.#working
    this.#cancel()
  }

  /** One line for /health while steps cannot be run, else null. */
  degraded(): string | null {
    return this.#trouble && `escalations: ${this.#trouble}`
  }

  /** Whether there is something under way. */
  get busy(): boolean {
    return this.#working !== null
  }

  /** There may be something to do. */
  wake(): void {
    if (!this.#running) return
    this.#again = true
    this.#cancel()
    this.#working ??= this.#work().then((waitMs) => {
      this.#working = null
      if (this.#again) this.wake()
      else if (this.#running) this.#cancel = this.#deps.clock.after(waitMs, () => this.wake())
    })
  }

  /** Answers how long there is nothing to do. */
  async #work(): Promise<number> {
    const { runs, clock } = this.#deps
    try {
      let next: number | null = null
      while (this.#again && this.#running) {
        this.#again = false
        await this.#endChanged()
        // What becomes due from here on is found by one of the two.
        const now = clock.now()
        while (this.#running && (await this.#next()));
        next = await runs.nextDue(now)
      }
      this.#tell(null)
      return next === null ? POLL_MS : Math.max(0, Math.min(POLL_MS, next - clock.now()))
    } catch (error) {
      this.#again = false
      this.#tell(wordsFor(error))
      return POLL_MS
    }
  }

  /** Ends the runs of incidents that somebody took on. */
  async #endChanged(): Promise<void> {
    for (const id of [...this.#changed]) {
      const incident = await this.#deps.incidents.byRef(id)
      if (incident && incident.status !== 'TRIGGERED') await this.#end(incident)
      this.#changed.delete(id)
    }
  }

  /** Whether there was a step to run. */
  async #next(): Promise<boolean> {
    const { runs, incidents, clock } = this.#deps
    const run = await runs.lease(clock.now(), LEASE_MS)
    if (!run) return false
    const incident = await incidents.byRef(run.incident)
    if (!incident) return true
    if (incident.status !== 'TRIGGERED') await this.#end(incident)
    else if (isPastEnd(run.policy, run.position)) await this.#exhaust(run, incident)
    else await this.#runStep(run, incident)
    return true
  }

  async #end(incident: Incident): Promise<void> {
    const why = endOf(incident)
    await this.#finish(incident, 'stopped', why, { type: 'ESCALATION', message: `Escalation stopped: ${why}` })
  }

  async #exhaust({ policy }: LeasedRun, incident: Incident): Promise<void> {
    const message = `Escalation policy ${policy.name} is exhausted: every step ran and nobody took the incident on`
    const isNew = await this.#finish(incident, 'exhausted', 'every step ran and nobody took the incident on', {
      type: 'ESCALATION',
      message,
    })
    if (isNew) this.#alarm(incident, message)
  }

  async #finish(incident: Incident, state: 'stopped' | 'exhausted', why: string, told: ToldLine): Promise<boolean> {
    const { runs, clock, bus } = this.#deps
    const at = clock.now()
    const ended = await runs.finish(incident.id, { state, at, why, told })
    if (ended) bus.publish('incident', { id: incident.id, shortId: incident.shortId, at })
    return ended
  }

  async #runStep(run: LeasedRun, incident: Incident): Promise<void> {
    const { runs, targets, clock, bus, onPages } = this.#deps
    const { policy, position, log } = run
    const step = policy.steps[position.step]
    if (!step) throw new Error(`escalation ${run.id} has no step ${position.step + 1}`)
    const at = clock.now()
    const resolved = await targets.resolve(step, run.urgency ?? urgencyOf(incident), at)
    const reached = resolved.people.length > 0 || resolved.channels.length > 0
    const roundReached = reached || log.some((each) => each.round === position.round && each.reached)
    const next = afterStep(policy, position, { at, reached, roundReached })
    const record: StepRecord = { ...position, plannedAt: run.dueAt, ranAt: at, resolved: resolved.targets, reached }
    const told = { type: 'ESCALATION', message: sentence(run, resolved, next), data: { ...position, reached } } as const
    const kept = await runs.record(run, { record, pages: pagesOf(run, incident, resolved, at), next, told })
    if (!kept) return
    bus.publish('incident', { id: incident.id, shortId: incident.shortId, at })
    if (reached) onPages()
    if (!roundReached && next.position.round > position.round)
      this.#alarm(incident, `Nobody can be reached by escalation policy ${policy.name}: ${resolved.problems.join('; ')}`)
  }

  #alarm({ shortId, title }: Incident, message: string): void {
    this.#deps.bus.publish('notification', { at: this.#deps.clock.now(), level: 'error', message: `${shortId} ${title}: ${message}` })
  }

  #tell(trouble: string | null): void {
    if (trouble && trouble !== this.#trouble) this.#deps.log(`escalations: ${trouble}; steps wait until it works again`)
    this.#trouble = trouble
  }
}

function urgencyOf({ severity }: Pick<Incident, 'severity'>): Urgency {
  return isMajor(severity) ? 'urgent' : 'other'
}

function pagesOf(run: LeasedRun, incident: Incident, { people, channels }: ResolvedStep, at: number): readonly NewPage[] {
  const kind: PageKind = incident.reopened > 0 ? 'reopened' : 'page'
  const step = { ...run.position, run: run.id }
  const page = (to: NewPage['to'], dueAt: number): NewPage => {
    const key = `${run.id}:${step.round}:${step.step}:${recipientKey(to)}:${dueAt - at}`
    return { key, incident: incident.id, step, to, kind, text: textOf(run.position), createdAt: at, dueAt }
  }
  return [
    ...people.flatMap(({ person: { user }, pages }) =>
      pages.map(({ method, label, delayMinutes }) =>
        page({ user: { id: user.id, username: user.username }, method, label }, at + delayMinutes * MINUTE),
      ),
    ),
    ...channels.map((channel) => page({ channel }, at)),
  ]
}

/** What the page says beside the incident: nothing the first time. */
function textOf({ round, step }: EscalationPosition): string {
  if (round === FIRST_POSITION.round && step === FIRST_POSITION.step) return ''
  return round === 0 ? `Nobody has taken it on: step ${step + 1}` : `Nobody has taken it on: step ${step + 1}, round ${round + 1}`
}

/** `Step 1: paged alice (mail, push after 5 min), told Operations` */
function sentence({ policy, position }: LeasedRun, resolved: ResolvedStep, next: ReturnType<typeof afterStep>): string {
  const name = stepName(policy, position)
  const { people, channels, problems } = resolved
  const paged = people.map(({ person, pages }) => {
    const ways = pages.map(({ label, delayMinutes }) => (delayMinutes > 0 ? `${label} after ${delayMinutes} min` : label))
    return `${person.user.username} (${ways.join(', ')})`
  })
  const deeds = [
    ...(paged.length > 0 ? [`paged ${paged.join(', ')}`] : []),
    ...(channels.length > 0 ? [`told ${channels.map(({ name: of }) => of).join(', ')}`] : []),
    ...problems,
  ]
  const nobody = people.length === 0 && channels.length === 0
  return `${name}: ${nobody ? `${problems.join('; ')}: ${nextWords(policy, position, next)}` : deeds.join('; ')}`
}

function nextWords(policy: LeasedRun['policy'], from: EscalationPosition, { position }: ReturnType<typeof afterStep>): string {
  if (isPastEnd(policy, position)) return 'nothing is left to try'
  return position.round > from.round ? `goes on to round ${position.round + 1}` : `went on to step ${position.step + 1} at once`
}
