import { decodeReport, FrameError, type Report } from '@hyperion/domain/metrics'
import type { HostFrame } from '@hyperion/ports/metric-store'
import { openBlock } from './codec/block.ts'
import { DamagedError } from './codec/bytes.ts'
import type { Context } from './context.ts'
import { packFrames, unpackFrames } from './journal.ts'
import type { OpenHost, OpenSeries } from './registry.ts'
import { lowerBound } from './rows.ts'
import { oldestNeeded, sealSeries } from './seal.ts'
import type { Change } from './storage.ts'

export interface Appended {
  readonly appended: number
  readonly duplicates: number
  readonly malformed: number
}

interface Request {
  readonly frames: readonly HostFrame[]
  resolve(answer: Appended): void
  reject(error: unknown): void
}

interface Accepted {
  readonly host: number
  readonly frame: Uint8Array
  readonly report: Report
}

/** An open block is sealed at so many rows, a few more or less by series, lest all be full at once. */
const SEAL_ROWS = 144
const SEAL_SPREAD = 32
/** Frames committed together at most, and journal kept at most before the series that hold its end are sealed. */
const COMMIT_BYTES = 4 * 1024 * 1024
const JOURNAL_BYTES = 48 * 1024 * 1024
const JOURNAL_ENTRIES = 20_000
/** Series sealed in one transaction: keeps reads from waiting long. */
const SEAL_BATCH = 32

/** Appends reports: gathers what waits, commits it to the journal together, then adds it to the open blocks. */
export class Ingest {
  readonly #context: Context
  #waiting: Request[] = []
  #running: Promise<void> | null = null
  /** Frame bytes per journal entry still needed, oldest first. */
  #entries: { readonly sequence: number; readonly bytes: number }[] = []
  #entryBytes = 0

  constructor(context: Context) {
    this.#context = context
  }

  append(frames: readonly HostFrame[]): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ frames, resolve, reject })
      this.#running ??= this.#run()
    })
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running
  }

  /** Rebuilds the open blocks from the journal. */
  async replay(): Promise<void> {
    for await (const { sequence, bytes } of this.#context.storage.journal()) {
      this.#context.nextSequence = Math.max(this.#context.nextSequence, sequence + 1)
      try {
        this.#replayEntry(sequence, bytes)
      } catch (error) {
        if (!(error instanceof DamagedError) && !(error instanceof FrameError)) throw error
        this.#context.damage.report(`journal entry ${sequence}`, error)
      }
    }
  }

  #replayEntry(sequence: number, bytes: Uint8Array): void {
    let size = 0
    for (const { host, frame } of unpackFrames(bytes)) {
      size += frame.length
      if (sequence < (this.#context.forgottenBelow.get(host) ?? 0)) continue
      this.#addToHeads(host, decodeReport(frame), sequence)
    }
    this.#remember(sequence, size)
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Lets requests that have arrived already join this commit.
      await new Promise((resolve) => setImmediate(resolve))
      const batch = this.#takeBatch()
      await this.#context.writing.run(() => this.#commit(batch))
      await this.#sealFull()
    }
    this.#running = null
  }

  #takeBatch(): Request[] {
    let bytes = 0
    let count = 0
    while (count < this.#waiting.length && (bytes < COMMIT_BYTES || count === 0)) {
      for (const { frame } of (this.#waiting[count] as Request).frames) bytes += frame.length
      count++
    }
    return this.#waiting.splice(0, count)
  }

  async #commit(batch: readonly Request[]): Promise<void> {
    try {
      const { accepted, answers } = await this.#select(batch)
      if (accepted.length > 0) await this.#write(accepted)
      batch.forEach((request, i) => {
        request.resolve(answers[i] as Appended)
      })
    } catch (error) {
      for (const request of batch) request.reject(error)
    }
  }

  async #select(batch: readonly Request[]): Promise<{ accepted: Accepted[]; answers: Appended[] }> {
    const accepted: Accepted[] = []
    const answers: Appended[] = []
    const seen = new Map<number, Set<number>>()
    for (const { frames } of batch) {
      const answer = { appended: 0, duplicates: 0, malformed: 0 }
      for (const { host, frame } of frames) {
        const report = tryDecode(frame)
        if (!report || !Number.isSafeInteger(host) || host < 0) answer.malformed++
        else if (instantsIn(seen, host).has(report.at) || (await this.#isKnown(host, report.at))) answer.duplicates++
        else {
          instantsIn(seen, host).add(report.at)
          accepted.push({ host, frame, report })
          answer.appended++
        }
      }
      answers.push(answer)
    }
    return { accepted, answers }
  }

  #isKnown(id: number, at: number): boolean | Promise<boolean> {
    const host = this.#context.registry.findHost(id)
    if (!host) return false
    return host.times.head.has(at) || (at <= host.lastSealed && this.#isSealed(host, at))
  }

  async #isSealed(host: OpenHost, at: number): Promise<boolean> {
    const blocks = await this.#context.storage.blocks(host.times.id, { from: at, to: at + 1 })
    return blocks.some(({ id, bytes }) => {
      try {
        const { times } = openBlock(bytes)
        return times[lowerBound(times, at)] === at
      } catch (error) {
        if (!(error instanceof DamagedError)) throw error
        this.#context.damage.report(`block ${id}`, error)
        return false
      }
    })
  }

  async #write(accepted: readonly Accepted[]): Promise<void> {
    const context = this.#context
    const sequence = context.nextSequence++
    const doubtful = context.doubtful
    const changes: Change[] = doubtful.map((each) => ({ kind: 'strike', sequence: each }))
    changes.push({ kind: 'journal', entry: { sequence, bytes: packFrames(accepted) } })
    try {
      await context.storage.write(changes)
    } catch (error) {
      context.doubtful = [...doubtful, sequence]
      throw error
    }
    context.doubtful = []
    let size = 0
    for (const { host, frame, report } of accepted) {
      size += frame.length
      this.#addToHeads(host, report, sequence)
    }
    this.#remember(sequence, size)
  }

  #addToHeads(id: number, report: Report, sequence: number): void {
    const { registry } = this.#context
    const host = registry.host(id)
    addRow(host.times, report.at, [], sequence)
    for (const { group, instance, values } of report.readings) {
      addRow(registry.series(host, group, instance), report.at, values, sequence)
    }
  }

  #remember(sequence: number, bytes: number): void {
    this.#entries.push({ sequence, bytes })
    this.#entryBytes += bytes
  }

  async #sealFull(): Promise<void> {
    const { registry, writing } = this.#context
    const needed = this.#overfull() ? this.#middleEntry() : 0
    const full = [...registry.all()].filter(
      ({ id, head }) => head.length >= SEAL_ROWS + ((id * 7) % SEAL_SPREAD) || (head.length > 0 && head.firstSequence < needed),
    )
    if (full.length === 0) return
    try {
      for (let i = 0; i < full.length; i += SEAL_BATCH) {
        // Reports come first, unless ever more blocks would stay open.
        if (this.#waiting.length > 0 && i > full.length / 4) break
        await writing.run(() => sealSeries(this.#context, full.slice(i, i + SEAL_BATCH)))
      }
      this.#forgetTrimmed()
    } catch (error) {
      this.#context.log(`metric storage: sealing failed and is tried again later (${error instanceof Error ? error.message : error})`)
    }
  }

  #overfull(): boolean {
    return this.#entryBytes > JOURNAL_BYTES || this.#entries.length > JOURNAL_ENTRIES
  }

  /** Sealing all that is older frees half of the journal. */
  #middleEntry(): number {
    return this.#entries[this.#entries.length >> 1]?.sequence ?? 0
  }

  #forgetTrimmed(): void {
    const needed = oldestNeeded(this.#context, new Set())
    const kept = this.#entries.findIndex(({ sequence }) => sequence >= needed)
    for (const { bytes } of this.#entries.splice(0, kept < 0 ? this.#entries.length : kept)) this.#entryBytes -= bytes
  }
}

function instantsIn(seen: Map<number, Set<number>>, host: number): Set<number> {
  let instants = seen.get(host)
  if (!instants) {
    instants = new Set()
    seen.set(host, instants)
  }
  return instants
}

function addRow(series: OpenSeries, at: number, values: readonly (number | null)[], sequence: number): void {
  if (sequence > series.sealed && !series.head.has(at)) series.head.add(at, values, sequence)
}

function tryDecode(frame: Uint8Array): Report | null {
  try {
    return decodeReport(frame)
  } catch (error) {
    if (error instanceof FrameError) return null
    throw error
  }
}
