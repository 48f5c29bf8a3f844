import type { Severity } from '@hyperion/domain/incidents'
import { TestClock } from '../clock/index.ts'
import { SIGNING_SECRET, type SlackRequest, SlackWorkspace, WORKSPACE_TOKEN } from '../slack/index.ts'
import { type TestApp, type TestAppOptions, testApp } from './test-app.ts'

const TURN_MS = 5
const TURNS = 1_500

export interface SlackHub extends TestApp {
  readonly workspace: SlackWorkspace
  /** Ids of services: one whose team has a channel, and one without a team. */
  readonly owned: string
  readonly alone: string
  /** What came of something that Slack sent. */
  deliver(request: SlackRequest): Promise<{ readonly status: number; readonly body: unknown }>
  /** Delivers it and waits until all is done that follows from it. */
  delivered(request: SlackRequest): Promise<{ readonly status: number; readonly body: unknown }>
  /** Waits until nothing is owed at once. */
  settled(): Promise<void>
  open(title: string, severity?: Severity, service?: string): Promise<string>
}

/** A hub with its app in a workspace: `ada` there is the technician here, `vic` the viewer, and `stranger` nobody. */
export async function slackHub(options: TestAppOptions = {}): Promise<SlackHub> {
  const clock = options.clock ?? new TestClock()
  const workspace = await SlackWorkspace.start(() => clock.now())
  const hub = await testApp({ ...options, clock, allowPrivate: [workspace.address] })
  const { technicien, viewer } = await addPeople(hub, workspace)
  const { owned, alone } = await addServices(hub, [technicien, viewer])
  const draft = { token: WORKSPACE_TOKEN, signingSecret: SIGNING_SECRET, defaultChannel: 'C0DEFAULT', roomPrefix: 'inc-' }
  await hub.slack.settings.save({ ...draft, server: workspace.origin }, 'admin')
  Object.assign(hub.stepHandlers, hub.slack.handlers)
  const deliver = async (request: SlackRequest) => {
    const answer = await hub.app.inject(request)
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
  }
  const settled = async (): Promise<void> => {
    await hub.slack.settled()
    hub.orchestrator.start()
    for (let turn = 0; hub.orchestrator.busy; turn++) {
      if (turn > TURNS) throw new Error('steps are still owed')
      await new Promise((resolve) => setTimeout(resolve, TURN_MS))
    }
  }
  return {
    ...hub,
    workspace,
    owned,
    alone,
    deliver,
    delivered: async (request) => {
      const answer = await deliver(request)
      await settled()
      return answer
    },
    settled,
    open: async (title, severity = 'SEV3_MEDIUM', service = owned) => {
      const { incident } = await hub.incidents.create({ title, service, severity, description: 'All nodes <down> & out.' }, null)
      await settled()
      return incident.id
    },
    close: async () => {
      await hub.slack.stop()
      await hub.orchestrator.stop()
      await hub.close()
      await workspace.close()
    },
  }
}

async function addPeople({ database }: TestApp, { users }: SlackWorkspace): Promise<{ technicien: number; viewer: number }> {
  const ids = { technicien: 0, viewer: 0 }
  for (const name of ['technicien', 'viewer'] as const) {
    ids[name] = (await database.users.byUsername(name))?.id ?? 0
    await database.users.update(ids[name], { email: `${name}@example.org` })
  }
  users.set('U0ADA', { id: 'U0ADA', name: 'ada', email: 'Technicien@Example.org' })
  users.set('U0VIC', { id: 'U0VIC', name: 'vic', email: 'viewer@example.org', locale: 'fr-FR' })
  users.set('U0STRANGER', { id: 'U0STRANGER', name: 'stranger', email: 'stranger@example.org' })
  return ids
}

async function addServices({ database, clock }: TestApp, members: readonly number[]): Promise<{ owned: string; alone: string }> {
  const at = clock.now()
  const team = { name: 'SRE Core', description: '', slackChannelId: 'C0TEAM', scheduleId: null, members, createdAt: at }
  const { id: ownerTeam } = await database.teams.create(team)
  const service = { description: '', criticality: 'TIER_1_CRITICAL', escalationPolicyId: null, hosts: [], createdAt: at } as const
  const runbookUrl = 'https://wiki.example.com/redis-recovery'
  const { id: owned } = await database.services.create({ ...service, name: 'redis-prod', ownerTeam, runbookUrl })
  const { id: alone } = await database.services.create({ ...service, name: 'wiki', ownerTeam: null, runbookUrl: null })
  await database.runbooks.create({ title: 'Redis Cluster Recovery', description: '', service: owned, steps: [], at })
  return { owned, alone }
}
