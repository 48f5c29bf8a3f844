import { existsSync, readFileSync } from 'node:fs'
import { isPartition, isStackedDevice } from '@hyperion/domain/hosts'

export interface BlockDevices {
  isDisk(name: string): boolean
  /** Forgets what was found, so that it is looked at anew. */
  refresh(): void
}

/** What `/sys/block` says, here or on another machine. */
export interface BlockFolder {
  exists(): boolean
  /** In sectors; null for what is no whole device. */
  size(device: string): string | null
}

/** Tells disks from partitions and stacked devices by `/sys/block`, else by name as node_exporter does. */
export function createBlockDevices(folder: BlockFolder): BlockDevices {
  const known = new Map<string, boolean>()
  return {
    isDisk(name) {
      let disk = known.get(name)
      if (disk === undefined) {
        disk = !isStackedDevice(name) && (folder.exists() ? hasMedium(folder.size(name.replaceAll('/', '!'))) : !isPartition(name))
        known.set(name, disk)
      }
      return disk
    },
    refresh: () => known.clear(),
  }
}

/** A whole disk of some size: card readers and network devices stay listed while they are empty. */
function hasMedium(sectors: string | null): boolean {
  return Number(sectors) > 0
}

/** This machine's own. */
export function localBlockFolder(sys: string): BlockFolder {
  return {
    exists: () => existsSync(`${sys}/block`),
    size(device) {
      try {
        return readFileSync(`${sys}/block/${device}/size`, 'latin1')
      } catch {
        return null
      }
    },
  }
}
