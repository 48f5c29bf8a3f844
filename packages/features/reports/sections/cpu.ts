import type { ChartBlock } from '../document.ts'
import { type MakeSection, type SectionTools, statisticsTable } from './section.ts'

const SHARES = ['user', 'system', 'iowait', 'steal', 'irq', 'softirq'] as const
const LOADS = ['one', 'five', 'fifteen'] as const

export const cpuSection: MakeSection = async (tools) => {
  const { history, words, formats } = tools
  if (history.instances('cpu').length === 0) return null
  const names = ['usage', ...SHARES] as const
  const labels = { ...words, system: words.systemTime }
  const [shares, statistics] = await Promise.all([history.points('cpu', '', SHARES), history.statistics('cpu', '', names)])
  const format = (value: number) => formats.percent(value)
  return {
    title: words.cpu,
    blocks: [
      {
        kind: 'chart',
        title: words.cpuShare,
        unit: 'percent',
        stacked: true,
        ...history.range,
        series: shares.map((points, i) => ({ label: labels[SHARES[i] ?? 'user'], points })),
      },
      statisticsTable(
        names.map((name, i) => ({ label: labels[name], statistics: statistics[i], format })),
        tools,
      ),
      ...(await loadChart(tools)),
    ],
  }
}

async function loadChart({ history, words }: SectionTools): Promise<readonly ChartBlock[]> {
  if (history.instances('load').length === 0) return []
  const loads = await history.points('load', '', LOADS)
  const series = loads.map((points, i) => ({ label: words[LOADS[i] ?? 'one'], points }))
  return [{ kind: 'chart', title: words.load, unit: 'number', stacked: false, ...history.range, series }]
}
