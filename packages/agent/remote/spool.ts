import { closeSync, constants, ftruncateSync, mkdirSync, openSync, readdirSync, readFileSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { packRecord, RECORD_HEADER, readRecords, type Spooled } from './records.ts'

export interface SpoolOptions {
  readonly folder: string
  /** Of all reports that wait; the oldest go first. */
  readonly maxBytes: number
  readonly log: (message: string) => void
}

export interface SpoolState {
  readonly reports: number
  readonly bytes: number
  readonly dropped: number
  readonly refused: number
  readonly trouble: string | null
}

interface Segment {
  readonly path: string
  readonly first: number
  last: number
  bytes: number
}

const SEGMENT_BYTES = 128 * 1024
/** Reports kept in memory too, so that a healthy connection never reads the disk. */
const RECENT_BYTES = 512 * 1024
const STATE_BYTES = 96

/**
 * Reports that the hub has not acknowledged, on disk: numbered, in order, in segment files that go when all of theirs
 * are acknowledged. Written without waiting for the disk: it survives the process, not a loss of power. While the disk
 * refuses, the latest reports are kept in memory.
 */
export class Spool {
  readonly #options: SpoolOptions
  readonly #segments: Segment[] = []
  readonly #stateFile: number
  #recent: Spooled[] = []
  #recentBytes = 0
  #current: number | null = null
  #last = 0
  /** The last report that is on disk. */
  #written = 0
  #acknowledged = 0
  #dropped = 0
  #refused = 0
  #trouble: string | null = null

  constructor(options: SpoolOptions) {
    this.#options = options
    mkdirSync(options.folder, { recursive: true, mode: 0o700 })
    this.#stateFile = openSync(join(options.folder, 'state'), constants.O_RDWR | constants.O_CREAT, 0o600)
    this.#readState()
    this.#readSegments()
  }

  /** The last report that needs no sending any more. */
  get acknowledged(): number {
    return this.#acknowledged
  }

  state(): SpoolState {
    const unwritten = this.#recent.filter(({ seq }) => seq > this.#written)
    const onDisk = this.#segments.map((segment) => this.#waitingIn(segment))
    const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0)
    return {
      reports: sum(onDisk.map(({ reports }) => reports)) + unwritten.length,
      bytes: Math.round(sum(onDisk.map(({ bytes }) => bytes)) + sum(unwritten.map(({ frame }) => frame.length))),
      dropped: this.#dropped,
      refused: this.#refused,
      trouble: this.#trouble,
    }
  }

  /** Keeps one report; never throws. */
  append(frame: Uint8Array): number {
    const record = { seq: ++this.#last, frame }
    this.#recent.push(record)
    this.#recentBytes += frame.length
    this.#writeOut()
    this.#trimRecent()
    this.#dropOldest()
    return record.seq
  }

  /** Reports that follow `after` without a gap among them, about `maxBytes` of them, at least one if there is any. */
  read(after: number, maxBytes: number): readonly Spooled[] {
    const found = (this.#recent[0]?.seq ?? Number.POSITIVE_INFINITY) <= after + 1 ? this.#recent : this.#fromDisk(after)
    const taken: Spooled[] = []
    let bytes = 0
    for (const record of found) {
      if (record.seq <= after) continue
      const previous = taken.at(-1)
      if (previous && (bytes + record.frame.length > maxBytes || record.seq !== previous.seq + 1)) break
      taken.push(record)
      bytes += record.frame.length
    }
    return taken
  }

  /** Forgets every report up to `seq`, of which the hub refused some. */
  acknowledge(seq: number, refused = 0): void {
    if (seq <= this.#acknowledged || seq > this.#last) return
    this.#acknowledged = seq
    this.#refused += refused
    while ((this.#recent[0]?.seq ?? Number.POSITIVE_INFINITY) <= seq) this.#recentBytes -= this.#recent.shift()?.frame.length ?? 0
    const current = this.#segments.at(-1)
    if (current && current.last <= seq && current.bytes >= SEGMENT_BYTES / 4) this.#closeCurrent()
    while (this.#segments[0] && this.#segments[0].last <= seq && !this.#isCurrent(this.#segments[0])) this.#removeOldest()
    this.#writeState()
  }

  close(): void {
    this.#writeState()
    this.#closeCurrent()
    closeSync(this.#stateFile)
  }

  #waitingIn({ first, last, bytes }: Segment): { reports: number; bytes: number } {
    const reports = last - Math.max(first - 1, this.#acknowledged)
    return reports <= 0 ? { reports: 0, bytes: 0 } : { reports, bytes: (bytes * reports) / (last - first + 1) }
  }

  #isCurrent(segment: Segment): boolean {
    return this.#current !== null && segment === this.#segments.at(-1)
  }

  #fromDisk(after: number): readonly Spooled[] {
    for (const segment of this.#segments) {
      if (segment.last <= after) continue
      const records = readRecords(readFileSync(segment.path))
      if (records.some(({ seq }) => seq > after)) return records
    }
    return this.#recent
  }

  #writeOut(): void {
    try {
      for (const record of this.#recent) if (record.seq > this.#written) this.#write(record)
      if (this.#trouble) this.#options.log('the buffer is on disk again')
      this.#trouble = null
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (!this.#trouble) this.#options.log(`the buffer cannot be written: ${reason}; the latest reports are kept in memory`)
      this.#trouble = reason
    }
  }

  #write(record: Spooled): void {
    const segment = this.#openCurrent(record.seq)
    const bytes = packRecord(record)
    const fd = this.#current as number
    try {
      if (writeSync(fd, bytes, 0, bytes.length, segment.bytes) < bytes.length) throw new Error('no space left for a whole report')
    } catch (error) {
      this.#closeCurrent()
      if (segment.bytes === 0) this.#segments.pop()
      truncate(segment)
      throw error
    }
    segment.bytes += bytes.length
    segment.last = record.seq
    this.#written = record.seq
    if (segment.bytes >= SEGMENT_BYTES) this.#closeCurrent()
  }

  #openCurrent(first: number): Segment {
    const last = this.#segments.at(-1)
    if (this.#current !== null && last) return last
    const path = join(this.#options.folder, `${String(first).padStart(16, '0')}.seg`)
    this.#current = openSync(path, 'w', 0o600)
    const segment = { path, first, last: first - 1, bytes: 0 }
    this.#segments.push(segment)
    return segment
  }

  #closeCurrent(): void {
    if (this.#current !== null) closeSync(this.#current)
    this.#current = null
  }

  #trimRecent(): void {
    while (this.#recentBytes > RECENT_BYTES && this.#recent.length > 1) {
      const oldest = this.#recent.shift()
      this.#recentBytes -= oldest?.frame.length ?? 0
      if (oldest && oldest.seq > this.#written) this.#dropped++
    }
  }

  #dropOldest(): void {
    const total = (): number => this.#segments.reduce((sum, { bytes }) => sum + bytes, 0)
    while (this.#segments.length > 1 && total() > this.#options.maxBytes) {
      const [oldest] = this.#segments as [Segment]
      this.#dropped += this.#waitingIn(oldest).reports
      this.#acknowledged = Math.max(this.#acknowledged, oldest.last)
      this.#removeOldest()
      this.#writeState()
    }
  }

  #removeOldest(): void {
    const segment = this.#segments.shift()
    try {
      if (segment) unlinkSync(segment.path)
    } catch (error) {
      this.#options.log(`a part of the buffer cannot be removed: ${error instanceof Error ? error.message : error}`)
    }
  }

  #readState(): void {
    const [, acknowledged, dropped, refused] =
      /^(\d+) (\d+) (\d+) *\n/.exec(readFileSync(join(this.#options.folder, 'state'), 'utf8')) ?? []
    this.#acknowledged = Number(acknowledged ?? 0)
    this.#dropped = Number(dropped ?? 0)
    this.#refused = Number(refused ?? 0)
    this.#last = this.#acknowledged
    this.#written = this.#acknowledged
  }

  #writeState(): void {
    try {
      writeSync(this.#stateFile, `${`${this.#acknowledged} ${this.#dropped} ${this.#refused}`.padEnd(STATE_BYTES - 1)}\n`, 0)
    } catch (error) {
      this.#trouble ??= error instanceof Error ? error.message : String(error)
    }
  }

  #readSegments(): void {
    const names = readdirSync(this.#options.folder).filter((name) => name.endsWith('.seg'))
    for (const name of names.sort()) {
      const path = join(this.#options.folder, name)
      const records = readRecords(readFileSync(path))
      const [first, last] = [records[0], records.at(-1)]
      if (!first || !last || last.seq <= this.#acknowledged) unlinkSync(path)
      else {
        const bytes = records.reduce((sum, { frame }) => sum + RECORD_HEADER + frame.length, 0)
        this.#segments.push({ path, first: first.seq, last: last.seq, bytes })
        this.#last = Math.max(this.#last, last.seq)
        this.#written = this.#last
      }
    }
  }
}

/** What follows half a record would never be found again. */
function truncate({ path, bytes }: Segment): void {
  try {
    const fd = openSync(path, 'r+')
    ftruncateSync(fd, bytes)
    closeSync(fd)
  } catch {
    // The reader stops at half a record by itself.
  }
}
