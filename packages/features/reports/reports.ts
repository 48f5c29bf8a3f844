import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DomainError } from '@hyperion/domain/errors'
import { type Clock, every } from '@hyperion/ports/clock'
import type { HostStore } from '@hyperion/ports/hosts'
import type { ClaimedReport, NewReport, PerformanceReport, ReportStore } from '@hyperion/ports/reports'
import { compile, type ReportSources } from './compile.ts'
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

export type ReportRequest = Pick<NewReport, 'host' | 'format' | 'language' | 'hours' | 'includeContainers' | 'requestedBy'>

const LEASE_MS = 60_000
/** How often what another process left behind is looked for. */
const POLL_MS = 30_000
const MOST_ATTEMPTS = 3
const KEPT_MS = 90 * 86_400_000
/** Of the work: the rest is drawing and writing. */
const COMPILING = 0.7

/** Makes reports one after another, each to its end whatever happens to the process meanwhile. */
export class Reports {
  readonly #deps: ReportsDeps
  #working: Promise<void> | null = null
  #again = false
  #running = false
  #stopPolling: () => void = () => {}

  constructor(deps: ReportsDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#running = true
    this.#stopPolling = every(this.#deps.clock, POLL_MS, () => this.#wake())
    this.#wake()
  }

  /** Leaves the report under way to the next start. */
  async stop(): Promise<void> {
    this.#running = false
    this.#stopPolling()
    await this.#working
  }

  /** Rejects with `DomainError('not_found')` for an unknown host. */
  async request(wanted: ReportRequest): Promise<PerformanceReport> {
    const { store, hosts, clock } = this.#deps
    const host = await hosts.byId(wanted.host)
    if (!host) throw new DomainError('not_found', 'no such host')
    const createdAt = clock.now()
    const name = `Performance Report - ${host.name} - ${new Date(createdAt).toISOString().slice(0, 10)}`
    const report = await store.create({ ...wanted, name, createdAt })
    this.#wake()
    return report
  }

  list(limit: number): Promise<readonly PerformanceReport[]> {
    return this.#deps.store.list(limit)
  }

  async byId(id: number): Promise<PerformanceReport> {
    const report = await this.#deps.store.byId(id)
    if (!report) throw new DomainError('not_found', 'no such report')
    return report
  }

  /** With its file. */
  async delete(id: number): Promise<void> {
    const { file } = await this.#deps.store.delete(id)
    if (file) await rm(path.join(this.#deps.folder, file), { force: true })
  }

  #wake(): void {
    if (!this.#running) return
    if (this.#working) {
      this.#again = true
      return
    }
    this.#working = this.#work().finally(() => {
      this.#working = null
      if (this.#again) this.#wake()
    })
    this.#again = false
  }

  async #work(): Promise<void> {
    const { store, clock, folder, log } = this.#deps
    try {
      for (;;) {
        const claim = this.#running ? await store.claim(clock.now(), LEASE_MS) : undefined
        if (!claim) break
        await this.#make(claim)
      }
      for (const file of await store.deleteBefore(clock.now() - KEPT_MS)) await rm(path.join(folder, file), { force: true })
    } catch (error) {
      log(`reports: ${messageOf(error)}`)
    }
  }

  async #make(claim: ClaimedReport): Promise<void> {
    const { store, clock, log } = this.#deps
    if (claim.attempts > MOST_ATTEMPTS) return store.fail(claim, { at: clock.now(), error: `given up after ${MOST_ATTEMPTS} attempts` })
    try {
      const written = await this.#write(claim)
      if (written) await store.complete(claim, { at: clock.now(), ...written })
      else await store.advance(claim, 0, clock.now())
    } catch (error) {
      log(`reports: report ${claim.id} could not be made: ${messageOf(error)}`)
      await store.fail(claim, { at: clock.now(), error: messageOf(error) })
    }
  }

  /** Null when the hub is being stopped. */
  async #write(claim: ClaimedReport): Promise<{ file: string; sizeBytes: number } | null> {
    const { store, sources, clock, folder } = this.#deps
    const advance = (progress: number) => store.advance(claim, progress, clock.now() + LEASE_MS)
    const document = await compile(claim, sources, (done) => advance(done * COMPILING))
    if (!this.#running) return null
    const bytes = await render(document, claim.format)
    await advance(0.95)
    const file = `report_${claim.id}_${new Date(claim.createdAt).toISOString().slice(0, 10).replaceAll('-', '')}.${claim.format}`
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const whole = path.join(folder, file)
    await writeFile(`${whole}.part`, bytes, { mode: 0o600, flush: true })
    await rename(`${whole}.part`, whole)
    return { file, sizeBytes: bytes.byteLength }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
