import type { Alert } from '@hyperion/ports/alerts'
import type { Statistics } from '@hyperion/ports/metric-store'
import type { ReportFigure } from '@hyperion/ports/reports'
import type { Section } from '../document.ts'
import type { SectionTools } from './section.ts'

/** The answer to "how was it?" before any chart. */
export async function summarySection(alerts: readonly Alert[], tools: SectionTools): Promise<Section> {
  const { words, history } = tools
  if (history.empty) return { title: words.summary, blocks: [{ kind: 'note', text: words.noHistory, tone: 'plain' }] }
  const [cpu, cpuBefore, memory, memoryBefore] = await Promise.all([
    usage(tools, 'cpu', 'statistics'),
    usage(tools, 'cpu', 'previous'),
    usage(tools, 'memory', 'statistics'),
    usage(tools, 'memory', 'previous'),
  ])
  const figures = [
    share(words.cpuAverage, 'avg', cpu, cpuBefore, tools),
    share(words.cpuHigh, 'p95', cpu, cpuBefore, tools),
    share(words.memoryAverage, 'avg', memory, memoryBefore, tools),
    await fullest(tools),
    alertFigure(alerts, tools),
  ]
  return { title: words.summary, blocks: [{ kind: 'figures', figures: figures.filter((figure) => figure !== null) }] }
}

async function usage({ history }: SectionTools, group: 'cpu' | 'memory', when: 'statistics' | 'previous'): Promise<Statistics | null> {
  const [statistics] = await history[when](group, '', ['usage'])
  return statistics ?? null
}

/** Of the samples of now that there have to be of before: a few hours tell nothing of a month. */
const COMPARABLE = 0.5

type When = Statistics | null

function share(label: string, of: 'avg' | 'p95', now: When, before: When, { words, formats }: SectionTools): ReportFigure | null {
  if (now === null) return null
  const comparable = before !== null && before.count >= COMPARABLE * now.count
  return { label, value: formats.percent(now[of]), remark: comparable ? change(now[of] - before[of]) : words.noPrevious }

  function change(difference: number): string {
    const points = Math.round(difference * 10) / 10
    return points === 0 ? words.unchanged : words.change(`${points > 0 ? '+' : '−'}${formats.number(Math.abs(points))}`)
  }
}

async function fullest({ history, words, formats }: SectionTools): Promise<ReportFigure | null> {
  const mounts = await Promise.all(
    history.instances('filesystem').map(async (mount) => {
      const [statistics] = await history.statistics('filesystem', mount, ['usage'])
      return { mount, usage: statistics?.current ?? 0 }
    }),
  )
  const [worst] = mounts.sort((a, b) => b.usage - a.usage)
  return worst ? { label: words.fullest, value: formats.percent(worst.usage), remark: worst.mount } : null
}

function alertFigure(alerts: readonly Alert[], { words, formats }: SectionTools): ReportFigure {
  const critical = alerts.filter(({ level }) => level === 'critical').length
  return { label: words.alertCount, value: formats.number(alerts.length), remark: words.alertsOf(critical) }
}
