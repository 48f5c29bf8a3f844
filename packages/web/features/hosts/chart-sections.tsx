import { HostContainers } from '../containers/host-containers.tsx'
import { usePreferences, useVisibleMetrics } from '../preferences/queries.ts'
import { ProcessesPanel } from '../processes/processes-panel.tsx'
import { UnitsPanel } from '../units/units-panel.tsx'
import { CoresPanel } from './cores-panel.tsx'
import { DiskPanels } from './disk-panels.tsx'
import { FactsPanel } from './facts-panel.tsx'
import { FilesystemsPanel } from './filesystems-panel.tsx'
import { ConnectionsPanel, CpuPanel, LoadPanel, MemoryPanel, PressurePanel, ProcessCountPanel, SwapPanel } from './host-charts.tsx'
import styles from './host-page.module.css'
import { NetworkPanels } from './network-panels.tsx'
import { TemperaturePanel } from './temperature-panel.tsx'

/** Every part of the page below the key figures: what hurts most often comes first. */
export function ChartSections({ host }: { host: number }) {
  const shows = useVisibleMetrics()
  const { show_containers: containers } = usePreferences()
  return (
    <div className={styles.sections}>
      {shows('cpu') && <CpuPanel />}
      {shows('memory') && <MemoryPanel />}
      {shows('cpu') && <CoresPanel host={host} />}
      <ProcessesPanel host={host} />
      {containers && <HostContainers host={host} />}
      {shows('cpu') && <LoadPanel />}
      {shows('disk') && <FilesystemsPanel host={host} />}
      {shows('network') && <NetworkPanels host={host} />}
      {shows('disk') && <DiskPanels host={host} />}
      <PressurePanel />
      {shows('network') && <ConnectionsPanel />}
      <ProcessCountPanel />
      {shows('memory') && <SwapPanel />}
      <TemperaturePanel host={host} />
      <UnitsPanel host={host} />
      <FactsPanel host={host} />
    </div>
  )
}
