import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import type { Frame } from '../../charts/frame.ts'
import { ChartPanel } from '../hosts/chart-panel.tsx'
import { useSeriesOf } from '../hosts/use-series-of.ts'

const newest = (frame: Frame, name: string) => frame.columns[name]?.findLast((value) => value !== null) ?? null

/** What one container used, over the time that the page shows. */
export function ContainerCharts({ name }: { name: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const series = useSeriesOf('container')
  const shared = { group: 'container', instance: name } as const
  const title = (what: string) => `${name} · ${what}`
  return (
    <>
      <ChartPanel
        {...shared}
        key={`cpu ${name}`}
        id="container-cpu"
        title={title(t('containers.cpu'))}
        note={t('section.topNote')}
        series={series(['cpu', 'blue'])}
        format={formats.percent}
      />
      <ChartPanel
        {...shared}
        key={`memory ${name}`}
        id="container-memory"
        title={title(t('containers.memory'))}
        note={t('containers.memoryNote')}
        series={series(['memory_used', 'blue'])}
        format={formats.bytes}
        top={(frame) => newest(frame, 'memory_limit')}
        binary
      />
      <ChartPanel
        {...shared}
        key={`network ${name}`}
        id="container-network"
        title={title(t('containers.network'))}
        series={series(['rx_bytes', 'blue'], ['tx_bytes', 'violet'])}
        format={formats.rate}
        empty={t('containers.sharedNetwork')}
        binary
      />
      <ChartPanel
        {...shared}
        key={`disk ${name}`}
        id="container-disk"
        title={title(t('containers.disk'))}
        series={series(['read_bytes', 'blue'], ['write_bytes', 'violet'])}
        format={formats.rate}
        binary
      />
    </>
  )
}
