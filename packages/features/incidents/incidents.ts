import { DomainError } from '@hyperion/domain/errors'
import {
  type CommentType,
  DEFAULT_SEVERITY,
  type Incident,
  type IncidentAction,
  type IncidentComment,
  REOPEN_WINDOW_MS,
  type Severity,
  type Signal,
  STEPS_AFTER_CHANGE,
  STEPS_AFTER_COMMENT,
  stepsAtStart,
  stepsWhenRaised,
  type TimelineEntry,
} from '@hyperion/domain/incidents'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type {
  Absorbed,
  Actor,
  IncidentChange,
  IncidentDetail,
  IncidentQuery,
  IncidentStore,
  IncidentTransition,
  NewTimelineEntry,
  Opened,
} from '@hyperion/ports/incidents'

export interface IncidentsDeps {
  readonly store: IncidentStore
  readonly bus: Pick<Bus, 'publish'>
  readonly clock: Clock
  /** Told when there are new steps to do. */
  readonly onSteps: () => void
  readonly reopenWindowMs?: number
}

export interface IncidentRequest {
  readonly title: string
  readonly description?: string
  /** Id of the service. */
  readonly service: string
  readonly severity?: Severity
  readonly scopes?: readonly string[]
  readonly detectedAt?: number
  readonly dedupKey?: string
  readonly source?: string
}

/** Incidents from their beginning to their end. A `ref` is a UUID or a short id; an unknown one rejects with `not_found`. */
export class Incidents {
  readonly #deps: IncidentsDeps

  constructor(deps: IncidentsDeps) {
    this.#deps = deps
  }

  /** Answers the open one where there is one with the same service and dedup key. */
  async create(request: IncidentRequest, actor: Actor): Promise<Opened> {
    const { store, clock } = this.#deps
    const { title, description = '', service, severity = DEFAULT_SEVERITY, scopes = [], dedupKey = null, source = 'manual' } = request
    const at = clock.now()
    const detectedAt = request.detectedAt ?? at
    const incident = { title, description, service, severity, scopes, dedupKey, source, createdBy: actor, detectedAt, at }
    const opened = await store.open(incident, stepsAtStart({ severity }))
    if (opened.outcome === 'created') this.#changed(opened.incident)
    return opened
  }

  /** Takes an alert in for a service: see {@link IncidentStore.absorb}. */
  async absorb(signal: Signal, service: string): Promise<Absorbed> {
    const { store, clock, reopenWindowMs = REOPEN_WINDOW_MS } = this.#deps
    const absorbed = await store.absorb({ signal, service, at: clock.now(), reopenWindowMs }, stepsAtStart, STEPS_AFTER_CHANGE)
    if (absorbed.incident && absorbed.outcome !== 'ignored') this.#changed(absorbed.incident)
    return absorbed
  }

  async byRef(ref: string): Promise<Incident> {
    const incident = await this.#deps.store.byRef(ref)
    if (!incident) throw new DomainError('not_found', 'no such incident')
    return incident
  }

  async detail(ref: string): Promise<IncidentDetail> {
    return this.#deps.store.detail((await this.byRef(ref)).id)
  }

  find(query: IncidentQuery): ReturnType<IncidentStore['find']> {
    return this.#deps.store.find(query)
  }

  openCounts(): ReturnType<IncidentStore['openCounts']> {
    return this.#deps.store.openCounts()
  }

  async timeline(ref: string): Promise<readonly TimelineEntry[]> {
    return this.#deps.store.timeline((await this.byRef(ref)).id)
  }

  /** Rejects with `conflict` where the status does not allow it, saying what it allows. */
  async transition(
    ref: string,
    action: IncidentAction,
    actor: Actor,
    words: Pick<IncidentTransition, 'message' | 'resolutionNote' | 'rootCause'> = {},
  ): Promise<Incident> {
    const { id, severity } = await this.byRef(ref)
    const steps = action === 'reopen' ? stepsAtStart({ severity }) : STEPS_AFTER_CHANGE
    const incident = await this.#deps.store.transition(id, { ...words, action, actor, at: this.#deps.clock.now() }, steps)
    this.#changed(incident)
    return incident
  }

  async edit(ref: string, change: IncidentChange, actor: Actor): Promise<Incident> {
    const { id, severity } = await this.byRef(ref)
    const steps = [...STEPS_AFTER_CHANGE, ...stepsWhenRaised(severity, change.severity ?? severity)]
    const incident = await this.#deps.store.edit(id, change, { actor, at: this.#deps.clock.now() }, steps)
    this.#changed(incident)
    return incident
  }

  /** `data` is kept with the entry of the timeline. */
  async comment(
    ref: string,
    author: Actor,
    content: string,
    type: CommentType,
    data?: Readonly<Record<string, unknown>>,
  ): Promise<IncidentComment> {
    const incident = await this.byRef(ref)
    const written = { author, content, type, at: this.#deps.clock.now(), ...(data && { data }) }
    const comment = await this.#deps.store.comment(incident.id, written, STEPS_AFTER_COMMENT)
    this.#changed(incident)
    return comment
  }

  async comments(ref: string, page: { readonly offset: number; readonly limit: number }): ReturnType<IncidentStore['comments']> {
    return this.#deps.store.comments((await this.byRef(ref)).id, page)
  }

  async tag(ref: string, names: readonly string[], actor: Actor): Promise<IncidentDetail['tags']> {
    const incident = await this.byRef(ref)
    const tags = await this.#deps.store.tag(incident.id, names, { actor, at: this.#deps.clock.now() })
    this.#changed(incident)
    return tags
  }

  async untag(ref: string, name: string, actor: Actor): Promise<IncidentDetail['tags']> {
    const incident = await this.byRef(ref)
    const tags = await this.#deps.store.untag(incident.id, name, { actor, at: this.#deps.clock.now() })
    this.#changed(incident)
    return tags
  }

  /** Adds to the timeline of what the hub does. */
  async append(ref: string, entry: Omit<NewTimelineEntry, 'at'>): Promise<TimelineEntry> {
    const incident = await this.byRef(ref)
    const added = await this.#deps.store.append(incident.id, { ...entry, at: this.#deps.clock.now() })
    this.#tell(incident)
    return added
  }

  #changed(incident: Incident): void {
    this.#tell(incident)
    this.#deps.onSteps()
  }

  #tell({ id, shortId }: Incident): void {
    this.#deps.bus.publish('incident', { id, shortId, at: this.#deps.clock.now() })
  }
}
