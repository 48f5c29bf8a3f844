import type { HostAnswer } from '@hyperion/wire/web'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { useLive } from '../../live/feed.tsx'
import type { LiveStore } from '../../live/store.ts'
import { useThresholds } from '../thresholds/queries.ts'
import { levelFor } from './health.ts'
import styles from './panel.module.css'
import { Panel, PanelEmpty, PanelSkeleton } from './panel.tsx'
import { useForecast, useHost } from './queries.ts'
import { LevelBadge, Meter } from './tiles.tsx'

/** Of a file system that fills: worth an amber word. */
const SOON_HOURS = 48

type MountFacts = HostAnswer['mounts'][number]

/** `whole`: with when each will be full, for a page of its own. */
export function FilesystemsPanel({ host, whole = false }: { host: number; whole?: boolean }) {
  const { t } = useTranslation()
  const live = useLive(host)
  const facts = useHost(host).data
  const forecast = useForecast(host, whole).data
  const hoursLeft = (mount: string) => forecast?.find((each) => each.mount === mount)?.hours_left ?? null
  const stuck = facts?.mounts.filter((mount) => mount.stuck) ?? []
  const usage = (mount: string) => live.value('filesystem.usage', mount) ?? 0
  const mounts = live.instances('filesystem').toSorted((a, b) => usage(b) - usage(a))
  return (
    <Panel id="filesystems" title={t('section.filesystems')} note={t('section.filesystemsNote')} wide={whole}>
      {!live.latest ? (
        <PanelSkeleton />
      ) : mounts.length + stuck.length === 0 ? (
        <PanelEmpty>{t('panel.unsupported')}</PanelEmpty>
      ) : (
        <FilesystemTable whole={whole}>
          {stuck.map((mount) => (
            <StuckRow key={mount.mount} mount={mount} />
          ))}
          {mounts.map((mount) => (
            <MountRow key={mount} live={live} mount={mount} facts={facts?.mounts.find((each) => each.mount === mount)}>
              {whole && <FullIn hours={hoursLeft(mount)} known={forecast !== undefined} />}
            </MountRow>
          ))}
        </FilesystemTable>
      )}
    </Panel>
  )
}

function FullIn({ hours, known }: { hours: number | null; known: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const soon = hours !== null && hours < SOON_HOURS
  return (
    <td className={styles.number} data-label={t('hostPage.disks.fullIn')}>
      {hours === null ? (
        <span className="muted">{known ? t('hostPage.disks.notFilling') : '–'}</span>
      ) : (
        <span className={styles.tag} data-tone={soon ? 'warn' : 'quiet'}>
          {soon && <IconAlertTriangle size={16} aria-hidden />}
          {formats.duration(hours * 3_600_000)}
        </span>
      )}
    </td>
  )
}

function FilesystemTable({ whole, children }: { whole: boolean; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a set of form fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <div className={`${styles.scroll} ${styles.scrollTall}`} tabIndex={0} role="group" aria-label={t('section.filesystems')}>
      <table className={`${styles.table} ${styles.cards}`}>
        <thead>
          <tr>
            <th scope="col">{t('fs.mount')}</th>
            <th scope="col">{t('metric.filesystem.usage')}</th>
            <th scope="col" className={styles.number}>
              {t('metric.filesystem.available')}
            </th>
            <th scope="col" className={styles.number}>
              {t('metric.filesystem.total')}
            </th>
            <th scope="col" className={styles.number}>
              {t('metric.filesystem.inodes_used')}
            </th>
            {whole && (
              <th scope="col" className={styles.number}>
                {t('hostPage.disks.fullIn')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

function StuckRow({ mount }: { mount: MountFacts }) {
  const { t } = useTranslation()
  return (
    <tr>
      <td className={styles.name}>
        <div>{mount.mount}</div>
        <div className={styles.sub}>{mount.device}</div>
      </td>
      <td colSpan={5}>
        <span className={styles.tag} data-tone="warn">
          <IconAlertTriangle size={16} aria-hidden />
          {t('fs.stuck')}
        </span>
      </td>
    </tr>
  )
}

type RowProps = { readonly live: LiveStore; readonly mount: string; readonly facts: MountFacts | undefined; readonly children: ReactNode }

function MountRow({ live, mount, facts, children }: RowProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const usage = live.value('filesystem.usage', mount)
  const level = levelFor(useThresholds(), 'disk', usage)
  const total = live.value('filesystem.inodes_total', mount)
  const used = live.value('filesystem.inodes_used', mount)
  return (
    <tr>
      <td className={styles.grow} title={mount}>
        <div className={styles.name}>{mount}</div>
        {facts && <div className={styles.sub}>{`${facts.device} · ${facts.type}`}</div>}
      </td>
      <td className={styles.meter} data-label={t('metric.filesystem.usage')}>
        <span>{formats.percent(usage)}</span> {level && <LevelBadge level={level} />}
        <Meter value={usage} resource="disk" label={t('tiles.diskMeter', { mount })} />
      </td>
      <td className={styles.number} data-label={t('metric.filesystem.available')}>
        {formats.bytes(live.value('filesystem.available', mount))}
      </td>
      <td className={styles.number} data-label={t('metric.filesystem.total')}>
        {formats.bytes(live.value('filesystem.total', mount))}
      </td>
      <td className={styles.number} data-label={t('metric.filesystem.inodes_used')}>
        {formats.percent(total && used !== null ? (used / total) * 100 : null)}
      </td>
      {children}
    </tr>
  )
}
