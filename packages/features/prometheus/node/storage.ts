import { isPartition, isPseudoMount, isStackedDevice, type MountInfo } from '@hyperion/domain/hosts'
import { type Reading, reading } from '@hyperion/domain/metrics'
import { keyOf, type Labels, type Snapshot } from '../snapshot.ts'
import { busyPercent, percent } from './rates.ts'

/** The file systems worth measuring, each once: of several places of a device the shortest. `/` counts whatever it is. */
export function mountsOf(snapshot: Snapshot): readonly MountInfo[] {
  const chosen = new Map<string, MountInfo>()
  for (const { labels } of snapshot.samples('node_filesystem_size_bytes')) {
    const { mountpoint: mount = '', device = '', fstype: type = '' } = labels
    const readOnly = at(snapshot, 'node_filesystem_readonly', labels) === 1
    if (mount === '' || (mount !== '/' && isPseudoMount({ mount, type, readOnly }))) continue
    const stuck = at(snapshot, 'node_filesystem_device_error', labels) === 1
    const identity = device.startsWith('/dev/') ? device : `${device} ${mount}`
    const other = chosen.get(identity)
    if (!other || mount.length < other.mount.length) chosen.set(identity, { mount, device, type, stuck })
  }
  return [...chosen.values()]
}

/** The value of the same file system. */
function at(snapshot: Snapshot, name: string, { mountpoint, device, fstype }: Labels): number | null {
  return snapshot.by(name, 'mountpoint', 'device', 'fstype').get(keyOf(mountpoint, device, fstype)) ?? null
}

/** As `df` counts: used is all that is not free, the part kept for root included in the size. */
export function filesystemReadings(now: Snapshot): readonly Reading[] {
  return mountsOf(now)
    .filter(({ stuck }) => !stuck)
    .map(({ mount, device, type }) => {
      const labels = { mountpoint: mount, device, fstype: type }
      const total = at(now, 'node_filesystem_size_bytes', labels)
      const free = at(now, 'node_filesystem_free_bytes', labels)
      const used = total === null || free === null ? null : Math.max(0, total - free)
      const inodes = at(now, 'node_filesystem_files', labels)
      const inodesFree = at(now, 'node_filesystem_files_free', labels)
      // File systems without a fixed table of inodes say there are none.
      const counted = inodes !== null && inodes > 0
      return reading('filesystem', mount, {
        total,
        used,
        available: at(now, 'node_filesystem_avail_bytes', labels),
        usage: total === null || used === null ? null : percent(used, total),
        inodes_total: counted ? inodes : null,
        inodes_used: counted && inodesFree !== null ? Math.max(0, inodes - inodesFree) : null,
      })
    })
}

const DISK_COUNTERS = {
  read_bytes: 'node_disk_read_bytes_total',
  write_bytes: 'node_disk_written_bytes_total',
  read_ops: 'node_disk_reads_completed_total',
  write_ops: 'node_disk_writes_completed_total',
} as const

export function diskReadings(now: Snapshot, before: Snapshot | null): readonly Reading[] {
  const devices = [...now.by(DISK_COUNTERS.read_bytes, 'device').keys()]
  return devices
    .filter((device) => !isStackedDevice(device) && !isPartition(device))
    .map((device) => {
      const counters = Object.entries(DISK_COUNTERS).map(([metric, name]) => [metric, now.valueOf(name, 'device', device)])
      const utilization = busyPercent(now, before, (each) => each.valueOf('node_disk_io_time_seconds_total', 'device', device))
      return reading('disk', device, { ...Object.fromEntries(counters), utilization })
    })
}
