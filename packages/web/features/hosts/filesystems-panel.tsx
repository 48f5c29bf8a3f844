import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { useLive } from '../../live/feed.tsx'
import { levelFor } from './health.ts'
import styles from './panel.module.css'
import { Panel, PanelEmpty, PanelSkeleton } from './panel.tsx'
import { useHost } from './queries.ts'
import { LevelBadge, Meter } from './tiles.tsx'

export function FilesystemsPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const live = useLive(host)
  const facts = useHost(host).data
  const stuck = facts?.mounts.filter((mount) => mount.stuck) ?? []
  const mounts = [...live.instances('filesystem')].sort(
    (a, b) => (live.value('filesystem.usage', b) ?? 0) - (live.value('filesystem.usage', a) ?? 0),
  )
  const deviceOf = (name: string) => facts?.mounts.find((mount) => mount.mount === name)
  const inodes = (mount: string) => {
    const total = live.value('filesystem.inodes_total', mount)
    const used = live.value('filesystem.inodes_used', mount)
    return total === null || used === null || total === 0 ? null : (used / total) * 100
  }
  return (
    <Panel id="filesystems" title={t('section.filesystems')} note={t('section.filesystemsNote')}>
      {!live.latest ? (
        <PanelSkeleton />
      ) : mounts.length + stuck.length === 0 ? (
        <PanelEmpty>{t('panel.unsupported')}</PanelEmpty>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: not a set of form fields
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        <div className={`${styles.scroll} ${styles.scrollTall}`} tabIndex={0} role="group" aria-label={t('section.filesystems')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('fs.mount')}</th>
                <th scope="col">{t('metric.filesystem.usage')}</th>
                <th scope="col" className={styles.number}>
                  {t('metric.filesystem.available')}
                </th>
                <th scope="col" className={`${styles.number} ${styles.optional}`}>
                  {t('metric.filesystem.total')}
                </th>
                <th scope="col" className={`${styles.number} ${styles.optional}`}>
                  {t('metric.filesystem.inodes_used')}
                </th>
              </tr>
            </thead>
            <tbody>
              {stuck.map((mount) => (
                <tr key={mount.mount}>
                  <td>
                    <div className={styles.name}>{mount.mount}</div>
                    <div className={styles.sub}>{mount.device}</div>
                  </td>
                  <td colSpan={4}>
                    <span className={styles.tag} data-tone="warn">
                      {t('fs.stuck')}
                    </span>
                  </td>
                </tr>
              ))}
              {mounts.map((mount) => {
                const usage = live.value('filesystem.usage', mount)
                const level = levelFor('disk', usage)
                const info = deviceOf(mount)
                return (
                  <tr key={mount}>
                    <td className={styles.grow} title={mount}>
                      <div className={styles.name}>{mount}</div>
                      {info && <div className={styles.sub}>{`${info.device} · ${info.type}`}</div>}
                    </td>
                    <td style={{ minWidth: 120 }}>
                      <span>{formats.percent(usage)}</span> {level && <LevelBadge level={level} />}
                      <Meter value={usage} resource="disk" label={t('tiles.diskMeter', { mount })} />
                    </td>
                    <td className={styles.number}>{formats.bytes(live.value('filesystem.available', mount))}</td>
                    <td className={`${styles.number} ${styles.optional}`}>{formats.bytes(live.value('filesystem.total', mount))}</td>
                    <td className={`${styles.number} ${styles.optional}`}>{formats.percent(inodes(mount))}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}
