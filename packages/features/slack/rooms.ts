import { type Incident, isOpen, severityDisplay } from '@hyperion/domain/incidents'
import { shortened } from '@hyperion/domain/text'
import type { IncidentDetail } from '@hyperion/ports/incidents'
import type { SlackRoom, SlackStore } from '@hyperion/ports/slack'
import { DONE, type Incidents, type StepOutcome } from '../incidents/index.ts'
import { type AudienceDeps, audienceOf } from './audience.ts'
import { incidentUrl, type Links, roomPost } from './blocks.ts'
import { type SlackClient, SlackError } from './client.ts'
import { NOT_SET_UP } from './outcomes.ts'
import type { SlackPeople } from './people.ts'
import type { SlackPosts } from './posts.ts'
import type { SlackApp, SlackSettings } from './settings.ts'

export interface RoomsDeps extends AudienceDeps {
  readonly store: SlackStore
  readonly settings: SlackSettings
  readonly incidents: Incidents
  readonly client: SlackClient
  readonly people: SlackPeople
  readonly posts: SlackPosts
  readonly links: () => Links
}

const NAME_LENGTH = 80
const TOPIC_LENGTH = 250
const NAMES = 20

/** Somebody who cannot come, or is there already. */
const NOT_INVITABLE: ReadonlySet<string> = new Set([
  'already_in_channel',
  'cant_invite',
  'cant_invite_self',
  'user_is_restricted',
  'user_is_ultra_restricted',
  'user_not_found',
  'user_team_not_in_channel',
])

/** Channels in which those who deal with an incident meet. */
export class WarRooms {
  readonly #deps: RoomsDeps

  constructor(deps: RoomsDeps) {
    this.#deps = deps
  }

  /** Step `war_room`. Whatever was done before the hub ended is not done again. */
  async open({ id }: Incident): Promise<StepOutcome> {
    const { settings, incidents, store } = this.#deps
    const app = await settings.app()
    if (!app) return NOT_SET_UP
    const detail = await incidents.detail(id)
    const known = await store.room(id)
    if (!known && !isOpen(detail.incident.status)) return { state: 'skipped', reason: 'It was over before' }
    const room = known && (await this.#isThere(app, known, detail)) ? known : await this.#create(app, detail.incident)
    await incidents.edit(id, { warRoomLink: linkOf(app, room.channel) }, null)
    await this.#furnish(app, room, id)
    return DONE
  }

  async invite(app: SlackApp, channel: string, users: readonly number[]): Promise<void> {
    const { people, client } = this.#deps
    const ids = await people.slackIds(app, users)
    if (ids.length === 0) return
    try {
      await client.call(app, 'conversations.invite', { channel, users: ids.join(','), force: true })
    } catch (error) {
      if (!(error instanceof SlackError) || !NOT_INVITABLE.has(error.reason)) throw error
    }
  }

  /** Says what it is about, and who should be there. */
  async #furnish(app: SlackApp, { channel }: SlackRoom, id: string): Promise<void> {
    const { incidents, posts, links } = this.#deps
    const detail = await incidents.detail(id)
    const timeline = await incidents.timeline(id)
    const { people, runbook } = await audienceOf(detail, this.#deps)
    const to = { incident: id, place: 'room', channels: [channel] } as const
    await posts.keep(app, to, roomPost(detail, runbook, links()), timeline.at(-1)?.id ?? null)
    await this.invite(app, channel, people)
  }

  async #create(app: SlackApp, incident: Incident): Promise<SlackRoom> {
    const { client, store } = this.#deps
    for (let attempt = 1; attempt <= NAMES; attempt++) {
      const name = roomName(app.roomPrefix, incident, attempt)
      try {
        const answer = await client.call(app, 'conversations.create', { name, is_private: false })
        const channel = String((answer.channel as { id?: unknown } | undefined)?.id ?? '')
        const room = { incident: incident.id, channel, name }
        await store.saveRoom(room)
        await this.#setTopic(app, channel, incident)
        return room
      } catch (error) {
        // A channel of that name is somebody else's, for all we know: whoever made it could read along.
        if (!(error instanceof SlackError) || error.reason !== 'name_taken') throw error
      }
    }
    throw new Error('every name for a war room is taken')
  }

  async #isThere(app: SlackApp, { channel }: SlackRoom, { incident }: IncidentDetail): Promise<boolean> {
    try {
      await this.#setTopic(app, channel, incident)
      return true
    } catch (error) {
      if (error instanceof SlackError && ['is_archived', 'channel_not_found', 'not_in_channel'].includes(error.reason)) return false
      throw error
    }
  }

  async #setTopic(app: SlackApp, channel: string, incident: Incident): Promise<void> {
    const { shortId, title, severity } = incident
    const topic = shortened(`${shortId} · ${severityDisplay(severity)} · ${title}`, TOPIC_LENGTH - 100)
    await this.#deps.client.call(app, 'conversations.setTopic', {
      channel,
      topic: `${topic} · ${incidentUrl(this.#deps.links(), incident)}`.slice(0, TOPIC_LENGTH),
    })
  }
}

/** `inc-a1b2c3-redis-cluster-down`, with a number from the second on. */
export function roomName(prefix: string, { shortId, title }: Pick<Incident, 'shortId' | 'title'>, attempt: number): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
  const suffix = attempt === 1 ? '' : `-${attempt}`
  const name = `${prefix}${shortId.replace(/^INC-/, '').toLowerCase()}-${slug}`
  return `${name.slice(0, NAME_LENGTH - suffix.length).replace(/-+$/, '')}${suffix}`
}

/** Opens the channel in whatever of Slack's apps one has. */
function linkOf({ server }: SlackApp, channel: string): string {
  const gov = server !== null && new URL(server).hostname.endsWith('slack-gov.com')
  return `https://${gov ? 'slack-gov.com' : 'slack.com'}/app_redirect?channel=${encodeURIComponent(channel)}`
}
