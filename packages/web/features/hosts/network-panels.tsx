import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import type { DrawnSeries } from '../../charts/options.ts'
import { ChartPanel } from './chart-panel.tsx'
import { InstancePicker } from './instance-picker.tsx'
import { useInstances } from './instances.ts'
import { Panel, PanelEmpty } from './panel.tsx'
import { useHost } from './queries.ts'
import { useSeriesOf } from './use-series-of.ts'
import { useView } from './view.tsx'

const inBits = (each: DrawnSeries): DrawnSeries => ({ ...each, values: each.values.map((value) => (value === null ? null : value * 8)) })

/** What one interface carries, and what it lost; real interfaces come before virtual ones. */
export function NetworkPanels({ host }: { host: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const view = useView()
  const facts = useHost(host).data
  const series = useSeriesOf('network')
  const isVirtual = (name: string) => facts?.interfaces.some((each) => each.name === name && each.virtual) ?? false
  const names = [...useInstances(host, 'network')].sort((a, b) => Number(isVirtual(a)) - Number(isVirtual(b)))
  const name = names.find((each) => each === view.state.network) ?? names[0]
  if (name === undefined) {
    return (
      <Panel id="network" title={t('section.network')}>
        <PanelEmpty>{t('panel.unsupported')}</PanelEmpty>
      </Panel>
    )
  }
  const bits = view.state.networkUnit === 'bits'
  const picker = (
    <InstancePicker label={t('section.interface')} names={names} value={name} onChange={(network) => view.change({ network })} />
  )
  return (
    <>
      <ChartPanel
        key={`bytes ${name}`}
        id="network"
        title={t('section.network')}
        group="network"
        instance={name}
        series={(frame) => {
          const drawn = series(['rx_bytes', 'blue'], ['tx_bytes', 'violet'])(frame)
          return bits ? drawn.map(inBits) : drawn
        }}
        format={bits ? formats.bitRate : formats.rate}
        binary={!bits}
        actions={
          <>
            {picker}
            <SegmentedControl
              size="xs"
              value={view.state.networkUnit}
              onChange={(unit) => view.change({ networkUnit: unit === 'bits' ? 'bits' : 'bytes' })}
              data={[
                { value: 'bytes', label: t('section.bytes') },
                { value: 'bits', label: t('section.bits') },
              ]}
              aria-label={t('section.networkUnit')}
            />
          </>
        }
      />
      <ChartPanel
        key={`packets ${name}`}
        id="packets"
        title={t('section.packets')}
        group="network"
        instance={name}
        series={series(['rx_packets', 'blue'], ['tx_packets', 'violet'], ['rx_errors', 'pink'], ['tx_errors', 'sand'])}
        format={formats.perSecond}
        actions={picker}
      />
    </>
  )
}
