import { GROUPS, type GroupId, groupByNumber } from '@hyperion/domain/metrics'
import { columnCount, Head } from './head.ts'
import type { SeriesRow } from './storage.ts'

/** The series of report times, which every report has a row of, bears this group number. */
export const REPORT_TIMES = 0

/** One series in memory: its stored row and its open block. */
export interface OpenSeries {
  readonly id: number
  readonly host: number
  readonly group: number
  readonly instance: string
  /** Journal entries up to this one are in blocks. */
  sealed: number
  readonly head: Head
}

export interface OpenHost {
  readonly times: OpenSeries
  /** The latest report time in sealed blocks. */
  lastSealed: number
  readonly series: Map<string, OpenSeries>
}

/** Every series of every host, by name and with its open block. */
export class Registry {
  readonly #hosts = new Map<number, OpenHost>()
  readonly #byId = new Map<number, OpenSeries>()
  #nextId = 1

  /** `taken` are ids of series that belong to no host any more. */
  load(rows: readonly SeriesRow[], taken: readonly number[] = []): void {
    for (const id of taken) this.#nextId = Math.max(this.#nextId, id + 1)
    for (const row of rows) {
      this.#nextId = Math.max(this.#nextId, row.id + 1)
      if (row.group === REPORT_TIMES) this.#addHost(row.host, { ...row, head: new Head(0) })
    }
    for (const row of rows) {
      if (row.group === REPORT_TIMES) continue
      const head = new Head(columnCount(groupByNumber(row.group) ?? null))
      const series = { ...row, head }
      this.#byId.set(row.id, series)
      this.host(row.host).series.set(keyOf(row.group, row.instance), series)
    }
  }

  /** The host, made known if it was not. */
  host(id: number): OpenHost {
    return this.#hosts.get(id) ?? this.#addHost(id, this.#make(id, REPORT_TIMES, '', new Head(0)))
  }

  findHost(id: number): OpenHost | undefined {
    return this.#hosts.get(id)
  }

  byId(series: number): OpenSeries | undefined {
    return this.#byId.get(series)
  }

  find(host: number, group: GroupId, instance: string): OpenSeries | undefined {
    return this.#hosts.get(host)?.series.get(keyOf(GROUPS[group].number, instance))
  }

  /** The series, made known if it was not. */
  series(host: OpenHost, group: GroupId, instance: string): OpenSeries {
    const number = GROUPS[group].number
    const key = keyOf(number, instance)
    let series = host.series.get(key)
    if (!series) {
      series = this.#make(host.times.host, number, instance, new Head(columnCount(group)))
      host.series.set(key, series)
    }
    return series
  }

  /** Answers the series that the host had. */
  forget(id: number): readonly OpenSeries[] {
    const host = this.#hosts.get(id)
    if (!host) return []
    const series = [host.times, ...host.series.values()]
    for (const each of series) this.#byId.delete(each.id)
    this.#hosts.delete(id)
    return series
  }

  hosts(): IterableIterator<OpenHost> {
    return this.#hosts.values()
  }

  *all(): IterableIterator<OpenSeries> {
    for (const host of this.#hosts.values()) {
      yield host.times
      yield* host.series.values()
    }
  }

  #addHost(id: number, times: OpenSeries): OpenHost {
    const host: OpenHost = { times, lastSealed: Number.NEGATIVE_INFINITY, series: new Map() }
    this.#hosts.set(id, host)
    this.#byId.set(times.id, times)
    return host
  }

  #make(host: number, group: number, instance: string, head: Head): OpenSeries {
    const series = { id: this.#nextId++, host, group, instance, sealed: -1, head }
    this.#byId.set(series.id, series)
    return series
  }
}

function keyOf(group: number, instance: string): string {
  return `${group}:${instance}`
}
