import { type MakeSection, statisticsTable } from './section.ts'

const PARTS = ['used', 'cached', 'buffers'] as const

export const memorySection: MakeSection = async (tools) => {
  const { history, words, formats } = tools
  if (history.instances('memory').length === 0) return null
  const names = ['usage', ...PARTS, 'swap_used'] as const
  const [parts, statistics] = await Promise.all([history.points('memory', '', PARTS), history.statistics('memory', '', names)])
  const labels = { usage: words.share, used: words.used, cached: words.cached, buffers: words.buffers, swap_used: words.swapUsed }
  return {
    title: words.memory,
    blocks: [
      {
        kind: 'chart',
        title: words.memoryUse,
        unit: 'bytes',
        stacked: true,
        ...history.range,
        series: parts.map((points, i) => ({ label: labels[PARTS[i] ?? 'used'], points })),
      },
      statisticsTable(
        names.map((name, i) => ({
          label: labels[name],
          statistics: statistics[i],
          format: (value) => (name === 'usage' ? formats.percent(value) : formats.bytes(value)),
        })),
        tools,
      ),
    ],
  }
}
