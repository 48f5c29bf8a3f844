import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DomainError } from '@hyperion/domain/errors'
import { type Clock, every } from '@hyperion/ports/clock'
import type { HostStore } from '@hyperion/ports/hosts'
import type { ClaimedReport, NewReport, PerformanceReport, ReportStore } from '@hyperion/ports/reports'
import { compile, type ReportSources } from './compile.ts'
import { keyFigures } from './document.ts'
import { render } from './render/index.ts'

export interface ReportsDeps {
  readonly store: ReportStore
  readonly hosts: Pick<HostStore, 'byId'>
  readonly sources: ReportSources
  readonly clock: Clock
  readonly log: (message: string) => void
  /** Where finished files are kept. */
  readonly folder: string
}

export type ReportRequest = Pick<NewReport, 'host' | 'format' | 'language' | 'hours' | 'zone' | 'includeContainers' | 'requestedBy'>

const LEASE_MS = 20_000
/** How often whoever makes a report says that it is still there. */
const BEAT_MS = 5_000
/** How often what another process left behind is looked for. */
const POLL_MS = 10_000
/** How often files that belong to no report any more are looked for. */
const SWEEP_MS = 3_600_000
const MOST_ATTEMPTS = 3
const KEPT_MS = 90 * 86_400_000
/** Of the work: the rest is drawing and writing. */
const COMPILING = 0.7

/** The report being made. */
interface Job {
  readonly claim: ClaimedReport
  readonly abort: AbortController
  progress: number
}

/** Makes reports one after another, each to its end whatever happens to the process meanwhile. */
export class Reports {
  readonly #deps: ReportsDeps
  readonly #listeners = new Set<() => void>()
  #working: Promise<void> | null = null
  #job: Job | null = null
  #again = false
  #running = false
  #sweepAt = 0
  #stopTimers: readonly (() => void)[] = []

  constructor(deps: ReportsDeps) {
    this.#deps = deps
  }

  start(): void {
    const { clock } = this.#deps
    this.#running = true
    this.#stopTimers = [every(clock, POLL_MS, () => this.wake()), every(clock, BEAT_MS, () => void this.#beat())]
    this.wake()
  }

  /** Leaves the report under way to the next start. */
  async stop(): Promise<void> {
    this.#running = false
    for (const stop of this.#stopTimers) stop()
    this.#job?.abort.abort()
    await this.#working
  }

  /** Tells of every report that is completed or failed here. */
  onEnd(listener: () => void): void {
    this.#listeners.add(listener)
  }

  /** Rejects with `DomainError('not_found')` for an unknown host. */
  async request(wanted: ReportRequest): Promise<PerformanceReport> {
    const { store, hosts, clock } = this.#deps
    const host = await hosts.byId(wanted.host)
    if (!host) throw new DomainError('not_found', 'no such host')
    const createdAt = clock.now()
    const report = await store.create({ ...wanted, name: reportName(host.name, createdAt), until: createdAt, createdAt })
    this.wake()
    return report
  }

  list(limit: number): Promise<readonly PerformanceReport[]> {
    return this.#deps.store.list(limit)
  }

  async byId(id: number): Promise<PerformanceReport> {
    const report = await this.#deps.store.byId(id)
    if (!report) throw noReport()
    return report
  }

  /** Where a finished report's file is. Rejects with `DomainError('not_found')` when no report has one of this name. */
  async pathOf(file: string): Promise<string> {
    const report = await this.#deps.store.byId(idIn(file) ?? 0)
    if (report?.file !== file) throw noReport()
    return path.join(this.#deps.folder, file)
  }

  /** What is in the file of a finished report. */
  async bytesOf({ file }: Pick<PerformanceReport, 'file'>): Promise<Uint8Array> {
    if (file === null) throw noReport()
    return readFile(path.join(this.#deps.folder, file))
  }

  /** With its file; one that is being made is given up. */
  async delete(id: number): Promise<void> {
    const { file } = await this.#deps.store.delete(id)
    if (this.#job?.claim.id === id) this.#job.abort.abort()
    if (file) await rm(path.join(this.#deps.folder, file), { force: true })
  }

  /** Looks for something to do. */
  wake(): void {
    if (!this.#running) return
    if (this.#working) {
      this.#again = true
      return
    }
    this.#working = this.#work().finally(() => {
      this.#working = null
      if (this.#again) this.wake()
    })
    this.#again = false
  }

  async #work(): Promise<void> {
    const { store, clock, log } = this.#deps
    try {
      for (;;) {
        const claim = this.#running ? await store.claim(clock.now(), LEASE_MS) : undefined
        if (!claim) break
        await this.#make(claim)
      }
      await this.#tidy()
    } catch (error) {
      log(`reports: ${messageOf(error)}`)
    }
  }

  async #make(claim: ClaimedReport): Promise<void> {
    const { store, clock, log } = this.#deps
    const job: Job = { claim, abort: new AbortController(), progress: 0 }
    const { signal } = job.abort
    this.#job = job
    try {
      if (claim.attempts > MOST_ATTEMPTS) throw new Error(`given up after ${MOST_ATTEMPTS} attempts`)
      await this.#write(job)
    } catch (error) {
      // Deleted, or taken over by another process: nobody waits for it. When the hub is being stopped the next one goes on.
      if (signal.aborted && !this.#running) await store.advance(claim, 0, clock.now())
      if (signal.aborted) return
      log(`reports: report ${claim.id} could not be made: ${messageOf(error)}`)
      await store.fail(claim, { at: clock.now(), error: messageOf(error) })
    } finally {
      this.#job = null
      for (const listener of this.#listeners) listener()
    }
  }

  async #write(job: Job): Promise<void> {
    const { store, sources, clock, folder } = this.#deps
    const { claim, abort } = job
    const advance = async (progress: number): Promise<void> => {
      job.progress = progress
      await this.#beat()
      abort.signal.throwIfAborted()
    }
    const document = await compile(claim, sources, (done) => advance(done * COMPILING))
    abort.signal.throwIfAborted()
    const bytes = await render(document, claim.format, abort.signal)
    await advance(0.95)
    const file = fileOf(claim)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const whole = path.join(folder, file)
    await writeFile(`${whole}.part`, bytes, { mode: 0o600, flush: true })
    await rename(`${whole}.part`, whole)
    const end = { at: clock.now(), file, sizeBytes: bytes.byteLength, figures: keyFigures(document) }
    const completed = await store.complete(claim, end)
    if (!completed && !(await store.byId(claim.id))) await rm(whole, { force: true })
  }

  /** Says that the report under way still is, and gives it up when it is nobody's or somebody else's. */
  async #beat(): Promise<void> {
    const job = this.#job
    if (!job) return
    const { store, clock, log } = this.#deps
    try {
      if (!(await store.advance(job.claim, job.progress, clock.now() + LEASE_MS))) job.abort.abort()
    } catch (error) {
      log(`reports: ${messageOf(error)}`)
    }
  }

  async #tidy(): Promise<void> {
    const { store, clock, folder } = this.#deps
    const remove = (file: string) => rm(path.join(folder, file), { force: true })
    for (const file of await store.deleteBefore(clock.now() - KEPT_MS)) await remove(file)
    if (clock.now() < this.#sweepAt) return
    this.#sweepAt = clock.now() + SWEEP_MS
    // Of hosts that were deleted, or left by a process that was killed.
    const files = await readdir(folder).catch(() => [])
    const known = await store.existing(files.flatMap((file) => idIn(file) ?? []))
    for (const file of files) {
      const id = idIn(file)
      if (id !== undefined && !known.has(id)) await remove(file)
    }
  }
}

/** As the PerfAnalysis document names them. */
export function reportName(hostName: string, at: number): string {
  return `Performance Report - ${hostName} - ${new Date(at).toISOString().slice(0, 10)}`
}

function fileOf({ id, createdAt, format }: ClaimedReport): string {
  return `report_${id}_${new Date(createdAt).toISOString().slice(0, 10).replaceAll('-', '')}.${format}`
}

/** The report that a file belongs to. */
function idIn(file: string): number | undefined {
  const id = /^report_(\d{1,10})_\d{8}\.(html|pdf)(\.part)?$/.exec(file)?.[1]
  return id === undefined ? undefined : Number(id)
}

function noReport(): DomainError {
  return new DomainError('not_found', 'no such report')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
