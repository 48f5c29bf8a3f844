import { TestClock } from '@hyperion/testkit/clock'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { captured, Tree } from '../test-tree.ts'
import { createFiles } from './files.ts'
import { createMountWatch, type MountWatch, type StatFs } from './mount-watch.ts'
import { parseMountInfo, parseMounts, selectMounts } from './mounts.ts'
import { resolvePaths } from './paths.ts'

const chosen = (mountinfo: string, diskMount = '/'): string[] =>
  selectMounts(parseMountInfo(mountinfo), diskMount).map(({ mount }) => mount)

describe('selectMounts', () => {
  it('leaves out pseudo file systems and places, and bind mounts of what is there already', () => {
    expect(chosen(captured('kernel-3-vps/proc/self/mountinfo'))).toEqual(['/', '/run', '/run/lock', '/run/shm', '/run/user'])
    expect(chosen(captured('mixed-disks/proc/self/mountinfo'))).toEqual([
      '/',
      '/run',
      '/boot',
      '/run/user/1000',
      '/var/lib/kubelet/plugins/kubernetes.io/vsphere-volume/mounts/[vsanDatastore] bafb9e5a-8856-7e6c-699c-801844e77a4a/kubernetes-dynamic-pvc-3eba5bba-48a3-11e8-89ab-005056b92113.vmdk',
    ])
    expect(chosen(captured('debian-12/proc/self/mountinfo'))).toEqual(['/'])
  })

  it('takes the root of a container whatever its type, and none of the files mounted into it', () => {
    const alpine = [
      '620 560 0:52 / / rw,relatime master:1 - overlay overlay rw,lowerdir=/a:/b,upperdir=/c,workdir=/d',
      '621 620 0:55 / /proc rw,nosuid - proc proc rw',
      '622 620 0:56 / /dev rw,nosuid - tmpfs tmpfs rw,size=65536k,mode=755',
      '623 620 254:1 /docker/containers/x/resolv.conf /etc/resolv.conf rw,relatime - ext4 /dev/vda1 rw',
      '624 620 254:1 /docker/containers/x/hosts /etc/hosts rw,relatime - ext4 /dev/vda1 rw',
      '625 620 254:1 /volumes/data/_data /data rw,relatime - ext4 /dev/vda1 rw',
      '',
    ].join('\n')
    expect(chosen(alpine)).toEqual(['/', '/data'])
  })

  it('always takes the wanted mount, by its own name when it is only a folder', () => {
    const text = captured('mixed-disks/proc/self/mountinfo')
    expect(chosen(text, '/boot/efi')).toContain('/boot/efi')
    expect(chosen(text, '/boot/efi')).not.toContain('/boot')
    expect(chosen(text, '/dev/shm')).toContain('/dev/shm')
  })

  it('takes the whole file system before a folder of it, and what is mounted last at a place', () => {
    const text = [
      '1 0 8:1 /sub /a rw - ext4 /dev/sda1 rw',
      '2 0 8:1 / /longer rw - ext4 /dev/sda1 rw',
      '3 0 8:2 / /longer rw - xfs /dev/sdb1 rw',
      '4 0 8:1 / /mnt/all rw - ext4 /dev/sda1 rw',
      '5 0 0:9 / /var/snap ro - squashfs /dev/loop1 ro',
    ].join('\n')
    expect(parseMountInfo(text).find(({ mount }) => mount === '/longer')?.type).toBe('xfs')
    expect(chosen(text)).toEqual(['/mnt/all', '/longer'])
  })
})

describe('mount tables', () => {
  it('unescapes names', () => {
    expect(parseMountInfo('1 0 8:1 / /a\\040b\\134c rw - ext4 /dev/x rw')[0]?.mount).toBe('/a b\\c')
  })

  it('reads the table of kernels before 2.6.26', () => {
    const text = 'rootfs / rootfs rw 0 0\n/dev/root / ext3 rw,data=ordered 0 0\nproc /proc proc rw 0 0\n/dev/hda3 /home ext3 ro 0 0\n'
    expect(selectMounts(parseMounts(text), '/').map(({ mount, readOnly }) => [mount, readOnly])).toEqual([
      ['/', false],
      ['/home', true],
    ])
  })

  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, path) => {
        selectMounts(parseMountInfo(`1 0 8:1 / /${text} rw - ext4 ${text} rw\n${text}`), path)
        selectMounts(parseMounts(text), path)
      }),
    )
  })
})

const USAGE = { blockSize: 1, blocks: 100, free: 50, available: 40, files: 0, filesFree: 0 }

function watch(mountinfo: string, statfs: StatFs): { mounts: MountWatch; clock: TestClock; log: string[]; tree: Tree } {
  const tree = new Tree()
  tree.write('proc/self/mountinfo', mountinfo)
  const clock = new TestClock()
  const log: string[] = []
  const paths = { ...resolvePaths({ root: tree.root }), root: '' }
  const mounts = createMountWatch({ files: createFiles(), paths, clock, statfs, diskMount: '/', log: (message) => log.push(message) })
  return { mounts, clock, log, tree }
}

const stuck = (mounts: MountWatch): string[] =>
  mounts
    .latest()
    .filter((each) => each.stuck)
    .map(({ mount }) => mount)

describe('the mount watch', () => {
  const NFS = '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 0:50 / /nfs rw - nfs4 server:/x rw\n'

  it('marks a mount that does not answer as stuck, goes on with the others and asks it no second time', async () => {
    const asked: string[] = []
    const revive: (() => void)[] = []
    const { mounts, clock, log, tree } = watch(NFS, (path) => {
      asked.push(path)
      return path === '/nfs' ? new Promise((resolve) => revive.push(() => resolve(USAGE))) : Promise.resolve(USAGE)
    })
    const first = mounts.refresh()
    await clock.advance(0)
    expect(mounts.latest()).toMatchObject([{ mount: '/', usage: USAGE, stuck: false }])
    await clock.advance(2000)
    await first
    expect(mounts.latest()).toMatchObject([
      { mount: '/', usage: USAGE, stuck: false },
      { mount: '/nfs', usage: null, stuck: true, type: 'nfs4', device: 'server:/x' },
    ])
    await mounts.refresh()
    await mounts.refresh()
    expect(asked.filter((path) => path === '/nfs')).toHaveLength(1)
    expect(log).toEqual(['file system /nfs (nfs4) does not answer: its figures are left out'])
    revive[0]?.()
    await clock.advance(0)
    expect(stuck(mounts)).toEqual([])
    tree.delete()
  })

  it('has at most two remote mounts hang at once: each holds a thread', async () => {
    const remote = [1, 2, 3, 4].map((i) => `${i} 0 0:${i} / /nfs${i} rw - nfs server:/${i} rw`).join('\n')
    const asked: string[] = []
    const { mounts, clock, tree } = watch(`9 0 8:1 / / rw - ext4 /dev/sda1 rw\n${remote}\n`, (path) => {
      asked.push(path)
      return path === '/' ? Promise.resolve(USAGE) : new Promise(() => {})
    })
    const first = mounts.refresh()
    await clock.advance(4000)
    await first
    await mounts.refresh()
    expect(asked.filter((path) => path !== '/')).toEqual(['/nfs1', '/nfs2'])
    expect(stuck(mounts)).toEqual(['/nfs1', '/nfs2', '/nfs3', '/nfs4'])
    tree.delete()
  })

  it('leaves a mount without figures when it refuses, and forgets one that went away', async () => {
    const { mounts, tree } = watch(NFS, (path) => (path === '/nfs' ? Promise.reject(new Error('EACCES')) : Promise.resolve(USAGE)))
    await mounts.refresh()
    expect(mounts.latest()[1]).toMatchObject({ mount: '/nfs', usage: null, stuck: false })
    tree.write('proc/self/mountinfo', '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n')
    await mounts.refresh()
    expect(mounts.latest().map(({ mount }) => mount)).toEqual(['/'])
    tree.delete()
  })
})
