import type { Clock } from '@hyperion/ports/clock'
import type { Files } from './files.ts'
import { type FileSystemUsage, type MountEntry, type MountUsage, parseMountInfo, parseMounts, selectMounts } from './mounts.ts'
import type { Paths } from './paths.ts'

export type StatFs = (path: string) => Promise<FileSystemUsage>

export interface MountWatchOptions {
  readonly files: Files
  readonly paths: Paths
  readonly clock: Clock
  readonly statfs: StatFs
  readonly diskMount: string
  readonly log: (message: string) => void
}

/** Measures file systems off the sampling path. */
export interface MountWatch {
  latest(): readonly MountUsage[]
  /** Looks for mounts and measures them; settles when each has answered or is known to be stuck. */
  refresh(): Promise<void>
}

const TIMEOUT_MS = 2000

/** These can hang for good, each time holding one of the few threads that Node has for files, names and hashes. */
const REMOTE = /^(nfs\d?|cifs|smb\w*|ncpfs|9p|ceph|glusterfs|lustre|afs|gpfs|ocfs2|fuse(\..+)?|fuseblk|davfs)$/
const MOST_HUNG = 2

export function createMountWatch(options: MountWatchOptions): MountWatch {
  const usages = new Map<string, MountUsage>()
  /** Probes without an answer so far, by mount point: no second one is sent after them. */
  const pending = new Map<string, MountEntry>()
  let order: string[] = []

  const probe = (entry: MountEntry): Promise<void> => {
    const { mount, device, type } = entry
    const settle = (usage: FileSystemUsage | null, stuck: boolean): void => {
      if (stuck && !usages.get(mount)?.stuck) options.log(`file system ${mount} (${type}) does not answer: its figures are left out`)
      if (order.includes(mount)) usages.set(mount, { mount, device, type, usage, stuck })
    }
    pending.set(mount, entry)
    const answer = options.statfs(`${options.paths.root}${mount}`).then(
      (usage) => settle(usage, false),
      () => settle(null, false),
    )
    const done = answer.finally(() => pending.delete(mount))
    return new Promise((resolve) => {
      const cancel = options.clock.after(TIMEOUT_MS, () => {
        if (pending.has(mount)) settle(null, true)
        resolve()
      })
      void done.then(() => {
        cancel()
        resolve()
      })
    })
  }

  /** One after the other, and no further once as many as may hang do hang. */
  const probeRemote = async (entries: readonly MountEntry[]): Promise<void> => {
    for (const entry of entries) {
      if ([...pending.values()].filter(isRemote).length < MOST_HUNG) await probe(entry)
      else usages.set(entry.mount, { mount: entry.mount, device: entry.device, type: entry.type, usage: null, stuck: true })
    }
  }

  const refresh = async (): Promise<void> => {
    const entries = selectMounts(readMounts(options), options.diskMount)
    order = entries.map(({ mount }) => mount)
    for (const mount of usages.keys()) if (!order.includes(mount)) usages.delete(mount)
    const due = entries.filter(({ mount }) => !pending.has(mount))
    await Promise.all([probeRemote(due.filter(isRemote)), ...due.filter((entry) => !isRemote(entry)).map(probe)])
  }

  return { latest: () => order.flatMap((mount) => usages.get(mount) ?? []), refresh }
}

function isRemote({ type }: MountEntry): boolean {
  return REMOTE.test(type)
}

function readMounts({ files, paths }: MountWatchOptions): MountEntry[] {
  const of = paths.root === '' ? 'self' : '1'
  const text = files.once(`${paths.proc}/${of}/mountinfo`)
  return text === null ? parseMounts(files.once(`${paths.proc}/${of}/mounts`) ?? '') : parseMountInfo(text)
}
