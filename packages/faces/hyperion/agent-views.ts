import { type AgentView, agentTroubles } from '@hyperion/features/agents'
import type { EnrolmentToken } from '@hyperion/ports/agents'
import type { Host } from '@hyperion/ports/hosts'
import type { AgentAnswer, EnrolmentTokenRow, HostAnswer, HostSummary } from '@hyperion/wire/web'

export function hostSummary(
  { id, name, kind, tags }: Pick<Host, 'id' | 'name' | 'kind' | 'tags'>,
  agent: AgentView | undefined,
): HostSummary {
  return { id, name, kind, tags, agent: agent ? agentAnswer(agent) : null }
}

function agentAnswer(agent: AgentView): AgentAnswer {
  const { status, connected } = agent
  return {
    version: agent.version,
    address: agent.address,
    connected,
    last_seen: agent.lastSeen,
    enrolled_at: agent.enrolledAt,
    interval_seconds: agent.effectiveIntervalMs / 1000,
    own_interval: agent.intervalMs !== null,
    skew_ms: agent.skewMs,
    lacks: agent.lacks,
    buffer: status && {
      reports: status.buffered,
      bytes: status.bufferedBytes,
      dropped: status.dropped,
      refused: status.refused,
      trouble: status.trouble,
    },
    conflict: agent.conflict,
  }
}

/** What an agent told of its host; undefined until it has. */
export function inventoryView(
  agent: AgentView,
  now: number,
): Pick<HostAnswer, 'info' | 'interfaces' | 'mounts' | 'cloud' | 'degraded'> | undefined {
  if (!agent.inventory) return undefined
  const { info, interfaces, mounts, cloud } = agent.inventory
  const { hostname, os, cpu, memoryBytes, bootedAt } = info
  return {
    info: { hostname, os, cpu, memory_bytes: memoryBytes, booted_at: bootedAt },
    interfaces,
    mounts,
    cloud: cloud && { provider: cloud.provider, region: cloud.region, instance_type: cloud.instanceType },
    degraded: agentTroubles(agent, now),
  }
}

export function tokenRow(token: EnrolmentToken): EnrolmentTokenRow {
  return {
    id: token.id,
    label: token.label,
    created_at: token.createdAt,
    created_by: token.createdBy,
    expires_at: token.expiresAt,
    used_at: token.usedAt,
    host: token.host,
  }
}
