import type { Statistics } from '@hyperion/ports/metric-store'
import type { Block } from '../document.ts'
import type { MakeSection, SectionTools } from './section.ts'

interface Used {
  readonly name: string
  readonly cpu: Statistics | null
  readonly memory: Statistics | null
  /** Of its limit, or else of the host's memory. */
  readonly share: Statistics | null
}

/** More lines than that cannot be told apart. */
const DRAWN = 6
const ROWS = 25
/** A machine that starts thousands under names of their own would keep the report waiting. */
const MOST = 500

/** The containers that used most CPU and memory, those that are gone since included. */
export const containersSection: MakeSection = async (tools) => {
  const { history, words } = tools
  const names = history.instances('container')
  const used: Used[] = []
  for (const name of names.slice(0, MOST)) {
    const [cpu = null, memory = null, share = null] = await history.statistics('container', name, ['cpu', 'memory_used', 'memory_usage'])
    if (cpu || memory) used.push({ name, cpu, memory, share })
  }
  if (used.length === 0) return null
  const byCpu = used.toSorted((a, b) => mean(b.cpu) - mean(a.cpu))
  const byMemory = used.toSorted((a, b) => mean(b.memory) - mean(a.memory))
  const left = names.length - MOST
  return {
    title: words.containers,
    blocks: [
      await chart(byCpu, 'cpu', words.containersCpu, 'percent', tools),
      await chart(byMemory, 'memory_used', words.containersMemory, 'bytes', tools),
      table([...new Set([...byCpu.slice(0, ROWS), ...byMemory.slice(0, ROWS)])], tools),
      ...(left > 0 ? [{ kind: 'note', text: words.containersLeft(left), tone: 'plain' } as const] : []),
    ],
  }
}

function mean(statistics: Statistics | null): number {
  return statistics?.avg ?? 0
}

async function chart(
  used: readonly Used[],
  metric: 'cpu' | 'memory_used',
  title: string,
  unit: 'percent' | 'bytes',
  { history }: SectionTools,
): Promise<Block> {
  const series = used.slice(0, DRAWN).map(async ({ name }) => {
    const [points = []] = await history.points('container', name, [metric])
    return { label: name, points }
  })
  return { kind: 'chart', title, unit, stacked: false, ...history.range, series: await Promise.all(series) }
}

function table(used: readonly Used[], { words, formats }: SectionTools): Block {
  const cell = (value: number | undefined, format: (value: number) => string): string => (value === undefined ? '–' : format(value))
  const percent = (value: number): string => formats.percent(value)
  const bytes = (value: number): string => formats.bytes(value)
  const [mean, peak] = [words.mean.toLowerCase(), words.peak.toLowerCase()]
  return {
    kind: 'table',
    columns: [
      words.container,
      `${words.cpuOfCore}, ${mean}`,
      'p95',
      `${words.memory}, ${mean}`,
      `${words.memory}, ${peak}`,
      words.containersShare,
    ],
    rows: used.map(({ name, cpu, memory, share }) => [
      name,
      cell(cpu?.avg, percent),
      cell(cpu?.p95, percent),
      cell(memory?.avg, bytes),
      cell(memory?.max, bytes),
      cell(share?.max, percent),
    ]),
  }
}
