import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { useThresholds } from '../thresholds/queries.ts'
import { ChartPanel } from './chart-panel.tsx'
import { InstancePicker } from './instance-picker.tsx'
import { useInstances } from './instances.ts'
import { useSeriesOf } from './use-series-of.ts'
import { useView } from './view.tsx'

/** How full one file system was; which one is in the address. */
export function FilesystemUsePanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const view = useView()
  const mounts = useInstances(host, 'filesystem')
  const series = useSeriesOf('filesystem')
  const bands = useThresholds().disk
  const mount = mounts.find((name) => name === view.state.mount) ?? mounts[0]
  if (mount === undefined) return null
  return (
    <ChartPanel
      key={mount}
      id="filesystem-use"
      title={t('hostPage.disks.use')}
      group="filesystem"
      instance={mount}
      series={series(['usage', 'blue'])}
      format={formats.percent}
      top={() => 100}
      bands={bands}
      actions={<InstancePicker label={t('fs.mount')} names={mounts} value={mount} onChange={(chosen) => view.change({ mount: chosen })} />}
    />
  )
}
