import { isPseudoMount, type MountInfo } from '@hyperion/domain/hosts'
import { eachLine, instanceName } from './text.ts'

export interface MountEntry {
  readonly mount: string
  readonly device: string
  readonly type: string
  readonly readOnly: boolean
  /** `major:minor`: equal for every mount of one file system. Empty where the kernel does not say. */
  readonly deviceNumber: string
  /** What of the file system is mounted: `/`, or a folder of it for a bind mount. */
  readonly root: string
}

/** What `statfs` says, in blocks and inodes. */
export interface FileSystemUsage {
  readonly blockSize: number
  readonly blocks: number
  readonly free: number
  readonly available: number
  readonly files: number
  readonly filesFree: number
}

export interface MountUsage extends MountInfo {
  readonly usage: FileSystemUsage | null
}

/** The name under which a mount's readings go. */
export function instanceOf(mount: MountInfo): string {
  return instanceName(mount.mount)
}

/** `/proc/self/mountinfo`, every mount point once: what is mounted over another hides it. */
export function parseMountInfo(text: string): MountEntry[] {
  const entries = new Map<string, MountEntry>()
  eachLine(text, (line) => {
    const [left, right] = line.split(' - ', 2)
    const [, , deviceNumber, root, mount, options] = (left ?? '').split(' ')
    const [type, device] = (right ?? '').split(' ')
    if (!deviceNumber || !root || !mount || !type || device === undefined) return
    const at = unescapeMount(mount)
    entries.delete(at)
    entries.set(at, {
      mount: at,
      device: unescapeMount(device),
      type,
      readOnly: isReadOnly(options),
      deviceNumber,
      root: unescapeMount(root),
    })
  })
  return [...entries.values()]
}

/** `/proc/mounts`, for kernels without mountinfo (before 2.6.26). */
export function parseMounts(text: string): MountEntry[] {
  const entries = new Map<string, MountEntry>()
  eachLine(text, (line) => {
    const [device, mount, type, options] = line.split(' ')
    if (!device || !mount || !type || device === 'rootfs') return
    const at = unescapeMount(mount)
    entries.delete(at)
    const deviceNumber = device.startsWith('/dev/') ? device : ''
    entries.set(at, { mount: at, device: unescapeMount(device), type, readOnly: isReadOnly(options), deviceNumber, root: '/' })
  })
  return [...entries.values()]
}

function isReadOnly(options: string | undefined): boolean {
  return (options ?? '').split(',').includes('ro')
}

/** Blanks, tabs, newlines and backslashes are written as octal bytes. */
function unescapeMount(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
}

/** The file systems worth measuring, each once, and the one of `diskMount` under that name in any case. */
export function selectMounts(entries: readonly MountEntry[], diskMount: string): MountEntry[] {
  const disk = holding(entries, diskMount)
  const chosen = new Map<string, MountEntry>()
  if (disk) chosen.set(identity(disk), disk)
  for (const entry of entries) {
    if (isPseudoMount(entry)) continue
    const other = chosen.get(identity(entry))
    if (!other || (other !== disk && betterThan(entry, other))) chosen.set(identity(entry), entry)
  }
  return [...chosen.values()]
}

function identity(entry: MountEntry): string {
  return entry.deviceNumber || `${entry.device} ${entry.mount}`
}

/** The whole file system rather than a folder of it, and the shorter path. */
function betterThan(entry: MountEntry, other: MountEntry): boolean {
  if ((entry.root === '/') !== (other.root === '/')) return entry.root === '/'
  return entry.mount.length < other.mount.length
}

/** The mount at `path` or, when `path` is an ordinary folder, the one it lies in, called `path`. */
function holding(entries: readonly MountEntry[], path: string): MountEntry | undefined {
  const inside = entries.filter(({ mount }) => path === mount || path.startsWith(mount === '/' ? '/' : `${mount}/`))
  const nearest = inside.sort((a, b) => b.mount.length - a.mount.length)[0]
  return nearest && { ...nearest, mount: path }
}
