import { randomUUID } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import { asksForHelp, type PageStatus, type Urgency } from '@hyperion/domain/escalation'
import type { Incident, Signal } from '@hyperion/domain/incidents'
import type { Incidents } from '@hyperion/features/incidents'
import { type Clock, every } from '@hyperion/ports/clock'
import type { EscalationPolicyStore, EscalationRunStore, PageStore, PagingTest, PagingTestStore } from '@hyperion/ports/escalation'
import { TEST_SOURCE } from './handlers.ts'
import { recipientName, wordsFor } from './wording.ts'

export interface PagingTestsDeps {
  readonly store: PagingTestStore
  readonly policies: Pick<EscalationPolicyStore, 'byId'>
  readonly runs: Pick<EscalationRunStore, 'ofIncident'>
  readonly pages: Pick<PageStore, 'ofIncident'>
  readonly incidents: Pick<Incidents, 'absorb' | 'byRef'>
  readonly clock: Clock
  readonly log: (message: string) => void
}

export const HOP_KINDS = ['signal', 'incident', 'escalation', 'page', 'acknowledged', 'resolved'] as const

/** One stage on the way from a signal to a phone. */
export interface Hop {
  readonly kind: (typeof HOP_KINDS)[number]
  readonly state: 'done' | 'waiting' | 'failed' | 'skipped'
  /** Null as long as it has not happened. */
  readonly at: number | null
  /** Who a page goes to, and which incident it is. */
  readonly subject: string | null
  /** Why it failed, or is waiting. */
  readonly reason: string | null
  /** When a page was queued. */
  readonly queuedAt: number | null
}

export interface PagingTestReport {
  readonly test: PagingTest
  readonly incident: Incident | null
  readonly hops: readonly Hop[]
}

const LOOK_MS = 30_000
/** A test that nobody ends ends by itself. */
export const PAGING_TEST_MS = 600_000
/** Where tests are kept of policies that no service names. */
const SERVICE_NAME = 'Paging tests'

const PAGE_STATES: Readonly<Record<PageStatus, Hop['state']>> = { queued: 'waiting', sent: 'done', failed: 'failed', expired: 'skipped' }

/** Tries a policy for real: a signal, an incident, its escalation, and what arrives. */
export class PagingTests {
  readonly #deps: PagingTestsDeps
  #cancel: () => void = () => {}
  #ending: Promise<void> = Promise.resolve()

  constructor(deps: PagingTestsDeps) {
    this.#deps = deps
  }

  /** Ends tests in time, also those of before the hub was restarted. */
  start(): void {
    this.#cancel = every(this.#deps.clock, LOOK_MS, () => {
      this.#ending = this.#ending.then(() => this.#endOld())
    })
  }

  async stop(): Promise<void> {
    this.#cancel()
    await this.#ending
  }

  async begin(policyId: string, urgency: Urgency, startedBy: string): Promise<PagingTestReport> {
    const { store, policies, incidents, clock } = this.#deps
    const policy = await policies.byId(policyId)
    if (!policy) throw new DomainError('not_found', 'no such escalation policy')
    const at = clock.now()
    const service = await store.serviceFor(policyId, { id: randomUUID(), name: SERVICE_NAME, at })
    const subject = { id: randomUUID(), policy: policyId, service, urgency } as const
    const test: PagingTest = { ...subject, startedBy, startedAt: at, incident: null, endedAt: null }
    await store.create(test)
    const { incident } = await incidents.absorb(signalOf(test, policy.name, null), service)
    if (incident) await store.opened(test.id, incident.id)
    return this.report(policyId, test.id)
  }

  async report(policy: string, id: string): Promise<PagingTestReport> {
    const { runs, pages, incidents } = this.#deps
    const test = await this.#existing(policy, id)
    if (test.incident === null)
      return { test, incident: null, hops: [hop('signal', 'done', test.startedAt), hop('incident', 'waiting', null)] }
    const [incident, [run], sent] = await Promise.all([
      incidents.byRef(test.incident),
      runs.ofIncident(test.incident),
      pages.ofIncident(test.incident),
    ])
    const hops: Hop[] = [
      hop('signal', 'done', test.startedAt),
      hop('incident', 'done', incident.createdAt, incident.shortId),
      run?.policy ? hop('escalation', 'done', run.startedAt, run.policy.name) : hop('escalation', 'waiting', null),
      ...sent
        .filter(({ kind }) => asksForHelp(kind))
        .map((page): Hop => {
          const stage = hop('page', PAGE_STATES[page.status], page.finishedAt, recipientName(page.to))
          return { ...stage, reason: page.error, queuedAt: page.createdAt }
        }),
      ...(run?.log.some(({ reached }) => reached) || !run?.log.length ? [] : [nobody(run.log.at(-1)?.ranAt ?? null, problemsOf(run.log))]),
      ended('acknowledged', incident.acknowledgedAt, incident.acknowledgedBy?.username ?? null, incident.resolvedAt !== null),
      ended('resolved', incident.resolvedAt, incident.resolvedBy?.username ?? null, false),
    ]
    return { test, incident, hops }
  }

  /** Ends a test now; one that is over stays as it is. */
  async end(policy: string, id: string): Promise<PagingTestReport> {
    await this.#end(await this.#existing(policy, id))
    return this.report(policy, id)
  }

  async #existing(policy: string, id: string): Promise<PagingTest> {
    const test = await this.#deps.store.byId(id)
    if (test?.policy !== policy) throw new DomainError('not_found', 'no such test')
    return test
  }

  async #endOld(): Promise<void> {
    const { store, clock, log } = this.#deps
    try {
      for (const test of await store.unended(clock.now() - PAGING_TEST_MS)) await this.#end(test)
    } catch (error) {
      log(`paging tests: ${wordsFor(error)}`)
    }
  }

  /** The end of its alert ends the incident, as with every other one. */
  async #end(test: PagingTest): Promise<void> {
    if (test.endedAt !== null) return
    const { store, policies, incidents, clock } = this.#deps
    const name = (await policies.byId(test.policy))?.name ?? ''
    await incidents.absorb(signalOf(test, name, clock.now()), test.service)
    await store.end(test.id, clock.now())
  }
}

function signalOf({ id, startedAt, startedBy }: PagingTest, policy: string, endedAt: number | null): Signal {
  return {
    source: TEST_SOURCE,
    fingerprint: id,
    status: endedAt === null ? 'firing' : 'resolved',
    title: `Test page: ${policy}`,
    description: `${startedBy} tries who is paged and how. Nothing is wrong. It ends by itself after ten minutes.`,
    severity: 'SEV4_LOW',
    detectedAt: startedAt,
    endedAt,
    labels: {},
    url: null,
  }
}

function hop(kind: Hop['kind'], state: Hop['state'], at: number | null, subject: string | null = null): Hop {
  return { kind, state, at, subject, reason: null, queuedAt: null }
}

function ended(kind: Hop['kind'], at: number | null, by: string | null, over: boolean): Hop {
  return hop(kind, at === null ? (over ? 'skipped' : 'waiting') : 'done', at, by)
}

function nobody(at: number | null, reason: string): Hop {
  return { ...hop('page', 'failed', at), reason }
}

function problemsOf(
  log: readonly { readonly resolved: readonly { readonly target: string; readonly problem: string | null }[] }[],
): string {
  const all = log.flatMap(({ resolved }) => resolved.map(({ target, problem }) => `${target}: ${problem ?? 'no way to reach them'}`))
  return [...new Set(all)].join('; ')
}
