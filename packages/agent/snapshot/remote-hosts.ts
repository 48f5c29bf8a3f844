import type { HostInventory } from '@hyperion/domain/hosts'
import type { RemoteHosts, RemoteReader } from '@hyperion/ports/remote-host'
import type { Sources } from '../linux/sources.ts'
import { forHistory } from '../live-host.ts'
import { createCollectors, sharedCpuTimes } from '../platforms/linux.ts'
import { inventoryOf } from '../remote/inventory.ts'
import { createSampler } from '../sampler.ts'
import { SNAPSHOT_SCRIPT } from './script.ts'
import { NET, PATHS, readSnapshot, type Snapshot } from './snapshot.ts'

/** Hosts that are watched without an agent on them, by the same collectors. */
export const remoteHosts: RemoteHosts = { script: SNAPSHOT_SCRIPT, createReader }

function createReader(log: (message: string) => void): RemoteReader {
  let latest: Snapshot | null = null
  let bootedAt: number | null = null
  const present = (): Snapshot => {
    if (!latest) throw new Error('nothing was read yet')
    return latest
  }
  const sources = sourcesOver(present)
  const live = createSampler(createCollectors(sources), log)
  const stored = createSampler(createCollectors(sources), log)
  return {
    async take(answer) {
      const snapshot = await readSnapshot(answer)
      // The kernel reckons the moment of boot from the wall clock, which moves: the first answer stands until it starts anew.
      if (!latest || snapshot.uptimeMs < latest.uptimeMs) bootedAt = snapshot.info.bootedAt
      latest = snapshot
    },
    live: () => live.sample(present().uptimeMs),
    stored: () => forHistory(stored.sample(present().uptimeMs), present().links),
    inventory: () => latest && inventoryOfSnapshot(latest, bootedAt),
  }
}

function inventoryOfSnapshot({ info, interfaces, mounts }: Snapshot, bootedAt: number | null): HostInventory {
  const shown = mounts.map(({ mount, device, type, stuck }) => ({ mount, device, type, stuck }))
  const host = { info: { ...info, bootedAt: bootedAt ?? info.bootedAt }, interfaces: () => interfaces, mounts: () => shown }
  return inventoryOf(host, null)
}

/** Of whatever snapshot is the latest when a collector asks. */
function sourcesOver(present: () => Snapshot): Sources {
  return {
    files: { text: (path) => present().files.text(path), once: (path) => present().files.once(path), close() {} },
    paths: PATHS,
    net: NET,
    cpuTimes: sharedCpuTimes(() => present().files.text(`${PATHS.proc}/stat`)),
    mounts: () => present().mounts,
    linkSpeed: (name) => present().links.speed(name),
    isDisk: (name) => present().devices.isDisk(name),
    listeners: () => present().listening,
    processCounts: () => present().processes,
    sensors: () => present().sensors,
    containers: () => [],
    memoryBytes: () => present().info.memoryBytes,
  }
}
