import { reading } from '@hyperion/domain/metrics'
import { type FileSystemUsage, instanceOf } from '../linux/mounts.ts'
import { percent } from '../linux/text.ts'
import type { CollectorFactory } from './collector.ts'

export const createFilesystemCollector: CollectorFactory = (sources) => () =>
  sources
    .mounts()
    .flatMap((each) => (each.stuck || !each.usage ? [] : [reading('filesystem', instanceOf(each), filesystemValues(each.usage))]))

/** As `df` counts: used is all that is not free, the part kept for root included in the size. */
export function filesystemValues(usage: FileSystemUsage): Record<string, number | null> {
  const total = usage.blocks * usage.blockSize
  const used = Math.max(0, usage.blocks - usage.free) * usage.blockSize
  return {
    total,
    used,
    available: Math.max(0, usage.available) * usage.blockSize,
    usage: percent(used, total),
    // File systems without a fixed table of inodes (btrfs, vfat) say there are none.
    inodes_total: usage.files > 0 ? usage.files : null,
    inodes_used: usage.files > 0 ? Math.max(0, usage.files - usage.filesFree) : null,
  }
}
