import type { Registry } from './registry.ts'
import { REPORT_TIMES } from './registry.ts'
import { spanOf } from './spans.ts'
import type { BlockStorage, Change, NewBlock, SpanUsage, Tier } from './storage.ts'

/** What a host's blocks of one tier and span take. */
export type Span = { -readonly [K in Exclude<keyof SpanUsage, 'host'>]: SpanUsage[K] }

/** Writes blocks, and keeps count of what they take: the medium is asked once, for the first one who wants to know. */
export class Blocks {
  readonly #storage: BlockStorage
  readonly #registry: Registry
  #hosts: Map<number, Map<string, Span>> | null = null

  constructor(storage: BlockStorage, registry: Registry) {
    this.#storage = storage
    this.#registry = registry
  }

  /** All or nothing, see {@link BlockStorage.write}. */
  async write(changes: readonly Change[]): Promise<void> {
    await this.#storage.write(changes)
    for (const change of changes) {
      if (change.kind === 'add') this.#count(change.block, 1)
      else if (change.kind === 'remove') for (const block of change.blocks) this.#count(block, -1)
    }
  }

  /** Counts what is there; call it under `writing`. */
  async load(): Promise<void> {
    if (this.#hosts) return
    const hosts = new Map<number, Map<string, Span>>()
    for (const { host, ...span } of await this.#storage.spans()) spansIn(hosts, host).set(keyOf(span), span)
    this.#hosts = hosts
  }

  /** Of a host, once {@link Blocks.load} was called. */
  spans(host: number): readonly Span[] {
    return [...(this.#hosts?.get(host)?.values() ?? [])]
  }

  forget(host: number): void {
    this.#hosts?.delete(host)
  }

  #count(block: Omit<NewBlock, 'bytes'>, sign: 1 | -1): void {
    const series = this.#registry.byId(block.series)
    if (!this.#hosts || !series) return
    const spans = spansIn(this.#hosts, series.host)
    const { tier, first, last } = block
    const times = series.group === REPORT_TIMES
    const key = keyOf({ tier, times, span: spanOf(tier, first) })
    let span = spans.get(key)
    if (!span) {
      span = { tier, times, span: spanOf(tier, first), blocks: 0, bytes: 0, values: 0, first, last }
      spans.set(key, span)
    }
    span.blocks += sign
    span.bytes += sign * block.size
    span.values += sign * block.values
    if (sign > 0) span.first = Math.min(span.first, first)
    if (sign > 0) span.last = Math.max(span.last, last)
    if (span.blocks === 0) spans.delete(key)
  }
}

function spansIn(hosts: Map<number, Map<string, Span>>, host: number): Map<string, Span> {
  let spans = hosts.get(host)
  if (!spans) {
    spans = new Map()
    hosts.set(host, spans)
  }
  return spans
}

function keyOf({ tier, times, span }: { readonly tier: Tier; readonly times: boolean; readonly span: number }): string {
  return `${tier}${times ? 't' : ''}:${span}`
}
