import type { Database } from '@hyperion/adapters/db'
import { readCloud } from '@hyperion/agent'
import type { CloudPlacement } from '@hyperion/domain/hosts'
import type { Agents } from '@hyperion/features/agents'
import { agentFacts, Collectors, localFacts } from '@hyperion/features/performance'
import type { LiveHost } from '@hyperion/ports/live-host'

interface CollectorsDeps {
  readonly database: Pick<Database, 'hosts'>
  /** The hub's own machine, and its id among the hosts. */
  readonly host: LiveHost
  readonly hubHostId: number
  readonly agents: Agents
}

/** The hosts with what each told of itself; where the hub's own runs is asked of its cloud meanwhile. */
export function openCollectors({ database, host, hubHostId, agents }: CollectorsDeps): Collectors {
  let cloud: CloudPlacement | null = null
  void readCloud().then((found) => {
    cloud = found
  })
  const factsOf = (id: number) => (id === hubHostId ? localFacts(host, cloud) : agentFacts(agents.get(id)))
  return new Collectors({ hosts: database.hosts, factsOf })
}
