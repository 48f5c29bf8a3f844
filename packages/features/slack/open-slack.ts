import type { Clock } from '@hyperion/ports/clock'
import type { RunbookStore } from '@hyperion/ports/runbooks'
import type { ServiceStore, TeamStore } from '@hyperion/ports/services'
import type { SlackStore } from '@hyperion/ports/slack'
import type { UserStore } from '@hyperion/ports/users'
import type { AuditLog } from '../audit/index.ts'
import type { Incidents, StepHandler } from '../incidents/index.ts'
import type { Outgoing } from '../notifications/index.ts'
import type { SecretBox } from '../secrets/index.ts'
import type { AudienceDeps } from './audience.ts'
import { SlackClient } from './client.ts'
import { SlackDeeds } from './deeds.ts'
import { Dialogs } from './dialogs.ts'
import { SlackInbound } from './inbound.ts'
import { SlackInbox } from './inbox.ts'
import { slackManifest } from './manifest.ts'
import { SlackMessages } from './messages.ts'
import { SlackPeople } from './people.ts'
import { SlackPosts } from './posts.ts'
import { SlackReplies } from './replies.ts'
import { WarRooms } from './rooms.ts'
import { SlackSettings } from './settings.ts'

export interface SlackDeps {
  readonly store: SlackStore
  readonly users: Pick<UserStore, 'list'>
  readonly teams: Pick<TeamStore, 'byId'>
  readonly services: Pick<ServiceStore, 'names' | 'byId'>
  readonly runbooks: Pick<RunbookStore, 'heads'>
  readonly incidents: Incidents
  readonly secrets: SecretBox
  readonly outgoing: Pick<Outgoing, 'post' | 'refusal'>
  readonly audit: Pick<AuditLog, 'record'>
  readonly onCall: AudienceDeps['onCall']
  /** Where the hub is reached from outside. */
  readonly appUrl: () => string
  readonly clock: Clock
  readonly log: (message: string) => void
}

export interface Slack {
  readonly settings: SlackSettings
  readonly inbound: SlackInbound
  readonly handlers: { readonly slack: StepHandler; readonly war_room: StepHandler }
  /** From which api.slack.com makes the app. */
  manifest(): object
  start(): void
  stop(): Promise<void>
  /** Waits until what came is done, or has to wait itself. */
  settled(): Promise<void>
}

/** Incidents in Slack: told there, and dealt with from there. */
export function openSlack(deps: SlackDeps): Slack {
  const { store, outgoing, clock, log } = deps
  const links = () => ({ app: deps.appUrl().replace(/\/+$/, '') })
  const client = new SlackClient({ outgoing, clock, onOutcome: noteOutcomes(deps) })
  const settings = new SlackSettings({ ...deps, client, refusal: (url) => outgoing.refusal(url) })
  const shared = { ...deps, settings, client, links }
  const people = new SlackPeople(shared)
  const replies = new SlackReplies({ outgoing, client, log })
  const posts = new SlackPosts(shared)
  const rooms = new WarRooms({ ...shared, people, posts })
  const messages = new SlackMessages({ ...shared, posts, rooms })
  const deeds = new SlackDeeds({ ...shared, people, replies })
  const dialogs = new Dialogs({ ...shared, people, deeds, replies })
  const handle = deeds.handle.bind(deeds)
  const inbox = new SlackInbox({ store, handle, onFailed: (event) => deeds.giveUp(event), clock, log })
  return {
    settings,
    inbound: new SlackInbound({ ...shared, people, inbox, dialogs }),
    handlers: { slack: (incident) => messages.update(incident), war_room: (incident) => rooms.open(incident) },
    manifest: () => slackManifest(links().app),
    start: () => inbox.start(),
    stop: async () => {
      await inbox.stop()
      await dialogs.settled()
    },
    settled: async () => {
      await dialogs.settled()
      await inbox.settled()
    },
  }
}

/** Keeps what went wrong last, until it goes well again. */
function noteOutcomes({ store, clock, log }: SlackDeps): (error: string | null) => void {
  let last: string | null | undefined
  return (error) => {
    if (error === last) return
    last = error
    store
      .noteState({ lastError: error, lastErrorAt: error === null ? null : clock.now() })
      .catch((failure: Error) => log(`slack: not noted: ${failure.message}`))
  }
}
