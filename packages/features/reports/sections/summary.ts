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
    share(words.cpuAverage, cpu?.avg, cpuBefore?.avg, tools),
    share(words.cpuHigh, cpu?.p95, cpuBefore?.p95, tools),
    share(words.memoryAverage, memory?.avg, memoryBefore?.avg, tools),
    await fullest(tools),
    alertFigure(alerts, tools),
  ]
  return { title: words.summary, blocks: [{ kind: 'figures', figures: figures.filter((figure) => figure !== null) }] }
}

async function usage({ history }: SectionTools, group: 'cpu' | 'memory', when: 'statistics' | 'previous'): Promise<Statistics | null> {
  const [statistics] = await history[when](group, '', ['usage'])
  return statistics ?? null
}

function share(
  label: string,
  value: number | undefined,
  before: number | undefined,
  { words, formats }: SectionTools,
): ReportFigure | null {
  return value === undefined ? null : { label, value: formats.percent(value), remark: change(value, before) }

  function change(now: number, then: number | undefined): string {
    if (then === undefined) return words.noPrevious
    const points = Math.round((now - then) * 10) / 10
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
