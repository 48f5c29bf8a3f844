import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { ChartPanel } from './chart-panel.tsx'
import { InstancePicker } from './instance-picker.tsx'
import { useInstances } from './instances.ts'
import { Panel, PanelEmpty } from './panel.tsx'
import { useSeriesOf } from './use-series-of.ts'
import { useView } from './view.tsx'

/** How much one disk moves and how busy it is; the disk is chosen in the address. */
export function DiskPanels({ host }: { host: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const view = useView()
  const names = useInstances(host, 'disk')
  const series = useSeriesOf('disk')
  const device = names.find((name) => name === view.state.disk) ?? names[0]
  if (device === undefined) {
    return (
      <Panel id="disk" title={t('section.disk')}>
        <PanelEmpty>{t('panel.unsupported')}</PanelEmpty>
      </Panel>
    )
  }
  const picker = <InstancePicker label={t('section.device')} names={names} value={device} onChange={(disk) => view.change({ disk })} />
  return (
    <>
      <ChartPanel
        key={`bytes ${device}`}
        id="disk"
        title={t('section.disk')}
        group="disk"
        instance={device}
        series={series(['read_bytes', 'blue'], ['write_bytes', 'violet'])}
        format={formats.rate}
        binary
        actions={picker}
      />
      <ChartPanel
        key={`busy ${device}`}
        id="disk-busy"
        title={t('section.diskBusy')}
        group="disk"
        instance={device}
        series={series(['utilization', 'teal'])}
        format={formats.percent}
        top={() => 100}
        actions={picker}
      />
    </>
  )
}
