import type { IncidentDetail } from '@hyperion/ports/incidents'
import type { RunbookStore } from '@hyperion/ports/runbooks'
import type { TeamStore } from '@hyperion/ports/services'

export interface AudienceDeps {
  readonly teams: Pick<TeamStore, 'byId'>
  readonly runbooks: Pick<RunbookStore, 'heads'>
  /** Who is on call in a schedule by now. */
  readonly onCall: (scheduleId: string) => Promise<{ readonly id: number } | null>
}

/** Who is to hear of an incident, and what helps them. */
export interface Audience {
  /** The channel of the team that owns the service. */
  readonly channel: string | null
  /** Ids of our users: the lead, who is on call, and the team. */
  readonly people: readonly number[]
  readonly runbook: { readonly id: string; readonly title: string } | null
}

export async function audienceOf({ incident, service }: IncidentDetail, { teams, runbooks, onCall }: AudienceDeps): Promise<Audience> {
  const team = service.ownerTeam ? await teams.byId(service.ownerTeam.id) : undefined
  const called = team?.scheduleId ? await onCall(team.scheduleId) : null
  const own = (await runbooks.heads()).filter((each) => each.service?.id === service.id)
  const [runbook] = own.sort((one, other) => other.updatedAt - one.updatedAt)
  const first = [incident.lead?.id, called?.id].filter((id) => typeof id === 'number')
  return {
    channel: team?.slackChannelId || null,
    people: [...new Set([...first, ...(team?.members ?? []).map(({ id }) => id)])],
    runbook: runbook ? { id: runbook.id, title: runbook.title } : null,
  }
}
