import type { GroupId } from '@hyperion/domain/metrics'
import type { Block, ChartSeries } from '../document.ts'
import type { MakeSection, SectionTools } from './section.ts'

interface Direction {
  /** Of the counter of bytes. */
  readonly name: string
  readonly label: string
}

/** More devices than that fill pages with nothing to see: the busiest are drawn, all are in the table. */
const DRAWN = 6

export const disksSection: MakeSection = (tools) =>
  transfers(tools, 'disk', tools.words.disks, [
    { name: 'read_bytes', label: tools.words.read },
    { name: 'write_bytes', label: tools.words.written },
  ])

export const networkSection: MakeSection = (tools) =>
  transfers(tools, 'network', tools.words.network, [
    { name: 'rx_bytes', label: tools.words.received },
    { name: 'tx_bytes', label: tools.words.sent },
  ])

interface Device {
  readonly instance: string
  readonly series: readonly ChartSeries[]
}

/** Bytes in both directions of each device. */
async function transfers(tools: SectionTools, group: GroupId, title: string, directions: readonly Direction[]): ReturnType<MakeSection> {
  const { history } = tools
  const names = directions.map(({ name }) => name)
  const devices: Device[] = []
  for (const instance of history.instances(group)) {
    const rates = await history.rates(group, instance, names)
    devices.push({ instance, series: rates.map((points, i) => ({ label: directions[i]?.label ?? '', points })) })
  }
  if (devices.length === 0) return null
  const drawn = devices
    .filter((device) => peak(device) > 0)
    .toSorted((a, b) => peak(b) - peak(a))
    .slice(0, DRAWN)
  return { title, blocks: [...drawn.map((device) => chart(device, tools)), table(devices, directions, tools)] }
}

function chart({ instance, series }: Device, { history }: SectionTools): Block {
  return { kind: 'chart', title: instance, unit: 'bytes_per_second', stacked: false, ...history.range, series }
}

function table(devices: readonly Device[], directions: readonly Direction[], { words, formats }: SectionTools): Block {
  const heads = directions.flatMap(({ label }) => [`${label}, ${words.mean.toLowerCase()}`, `${label}, ${words.peak.toLowerCase()}`])
  return {
    kind: 'table',
    columns: ['', ...heads],
    rows: devices.map(({ instance, series }) => [
      instance,
      ...series.flatMap(({ points }) => {
        const values = points.flatMap(([, value]) => value ?? [])
        if (values.length === 0) return ['–', '–']
        return [values.reduce((sum, value) => sum + value, 0) / values.length, Math.max(...values)].map((value) => formats.rate(value))
      }),
    ]),
  }
}

function peak({ series }: Device): number {
  return Math.max(0, ...series.flatMap(({ points }) => points.map(([, value]) => value ?? 0)))
}
