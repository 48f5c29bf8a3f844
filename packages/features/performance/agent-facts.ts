import type { AgentView } from '../agents/index.ts'
import type { CollectorFacts } from './collectors.ts'

/** What the agent of a host told of it; null until it has. */
export function agentFacts(agent: Pick<AgentView, 'inventory' | 'lastSeen' | 'connected'> | undefined): CollectorFacts | null {
  if (!agent?.inventory) return null
  const { info, interfaces, cloud } = agent.inventory
  return { info, interfaces, cloud, lastSeen: agent.lastSeen, online: agent.connected }
}
