import { DomainError } from '@hyperion/domain/errors'
import type { CloudPlacement, HostInventory, PackageRun } from '@hyperion/domain/hosts'
import type { LiveHost } from '@hyperion/ports/live-host'
import type { Operator } from '../operators/index.ts'
import type { HostSource } from './source.ts'

export interface HubSourceDeps {
  readonly host: LiveHost
  /** Its id among the hosts. */
  readonly id: () => number
  readonly intervalMs: number
  /** Troubles that do not stop the hub. */
  readonly degraded: () => readonly string[]
  /** Null where the hub runs in no cloud, and until that is known. */
  readonly cloud: () => CloudPlacement | null
  /** What packages were changed last; left out where nothing tells. */
  readonly packages?: (() => PackageRun | null) | undefined
  /** Null until it takes orders; left out where it takes none. */
  readonly operator?: (() => Operator | null) | undefined
}

/** The machine that the hub itself runs on, whose live samples come unasked. */
export function hubSource({ host, id, intervalMs, degraded, cloud, packages, operator }: HubSourceDeps): HostSource {
  const refuse = async (): Promise<never> => {
    throw new DomainError('conflict', 'This is the hub’s own machine: it has no agent to change or delete')
  }
  const inventory = (): HostInventory => {
    const run = packages?.()
    const told = { info: host.info, interfaces: host.interfaces(), mounts: host.mounts(), cloud: cloud() }
    return run ? { ...told, packages: run } : told
  }
  return {
    kind: 'hub',
    status: (of) =>
      of === id()
        ? {
            name: host.info.hostname,
            inventory: inventory(),
            online: host.ready,
            lastSeen: host.ready ? host.report().at : null,
            intervalMs,
            ownInterval: false,
            troubles: [...degraded(), ...host.containers().troubles],
            lacks: [],
          }
        : undefined,
    change: refuse,
    remove: refuse,
    units: async () => (host.ready ? { at: host.report().at, units: await host.units() } : null),
    processes: () => host.processes(),
    operator: () => operator?.() ?? null,
  }
}
