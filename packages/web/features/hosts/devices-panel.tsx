import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { useLive } from '../../live/feed.tsx'
import { useInstances } from './instances.ts'
import styles from './panel.module.css'
import { Panel, PanelEmpty, PanelSkeleton } from './panel.tsx'
import { useView } from './view.tsx'

/** What every disk does at this moment; a row leads to its charts. */
export function DevicesPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const live = useLive(host)
  const names = useInstances(host, 'disk')
  return (
    <Panel id="devices" title={t('hostPage.disks.devices')}>
      {names.length > 0 ? (
        <div className={styles.scroll}>
          <table className={`${styles.table} ${styles.cards}`}>
            <thead>
              <tr>
                <th scope="col">{t('section.device')}</th>
                <th scope="col" className={styles.number}>
                  {t('metric.disk.read_bytes')}
                </th>
                <th scope="col" className={styles.number}>
                  {t('metric.disk.write_bytes')}
                </th>
                <th scope="col" className={styles.number}>
                  {t('hostPage.disks.operations')}
                </th>
                <th scope="col" className={styles.number}>
                  {t('metric.disk.utilization')}
                </th>
              </tr>
            </thead>
            <tbody>
              {names.map((name) => (
                <DeviceRow key={name} host={host} name={name} />
              ))}
            </tbody>
          </table>
        </div>
      ) : live.latest ? (
        <PanelEmpty>{t('panel.unsupported')}</PanelEmpty>
      ) : (
        <PanelSkeleton />
      )}
    </Panel>
  )
}

function DeviceRow({ host, name }: { host: number; name: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const view = useView()
  const live = useLive(host)
  const reads = live.rate('disk.read_ops', name)
  const writes = live.rate('disk.write_ops', name)
  return (
    <tr>
      <td className={styles.name}>
        <button type="button" className={styles.moment} onClick={() => view.change({ disk: name })}>
          {name}
        </button>
      </td>
      <td className={styles.number} data-label={t('metric.disk.read_bytes')}>
        {formats.rate(live.rate('disk.read_bytes', name))}
      </td>
      <td className={styles.number} data-label={t('metric.disk.write_bytes')}>
        {formats.rate(live.rate('disk.write_bytes', name))}
      </td>
      <td className={styles.number} data-label={t('hostPage.disks.operations')}>
        {formats.perSecond(reads === null || writes === null ? null : reads + writes)}
      </td>
      <td className={styles.number} data-label={t('metric.disk.utilization')}>
        {formats.percent(live.value('disk.utilization', name))}
      </td>
    </tr>
  )
}
