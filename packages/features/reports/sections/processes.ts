import type { BusyProgram } from '@hyperion/domain/hosts'
import type { Section } from '../document.ts'
import type { SectionTools } from './section.ts'

const SHOWN = 10

/** What used most processor time over the range, then memory. */
export function processesSection(programs: readonly BusyProgram[], { words, formats }: SectionTools): Section | null {
  const busiest = programs.slice(0, SHOWN)
  if (busiest.length === 0) return null
  const rows = busiest.map(({ name, processes, user, cpuPercent, cpuPeak, memoryBytes, memoryPeak }) => [
    processes > 1 ? `${name} (× ${processes})` : name,
    user,
    formats.percent(cpuPercent),
    formats.percent(cpuPeak),
    formats.bytes(memoryBytes),
    formats.bytes(memoryPeak),
  ])
  const columns = [words.process, words.account, words.cpuOfCore, words.cpuOfCorePeak, words.resident, words.residentPeak]
  return {
    title: words.processes,
    blocks: [
      { kind: 'note', text: words.processesAt, tone: 'plain' },
      { kind: 'table', columns, rows, textColumns: [1] },
    ],
  }
}
