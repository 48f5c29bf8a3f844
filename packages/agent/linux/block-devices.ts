import { existsSync, readFileSync } from 'node:fs'
import { isPartition, isStackedDevice } from '@hyperion/domain/hosts'

export interface BlockDevices {
  isDisk(name: string): boolean
  /** Forgets what was found, so that it is looked at anew. */
  refresh(): void
}

/** Tells disks from partitions and stacked devices by `/sys/block`, else by name as node_exporter does. */
export function createBlockDevices(sys: string): BlockDevices {
  const known = new Map<string, boolean>()
  return {
    isDisk(name) {
      let disk = known.get(name)
      if (disk === undefined) {
        disk =
          !isStackedDevice(name) &&
          (existsSync(`${sys}/block`) ? hasMedium(`${sys}/block/${name.replaceAll('/', '!')}`) : !isPartition(name))
        known.set(name, disk)
      }
      return disk
    },
    refresh: () => known.clear(),
  }
}

/** A whole disk of some size: card readers and network devices stay listed while they are empty. */
function hasMedium(folder: string): boolean {
  try {
    return Number(readFileSync(`${folder}/size`, 'latin1')) > 0
  } catch {
    return false
  }
}
