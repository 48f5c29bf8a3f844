import type { ProcessInfo } from '@hyperion/domain/hosts'
import type { Section } from '../document.ts'
import type { SectionTools } from './section.ts'

const SHOWN = 10

/** The processes that use most CPU, then memory, just now. */
export function processesSection(processes: readonly ProcessInfo[], { words, formats }: SectionTools): Section | null {
  const busiest = processes.toSorted((a, b) => b.cpuPercent - a.cpuPercent || b.memoryBytes - a.memoryBytes).slice(0, SHOWN)
  if (busiest.length === 0) return null
  const rows = busiest.map(({ name, pid, user, cpuPercent, memoryBytes }) => [
    `${name} (${pid})`,
    user,
    formats.percent(cpuPercent),
    formats.bytes(memoryBytes),
  ])
  return {
    title: words.processes,
    blocks: [
      { kind: 'note', text: words.processesAt, tone: 'plain' },
      { kind: 'table', columns: [words.process, words.account, words.cpuOfCore, words.resident], rows, textColumns: [1] },
    ],
  }
}
