import { type InterfaceInfo, isVirtualName } from '@hyperion/domain/hosts'
import { type Reading, reading } from '@hyperion/domain/metrics'
import type { Snapshot } from '../snapshot.ts'
import { growth, percent, secondsBetween } from './rates.ts'

const COUNTERS = {
  rx_bytes: 'node_network_receive_bytes_total',
  tx_bytes: 'node_network_transmit_bytes_total',
  rx_packets: 'node_network_receive_packets_total',
  tx_packets: 'node_network_transmit_packets_total',
  rx_errors: 'node_network_receive_errs_total',
  tx_errors: 'node_network_transmit_errs_total',
} as const

/** Virtual interfaces are left out, as agents do: their traffic is another interface's too. */
export function networkReadings(now: Snapshot, before: Snapshot | null): readonly Reading[] {
  const devices = [...now.by(COUNTERS.rx_bytes, 'device').keys()]
  return devices
    .filter((device) => !isVirtualName(device))
    .map((device) => {
      const counters = Object.entries(COUNTERS).map(([metric, name]) => [metric, now.valueOf(name, 'device', device)])
      return reading('network', device, { ...Object.fromEntries(counters), utilization: linkShare(device, now, before) })
    })
}

/** Bytes a second; the kernel says −1 megabit of a speed that it does not know. */
function speedOf(device: string, snapshot: Snapshot): number | null {
  const speed = snapshot.valueOf('node_network_speed_bytes', 'device', device)
  return speed !== null && speed > 0 ? speed : null
}

function linkShare(device: string, now: Snapshot, before: Snapshot | null): number | null {
  const speed = speedOf(device, now)
  if (!before || speed === null) return null
  const [rx, tx] = [COUNTERS.rx_bytes, COUNTERS.tx_bytes].map((name) =>
    growth(now.valueOf(name, 'device', device), before.valueOf(name, 'device', device)),
  )
  if (rx == null || tx == null) return null
  return percent(Math.max(rx, tx), speed * secondsBetween(before, now))
}

const NO_ADDRESS = /^[0:]*$/

export function interfacesOf(snapshot: Snapshot): readonly InterfaceInfo[] {
  const known = Map.groupBy(snapshot.samples('node_network_address_info'), ({ labels }) => labels.device)
  return snapshot.samples('node_network_info').map(({ labels }) => {
    const { device: name = '', address = '', operstate } = labels
    const addresses = (known.get(name) ?? []).map((each) => each.labels.address ?? '').filter((each) => each !== '')
    const speed = isVirtualName(name) ? null : speedOf(name, snapshot)
    return {
      name,
      ipv4: addresses.filter((each) => !each.includes(':')),
      ipv6: addresses.filter((each) => each.includes(':')),
      mac: NO_ADDRESS.test(address) ? null : address.toUpperCase(),
      speed: speed === null ? null : speed * 8,
      up: operstate === 'up' || (operstate === 'unknown' && addresses.length > 0),
      virtual: isVirtualName(name),
    }
  })
}
