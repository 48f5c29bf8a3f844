import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { ChartPanel } from './chart-panel.tsx'
import { InstancePicker } from './instance-picker.tsx'
import { useInstances } from './instances.ts'
import { useSeriesOf } from './use-series-of.ts'
import { useView } from './view.tsx'

/** Only where the machine has sensors; most virtual ones have none, and an empty panel would say nothing. */
export function TemperaturePanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const view = useView()
  const sensors = useInstances(host, 'temperature')
  const series = useSeriesOf('temperature')
  const sensor = sensors.find((name) => name === view.state.sensor) ?? sensors[0]
  if (sensor === undefined) return null
  return (
    <ChartPanel
      key={sensor}
      id="temperature"
      title={t('section.temperature')}
      group="temperature"
      instance={sensor}
      wide
      series={series(['celsius', 'pink'])}
      format={formats.celsius}
      actions={
        <InstancePicker label={t('section.sensor')} names={sensors} value={sensor} onChange={(name) => view.change({ sensor: name })} />
      }
    />
  )
}
