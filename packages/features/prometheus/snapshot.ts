/** The labels of a series, its name apart. */
export type Labels = Readonly<Record<string, string>>

export interface Sample {
  readonly name: string
  readonly labels: Labels
  readonly value: number
}

/** What one target showed at one instant. A value that is no finite number, such as the mark of a series that ended, is none. */
export class Snapshot {
  /** Epoch ms. */
  readonly at: number
  readonly #samples = new Map<string, Sample[]>()
  readonly #keyed = new Map<string, ReadonlyMap<string, number>>()

  constructor(at: number, samples: Iterable<Sample>) {
    this.at = at
    for (const sample of samples) {
      if (!Number.isFinite(sample.value)) continue
      const same = this.#samples.get(sample.name)
      if (same) same.push(sample)
      else this.#samples.set(sample.name, [sample])
    }
  }

  samples(name: string): readonly Sample[] {
    return this.#samples.get(name) ?? []
  }

  /** Of a metric without labels of its own. */
  value(name: string): number | null {
    return this.samples(name)[0]?.value ?? null
  }

  /** Values by labels, see {@link keyOf}. */
  by(name: string, ...labels: readonly string[]): ReadonlyMap<string, number> {
    const cached = `${name} ${labels.join(' ')}`
    let values = this.#keyed.get(cached)
    if (!values) {
      values = new Map(this.samples(name).map((sample) => [keyOf(...labels.map((label) => sample.labels[label])), sample.value]))
      this.#keyed.set(cached, values)
    }
    return values
  }

  /** Of the one sample with this label. */
  valueOf(name: string, label: string, is: string): number | null {
    return this.by(name, label).get(is) ?? null
  }

  labelsOf(name: string): Labels | undefined {
    return this.samples(name)[0]?.labels
  }
}

/** Of a sample, by the values of some of its labels. */
export function keyOf(...values: readonly (string | undefined)[]): string {
  return values.map((value) => value ?? '').join('\u0000')
}
