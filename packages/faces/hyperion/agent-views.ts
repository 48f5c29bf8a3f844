import type { HostInventory } from '@hyperion/domain/hosts'
import type { AgentView } from '@hyperion/features/agents'
import type { HostView } from '@hyperion/features/hosts'
import type { EnrolmentToken } from '@hyperion/ports/agents'
import type { AgentAnswer, EnrolmentTokenRow, HostAnswer, HostSummary } from '@hyperion/wire/web'

/** `agent` is left out for a host without one. */
export function hostSummary({ id, name, kind, tags, status }: HostView, agent: AgentView | undefined): HostSummary {
  return {
    id,
    name,
    kind,
    tags,
    online: status.online,
    last_seen: status.lastSeen,
    down: status.down ?? null,
    interval_seconds: status.intervalMs / 1000,
    own_interval: status.ownInterval,
    lacks: status.lacks,
    degraded: status.troubles,
    agent: agent ? agentAnswer(agent) : null,
  }
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

/** What a host told of itself. */
export function inventoryView({
  info,
  interfaces,
  mounts,
  cloud,
}: HostInventory): Pick<HostAnswer, 'info' | 'interfaces' | 'mounts' | 'cloud'> {
  const { hostname, os, cpu, memoryBytes, bootedAt } = info
  return {
    info: { hostname, os, cpu, memory_bytes: memoryBytes, booted_at: bootedAt },
    interfaces,
    mounts,
    cloud: cloud && { provider: cloud.provider, region: cloud.region, instance_type: cloud.instanceType },
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
