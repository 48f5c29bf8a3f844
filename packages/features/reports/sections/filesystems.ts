import { linearFit } from '@hyperion/domain/metrics'
import type { Block, ChartSeries } from '../document.ts'
import type { MakeSection, SectionTools } from './section.ts'

interface FileSystem {
  readonly mount: string
  readonly size: number
  readonly used: number
  readonly available: number
  readonly usage: ChartSeries
  /** Until it is full, if it goes on as in the range; null when it does not fill. */
  readonly fullInMs: number | null
}

const SOON_MS = 30 * 86_400_000
const VERY_SOON_MS = 2 * 86_400_000

export const filesystemsSection: MakeSection = async (tools) => {
  const { history, words, formats } = tools
  const found: FileSystem[] = []
  for (const mount of history.instances('filesystem')) {
    const known = await fileSystem(mount, tools)
    if (known) found.push(known)
  }
  if (found.length === 0) return null
  const row = ({ mount, size, used, available }: FileSystem) => [
    mount,
    formats.bytes(size),
    formats.bytes(used),
    formats.bytes(available),
    formats.percent((used / size) * 100),
  ]
  return {
    title: words.filesystems,
    blocks: [
      ...forecasts(found, tools),
      {
        kind: 'chart',
        title: words.share,
        unit: 'percent',
        stacked: false,
        ...history.range,
        series: found.map(({ usage }) => usage).slice(0, 8),
      },
      { kind: 'table', columns: [words.filesystem, words.size, words.used, words.available, words.share], rows: found.map(row) },
    ],
  }
}

async function fileSystem(mount: string, { history }: SectionTools): Promise<FileSystem | null> {
  const [statistics, points] = await Promise.all([
    history.statistics('filesystem', mount, ['total', 'used', 'available']),
    history.points('filesystem', mount, ['usage', 'used', 'available']),
  ])
  const [size, used, available] = statistics.map((each) => each?.current)
  if (size === undefined || used === undefined || available === undefined || size === 0) return null
  const usage = { label: mount, points: points[0] ?? [] }
  return { mount, size, used, available, usage, fullInMs: fullIn(points[1] ?? [], available) }
}

/** What was watched for less tells nothing. */
const SHORTEST_MS = 30 * 60_000

function fullIn(used: ChartSeries['points'], available: number): number | null {
  const known = used.filter((point): point is readonly [number, number] => point[1] !== null)
  const span = (known.at(-1)?.[0] ?? 0) - (known[0]?.[0] ?? 0)
  const fit = span >= SHORTEST_MS ? linearFit(known) : null
  return fit && fit.slope > 0 ? available / fit.slope : null
}

function forecasts(found: readonly FileSystem[], { words, formats }: SectionTools): readonly Block[] {
  const soon = found.filter(({ fullInMs }) => fullInMs !== null && fullInMs < SOON_MS)
  if (soon.length === 0) return [{ kind: 'note', text: words.notFilling, tone: 'good' }]
  return soon.map(({ mount, fullInMs }) => ({
    kind: 'note',
    text: words.fullIn(mount, formats.duration(fullInMs ?? 0)),
    tone: (fullInMs ?? 0) < VERY_SOON_MS ? 'critical' : 'warning',
  }))
}
