import type { FleetAnswer, FleetRow, LiveFleet } from '@hyperion/wire/fleet'

/** All hosts as they were at one moment; another object after every change. */
export interface FleetSnapshot {
  /** By id; a row that did not change stays the same object. */
  readonly rows: readonly FleetRow[]
  /** Null until the hub has told. */
  readonly version: number | null
  /** How far the hub's clock is ahead of this device's. */
  readonly skew: number
}

type Update = LiveFleet['data']

const EMPTY: FleetSnapshot = { rows: [], version: null, skew: 0 }

/** The hosts as the hub told them: a whole answer first, then changes. Changes that overtake an answer wait for it. */
export class FleetStore {
  #rows = new Map<number, FleetRow>()
  #snapshot = EMPTY
  #waiting: Update[] = []
  #asking = 0
  readonly #listeners = new Set<() => void>()

  snapshot = (): FleetSnapshot => this.#snapshot

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Fetches an answer, all of it or what changed since the one before. */
  async refresh(fetchAnswer: (since: number | null) => Promise<FleetAnswer>): Promise<void> {
    this.#asking++
    try {
      this.#load(await fetchAnswer(this.#snapshot.version))
    } finally {
      this.#asking--
      if (this.#asking === 0) this.#catchUp()
    }
  }

  apply(update: Update): void {
    if (this.#asking > 0 || this.#snapshot.version === null) this.#waiting.push(update)
    else if (this.#merge(update)) this.#changed(update)
  }

  #load(answer: FleetAnswer): void {
    if (answer.complete) this.#rows = new Map()
    for (const row of answer.rows) this.#rows.set(row.id, { down: null, alert: null, ...row })
    for (const id of answer.gone) this.#rows.delete(id)
    this.#changed(answer)
  }

  #catchUp(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const update of waiting) this.apply(update)
  }

  #merge({ version, rows, gone }: Update): boolean {
    if (version <= (this.#snapshot.version ?? Number.POSITIVE_INFINITY)) return false
    for (const change of rows) {
      const known = this.#rows.get(change.id)
      // What is told of a new host at first is all of it.
      if (known || 'name' in change) this.#rows.set(change.id, { ...known, ...change } as FleetRow)
    }
    for (const id of gone) this.#rows.delete(id)
    return true
  }

  #changed({ version, at }: Pick<Update, 'version' | 'at'>): void {
    this.#snapshot = { rows: [...this.#rows.values()].sort((a, b) => a.id - b.id), version, skew: at - Date.now() }
    for (const listener of this.#listeners) listener()
  }
}
