import type { Labels, Sample } from '../snapshot.ts'
import type { WrittenSeries } from './write-request.ts'

/** A sample with the key of its series among those of its host. */
export interface KeyedSample extends Sample {
  readonly key: string
}

/** Samples by instant. */
export type Instants = ReadonlyMap<number, readonly KeyedSample[]>

interface Series {
  readonly key: string
  readonly name: string
  readonly labels: Labels
}

const FUTURE_MS = 60_000
const PAST_MS = 366 * 24 * 3_600_000
/** Hosts have mostly the same series: their names and labels are kept once. */
const KNOWN_SERIES = 50_000

export class SampleSorter {
  readonly #known = new Map<string, Series>()

  /** Of the series of one host. Samples of the future, and of more than a year ago, are left aside. */
  byInstant(series: readonly WrittenSeries[], now: number): Instants {
    const instants = new Map<number, KeyedSample[]>()
    for (const each of series) {
      const known = this.#seriesOf(each)
      for (const { at, value } of each.samples) {
        if (at > now + FUTURE_MS || at < now - PAST_MS || at <= 0) continue
        const same = instants.get(at)
        const sample = { key: known.key, name: known.name, labels: known.labels, value }
        if (same) same.push(sample)
        else instants.set(at, [sample])
      }
    }
    return instants
  }

  #seriesOf({ name, labels }: WrittenSeries): Series {
    const key = `${name}\u0000${Object.entries(labels).flat().join('\u0000')}`
    let known = this.#known.get(key)
    if (!known) {
      if (this.#known.size >= KNOWN_SERIES) this.#known.clear()
      known = { key, name, labels }
      this.#known.set(key, known)
    }
    return known
  }
}
