/** Devices without a medium of their own: what is written to them is written to a disk, or to memory. */
const STACKED = /^(z?ram|loop|fd|sr|dm-|md|zd|drbd|bcache)\d+/
const PARTITION = /^((h|s|v|xv)d[a-z]+\d+|(nvme\d+n\d+|mmcblk\d+|nbd\d+)p\d+|mmcblk\d+(boot|rpmb)\d*)$/

/** Whether what goes to a device by its name goes to another one too. */
export function isStackedDevice(name: string): boolean {
  return STACKED.test(name)
}

/** Whether a device is by its name a part of a disk. */
export function isPartition(name: string): boolean {
  return PARTITION.test(name)
}

/** node_exporter's defaults, and the single files that container engines mount. */
const PSEUDO_PLACES =
  /^\/(dev|proc|run\/credentials\/.+|sys|var\/lib\/docker\/.+|var\/lib\/containers\/storage\/.+|etc\/(hosts|hostname|resolv\.conf))($|\/)/
const PSEUDO_TYPES =
  /^(autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|efivarfs|fusectl|fuse\.(gvfsd-fuse|lxcfs|portal)|hugetlbfs|iso9660|mqueue|nsfs|overlay|proc|procfs|pstore|ramfs|rootfs|rpc_pipefs|securityfs|selinuxfs|squashfs|erofs|sysfs|tracefs|usbfs)$/

/** Whether a mount holds nobody's files: kernel interfaces, parts of containers, read-only images. */
export function isPseudoMount({
  mount,
  type,
  readOnly,
}: {
  readonly mount: string
  readonly type: string
  readonly readOnly: boolean
}): boolean {
  return PSEUDO_TYPES.test(type) || PSEUDO_PLACES.test(mount) || (type === 'tmpfs' && readOnly)
}
