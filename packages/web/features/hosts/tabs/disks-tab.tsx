import { DevicesPanel } from '../devices-panel.tsx'
import { DiskPanels } from '../disk-panels.tsx'
import { FilesystemUsePanel } from '../filesystem-use-panel.tsx'
import { FilesystemsPanel } from '../filesystems-panel.tsx'
import styles from '../host-page.module.css'
import { RangeBar } from '../range-bar.tsx'

export function DisksTab({ host }: { host: number }) {
  return (
    <>
      <RangeBar />
      <div className={styles.sections}>
        <FilesystemsPanel host={host} whole />
        <FilesystemUsePanel host={host} />
        <DevicesPanel host={host} />
        <DiskPanels host={host} />
      </div>
    </>
  )
}
