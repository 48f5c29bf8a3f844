import type { HostSource } from '../hosts/index.ts'
import type { SshHosts } from './ssh-hosts.ts'

/** What a shell without privileges does not show, and nothing on the host does. */
const LACKS = ['units', 'processes', 'containers'] as const

/** Hosts that are watched over SSH. */
export function sshSource(hosts: SshHosts): HostSource {
  return {
    kind: 'ssh',
    status: (id) => {
      const host = hosts.get(id)
      return (
        host && {
          name: host.name,
          inventory: host.inventory,
          online: host.online,
          lastSeen: host.lastSeen,
          intervalMs: host.effectiveIntervalMs,
          ownInterval: host.intervalMs !== null,
          troubles: host.troubles,
          lacks: LACKS,
        }
      )
    },
    change: (id, change) => hosts.change(id, change),
    remove: (id) => hosts.remove(id),
    operator: (id) => hosts.operator(id),
    watch: (id) => hosts.watch(id),
  }
}
