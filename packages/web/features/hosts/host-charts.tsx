import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import type { Frame } from '../../charts/frame.ts'
import { useThresholds } from '../thresholds/queries.ts'
import { ChartPanel } from './chart-panel.tsx'
import { useSeriesOf } from './use-series-of.ts'

const newest = (frame: Frame, name: string) => frame.columns[name]?.findLast((value) => value !== null) ?? null

export function CpuPanel() {
  const { t } = useTranslation()
  const formats = useFormats()
  const series = useSeriesOf('cpu')
  return (
    <ChartPanel
      id="cpu"
      title={t('section.cpu')}
      note={t('section.ofMachine')}
      group="cpu"
      series={series(['user', 'blue'], ['system', 'violet'], ['iowait', 'sand'], ['softirq', 'pink'], ['irq', 'slate'], ['steal', 'teal'])}
      format={formats.percent}
      top={() => 100}
      stacked
      bands={useThresholds().cpu}
    />
  )
}

export function MemoryPanel() {
  const { t } = useTranslation()
  const formats = useFormats()
  const series = useSeriesOf('memory')
  return (
    <ChartPanel
      id="memory"
      title={t('section.memory')}
      note={t('section.ofTotal')}
      group="memory"
      series={series(['used', 'blue'], ['buffers', 'violet'], ['cached', 'teal'])}
      format={formats.bytes}
      top={(frame) => newest(frame, 'total')}
      stacked
      binary
    />
  )
}

export function SwapPanel() {
  const { t } = useTranslation()
  const formats = useFormats()
  const series = useSeriesOf('memory')
  return (
    <ChartPanel
      id="swap"
      title={t('section.swap')}
      group="memory"
      series={(frame) => (newest(frame, 'swap_total') === 0 ? [] : series(['swap_used', 'violet'])(frame))}
      empty={t('section.noSwap')}
      format={formats.bytes}
      top={(frame) => newest(frame, 'swap_total')}
      binary
    />
  )
}

export function LoadPanel() {
  const { t } = useTranslation()
  const formats = useFormats()
  const series = useSeriesOf('load')
  return (
    <ChartPanel
      id="load"
      title={t('section.load')}
      note={t('section.loadNote')}
      group="load"
      series={series(['one', 'blue'], ['five', 'violet'], ['fifteen', 'slate'])}
      format={formats.load}
    />
  )
}

export function PressurePanel() {
  const { t } = useTranslation()
  const formats = useFormats()
  const series = useSeriesOf('pressure')
  return (
    <ChartPanel
      id="pressure"
      title={t('section.pressure')}
      note={t('section.pressureNote')}
      group="pressure"
      series={series(['cpu_some', 'blue'], ['memory_some', 'violet'], ['memory_full', 'pink'], ['io_some', 'teal'], ['io_full', 'sand'])}
      format={formats.percent}
    />
  )
}

export function ConnectionsPanel() {
  const { t } = useTranslation()
  const formats = useFormats()
  const series = useSeriesOf('connections')
  return (
    <ChartPanel
      id="connections"
      title={t('section.connections')}
      group="connections"
      series={series(['tcp', 'slate'], ['tcp_established', 'blue'], ['tcp_listen', 'teal'], ['udp', 'violet'])}
      format={formats.number}
      whole
    />
  )
}

export function ProcessCountPanel() {
  const { t } = useTranslation()
  const formats = useFormats()
  const series = useSeriesOf('processes')
  return (
    <ChartPanel
      id="processes"
      title={t('section.processCount')}
      group="processes"
      series={series(['sleeping', 'blue'], ['running', 'teal'], ['stopped', 'slate'], ['zombie', 'pink'])}
      format={formats.number}
      stacked
      whole
    />
  )
}
