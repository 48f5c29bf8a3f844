import { DomainError } from '@hyperion/domain/errors'
import { type Retention, type RetentionPolicy, retentionProblems } from '@hyperion/domain/metrics'
import type { Clock } from '@hyperion/ports/clock'
import type { MetricStore, Pruning } from '@hyperion/ports/metric-store'
import type { RetentionStore, StoredRetention } from '@hyperion/ports/retention'

export interface RetentionSettingsDeps {
  readonly store: RetentionStore
  readonly metrics: Pick<MetricStore, 'foresee'>
  readonly clock: Clock
  /** Told after a change, so that it takes effect. */
  readonly onChanged: () => void
}

/** A retention for all hosts, or for one; null of a host to go by the one for all. */
export interface RetentionWish {
  readonly host: number | null
  readonly retention: Retention | null
}

/** How long history is kept, and what a change of it costs. */
export class RetentionSettings {
  readonly #deps: RetentionSettingsDeps

  constructor(deps: RetentionSettingsDeps) {
    this.#deps = deps
  }

  standard(): Promise<StoredRetention> {
    return this.#deps.store.standard()
  }

  own(): Promise<ReadonlyMap<number, StoredRetention>> {
    return this.#deps.store.own()
  }

  async policy(): Promise<RetentionPolicy> {
    const [standard, own] = await Promise.all([this.standard(), this.own()])
    return { standard: standard.retention, hosts: new Map([...own].map(([host, { retention }]) => [host, retention])) }
  }

  /** What a change would take away, beyond what the present policy does. */
  async preview(wish: RetentionWish): Promise<readonly Pruning[]> {
    check(wish)
    const policy = await this.policy()
    const { metrics, clock } = this.#deps
    const [present, future] = await Promise.all([metrics.foresee(clock.now(), policy), metrics.foresee(clock.now(), changed(policy, wish))])
    const already = new Map(present.map((each) => [each.host, each]))
    return future.filter((each) => isMore(each, already.get(each.host)))
  }

  /** `DomainError('validation_failed')` with a `RetentionProblem` list by field. */
  async change(wish: RetentionWish, by: string): Promise<void> {
    check(wish)
    const { store, clock, onChanged } = this.#deps
    const { host, retention } = wish
    if (retention === null) {
      if (host !== null) await store.clearOwn(host)
    } else if (host === null) await store.setStandard({ retention, by, at: clock.now() })
    else await store.setOwn(host, { retention, by, at: clock.now() })
    onChanged()
  }
}

function changed({ standard, hosts }: RetentionPolicy, { host, retention }: RetentionWish): RetentionPolicy {
  if (host === null) return { standard: retention ?? standard, hosts }
  const others = [...hosts].filter(([each]) => each !== host)
  return { standard, hosts: new Map(retention ? [...others, [host, retention]] : others) }
}

function isMore(future: Pruning, present: Pruning | undefined): boolean {
  return !present || future.droppedBytes > present.droppedBytes || future.thinnedBytes > present.thinnedBytes
}

function check({ retention }: RetentionWish): void {
  if (!retention) return
  const problems = Object.entries(retentionProblems(retention)).map(([field, problem]) => [field, [problem]] as const)
  if (problems.length === 0) return
  throw new DomainError('validation_failed', 'the retention will not do', { details: Object.fromEntries(problems) })
}
