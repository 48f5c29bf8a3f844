import type { CloudPlacement, HostInventory, PackageRun } from '@hyperion/domain/hosts'
import type { LiveHost } from '@hyperion/ports/live-host'

/** As many as the hub takes of each: a host of many containers has thousands of interfaces. */
const MOST = { interfaces: 512, addresses: 64, mounts: 1024 } as const

export function inventoryOf(
  host: Pick<LiveHost, 'info' | 'interfaces' | 'mounts'>,
  cloud: CloudPlacement | null,
  packages: PackageRun | null = null,
): HostInventory {
  const interfaces = host.interfaces().slice(0, MOST.interfaces)
  return {
    info: host.info,
    interfaces: interfaces.map((each) => ({
      ...each,
      ipv4: each.ipv4.slice(0, MOST.addresses),
      ipv6: each.ipv6.slice(0, MOST.addresses),
      speed: each.speed === null ? null : Math.round(each.speed),
    })),
    mounts: host.mounts().slice(0, MOST.mounts),
    cloud,
    ...(packages && { packages }),
  }
}
