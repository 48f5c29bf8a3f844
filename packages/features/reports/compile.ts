import type { BusyProgram, HostInfo } from '@hyperion/domain/hosts'
import type { Alert } from '@hyperion/ports/alerts'
import type { MetricStore, TimeRange } from '@hyperion/ports/metric-store'
import type { PerformanceReport } from '@hyperion/ports/reports'
import type { ReportDocument, Section } from './document.ts'
import { Formats } from './format.ts'
import { History } from './history.ts'
import { alertsSection } from './sections/alerts.ts'
import { containersSection } from './sections/containers.ts'
import { cpuSection } from './sections/cpu.ts'
import { filesystemsSection } from './sections/filesystems.ts'
import { memorySection } from './sections/memory.ts'
import { processesSection } from './sections/processes.ts'
import type { MakeSection, SectionTools } from './sections/section.ts'
import { summarySection } from './sections/summary.ts'
import { disksSection, networkSection } from './sections/transfers.ts'
import { WORDS, type Words } from './wording.ts'

/** Where a report's facts come from. */
export interface ReportSources {
  readonly metrics: Pick<MetricStore, 'read' | 'statistics' | 'series'>
  /** Of the host and firing at some time of the range, newest first. */
  readonly alerts: (host: number, range: TimeRange) => Promise<readonly Alert[]>
  /** Null for a host that does not tell. */
  readonly info: (host: number) => Promise<HostInfo | null>
  /** What used most over the range, the most first; none for a host that does not tell. */
  readonly processes: (host: number, range: TimeRange) => Promise<readonly BusyProgram[]>
}

type Wanted = Pick<PerformanceReport, 'host' | 'hostName' | 'language' | 'hours' | 'until' | 'zone' | 'createdAt' | 'includeContainers'>

const METRIC_SECTIONS: readonly MakeSection[] = [cpuSection, memorySection, filesystemsSection, disksSection, networkSection]

/** Reads everything and puts it into words; `progress` is told the share that is done. */
export async function compile(wanted: Wanted, sources: ReportSources, progress: (done: number) => Promise<void>): Promise<ReportDocument> {
  const { host, hostName, language, hours, until, createdAt } = wanted
  const zone = wanted.zone ?? ownZone()
  const history = await History.open(sources.metrics, host, hours, until)
  const tools: SectionTools = { history, words: WORDS[language], formats: new Formats(language, zone) }
  const alerts = await sources.alerts(host, history.range)
  const sections: (Section | null)[] = [await summarySection(alerts, tools)]
  for (const [i, make] of METRIC_SECTIONS.entries()) {
    sections.push(await make(tools))
    await progress((i + 1) / METRIC_SECTIONS.length)
  }
  if (wanted.includeContainers) sections.push(await containersSection(tools))
  sections.push(alertsSection(alerts, tools), processesSection(await sources.processes(host, history.range), tools))
  return {
    language,
    zone,
    title: tools.words.title(hostName),
    subtitle: `${tools.formats.time(history.range.from)} – ${tools.formats.time(history.range.to)} (${zone})`,
    facts: facts(hostName, await sources.info(host), tools),
    sections: sections.filter((section) => section !== null),
    footer: tools.words.made(tools.formats.time(createdAt)),
  }
}

function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

function facts(hostName: string, info: HostInfo | null, { words, formats }: { words: Words; formats: Formats }): [string, string][] {
  if (!info) return [[words.host, hostName]]
  const { os, cpu, memoryBytes, bootedAt } = info
  return [
    [words.host, info.hostname],
    [words.system, `${os.name} ${os.version}, ${os.architecture}`],
    [words.kernel, os.kernel],
    [words.processor, words.cores(cpu.model ?? '–', cpu.cores)],
    [words.memory, formats.bytes(memoryBytes)],
    [words.booted, formats.time(bootedAt)],
  ]
}
