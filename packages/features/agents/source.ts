import type { Clock } from '@hyperion/ports/clock'
import type { HostSource } from '../hosts/index.ts'
import type { Agents } from './agents.ts'
import { agentTroubles } from './troubles.ts'

/** Hosts that an agent reports for. */
export function agentSource(agents: Agents, clock: Clock): HostSource {
  return {
    kind: 'agent',
    status: (host) => {
      const agent = agents.get(host)
      return (
        agent && {
          name: agent.name,
          inventory: agent.inventory,
          online: agent.connected,
          lastSeen: agent.lastSeen,
          down: agent.down,
          intervalMs: agent.effectiveIntervalMs,
          ownInterval: agent.intervalMs !== null,
          troubles: agentTroubles(agent, clock.now()),
          lacks: agent.lacks,
        }
      )
    },
    change: async (host, change) => {
      await agents.change(host, change)
    },
    remove: (host) => agents.remove(host),
    units: async (host) => agents.unitsOf(host),
    operator: (host) => agents.operator(host),
    watch: (host) => agents.watch(host),
  }
}
