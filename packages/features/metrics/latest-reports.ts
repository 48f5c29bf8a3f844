import type { Report } from '@hyperion/domain/metrics'

/** The newest report of every host, for who asks how they are by now. */
export class LatestReports {
  readonly #reports = new Map<number, Report>()

  note(host: number, report: Report): void {
    if (report.at > (this.#reports.get(host)?.at ?? 0)) this.#reports.set(host, report)
  }

  get(host: number): Report | undefined {
    return this.#reports.get(host)
  }

  /** Forgets all hosts but these. */
  keepOnly(hosts: ReadonlySet<number>): void {
    for (const host of this.#reports.keys()) if (!hosts.has(host)) this.#reports.delete(host)
  }
}
