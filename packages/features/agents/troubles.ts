import { withDownCause } from '@hyperion/domain/hosts'
import { AGENT_LIMITS } from '@hyperion/wire/agent'
import type { AgentView } from './agents.ts'

/** A clock this far off is worth a word. */
const SKEW_WORTH_TELLING_MS = 5_000
/** A connection that was just lost comes back by itself. */
const ABSENT_MS = 30_000

/** What an operator should know of an agent, one line each; nothing when all is well. */
export function agentTroubles(agent: AgentView, now: number): readonly string[] {
  return [absence(agent, now), clock(agent), identity(agent), buffer(agent), age(agent), ...agent.containerTroubles].filter(
    (each) => each !== null,
  )
}

function absence({ connected, lastSeen, enrolledAt, down }: AgentView, now: number): string | null {
  const since = lastSeen ?? enrolledAt
  return connected || now - since < ABSENT_MS ? null : withDownCause(`agent: not connected since ${new Date(since).toISOString()}`, down)
}

function clock({ skewMs }: AgentView): string | null {
  if (skewMs === null || Math.abs(skewMs) < SKEW_WORTH_TELLING_MS) return null
  const told = `clock: ${duration(Math.abs(skewMs))} ${skewMs > 0 ? 'ahead of' : 'behind'} the hub's`
  return skewMs > AGENT_LIMITS.futureMs ? `${told}; reports are refused until it is set` : told
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}

function identity({ conflict }: AgentView): string | null {
  if (!conflict) return null
  const { refused, connected } = conflict
  return `identity: ${refused.hostname} (${refused.address}) has the key of ${connected.hostname} (${connected.address}) and is refused`
}

function buffer({ status }: AgentView): string | null {
  return status?.trouble ? `agent buffer: ${status.trouble}` : null
}

function age({ lacks, version }: AgentView): string | null {
  return lacks.length > 0 ? `agent: version ${version} lacks ${lacks.join(', ')}; update it` : null
}
