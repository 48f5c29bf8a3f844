import { hash } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import { isUuid } from '@hyperion/domain/incidents'
import type { Clock } from '@hyperion/ports/clock'
import type { Inbound, InboundDetail, InboundOutcome, InboundStore, Integration } from '@hyperion/ports/inbound'
import { jsonOf } from './payload.ts'
import type { InboundWorker } from './worker.ts'

export interface InboxDeps {
  readonly store: InboundStore
  readonly worker: Pick<InboundWorker, 'onSettled' | 'wake'>
  readonly clock: Clock
}

export interface IncomingRequest {
  readonly integration: Integration
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string>>
  /** Asked where it is no repeat of what came a moment ago; may throw. */
  readonly admit: () => Promise<void>
}

export interface Accepted {
  /** Of the delivery. */
  readonly id: number
  /** It is not JSON at all. */
  readonly malformed: boolean
  /** Null where it is not done yet. */
  readonly outcome: InboundOutcome | null
}

/** Identical ones within so long are one. */
const REPEAT_MS = 60_000
/** How long a sender waits for what becomes of it. */
const ANSWER_MS = 2_000
/** Headers worth looking at later; none that lets in. */
const KEPT_HEADERS = ['content-type', 'content-length', 'user-agent', 'x-grafana-alerting-signature'] as const

/** What came in: kept first, answered then. */
export class Inbox {
  readonly #deps: InboxDeps

  constructor(deps: InboxDeps) {
    this.#deps = deps
  }

  /** Durable once it resolves; waits a moment for what becomes of it. */
  async accept({ integration, body, headers, admit }: IncomingRequest): Promise<Accepted> {
    const { store, worker, clock } = this.#deps
    const digest = hash('sha256', body, 'hex')
    const at = clock.now()
    const { id: of, kind: source } = integration
    let id = await store.repeat(of, digest, at - REPEAT_MS, at)
    if (id === undefined) {
      await admit()
      id = await store.receive({ integration: of, source, receivedAt: at, body, headers: keptOf(headers), hash: digest })
    }
    const outcome = this.#settled(id)
    worker.wake()
    const done = await outcome
    return { id, outcome: done, malformed: done?.state !== 'processed' && jsonOf(body) === undefined }
  }

  list(integration: string, page: { readonly offset: number; readonly limit: number }): ReturnType<InboundStore['list']> {
    return this.#deps.store.list(integration, page)
  }

  latest(): Promise<readonly Inbound[]> {
    return this.#deps.store.latest()
  }

  async detail(integration: string, id: number): Promise<InboundDetail> {
    return known(isUuid(integration) ? await this.#deps.store.detail(integration, id) : undefined)
  }

  /** Does it once more, as configured by now; answers it as it stands a moment later. */
  async replay(integration: string, id: number): Promise<Inbound> {
    const { store, worker, clock } = this.#deps
    const outcome = this.#settled(id)
    known(await store.replay(integration, id, clock.now()))
    worker.wake()
    await outcome
    return this.detail(integration, id)
  }

  #settled(id: number): Promise<InboundOutcome | null> {
    const { worker, clock } = this.#deps
    return new Promise((resolve) => {
      const done = (outcome: InboundOutcome | null): void => {
        cancel()
        forget()
        resolve(outcome)
      }
      const cancel = clock.after(ANSWER_MS, () => done(null))
      const forget = worker.onSettled(id, done)
    })
  }
}

function keptOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(KEPT_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name].slice(0, 500)]])))
}

function known<T>(delivery: T | undefined): T {
  if (delivery === undefined) throw new DomainError('not_found', 'no such delivery')
  return delivery
}
