import { NetworkState } from '../../network/network-state.tsx'
import { ProbesPanel } from '../../network/probes-panel.tsx'
import { SocketsPanel } from '../../network/sockets-panel.tsx'
import { ConnectionsPanel } from '../host-charts.tsx'
import styles from '../host-page.module.css'
import { InterfacesPanel } from '../interfaces-panel.tsx'
import { NetworkPanels } from '../network-panels.tsx'
import { RangeBar } from '../range-bar.tsx'

export function NetworkTab({ host }: { host: number }) {
  return (
    <>
      <RangeBar />
      <div className={styles.sections}>
        <InterfacesPanel host={host} />
        <NetworkPanels host={host} />
        <ConnectionsPanel />
        <NetworkState host={host} />
        <SocketsPanel host={host} />
        <ProbesPanel host={host} />
      </div>
    </>
  )
}
