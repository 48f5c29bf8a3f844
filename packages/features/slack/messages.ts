import type { Incident, TimelineEntry } from '@hyperion/domain/incidents'
import type { IncidentDetail } from '@hyperion/ports/incidents'
import type { SlackMessage, SlackStore } from '@hyperion/ports/slack'
import { DONE, type Incidents, type StepOutcome } from '../incidents/index.ts'
import { type AudienceDeps, audienceOf } from './audience.ts'
import { incidentPost, type Links, roomPost } from './blocks.ts'
import { chronicle, since, worthTelling } from './chronicle.ts'
import { NOT_SET_UP } from './outcomes.ts'
import { isClosed, type SlackPosts } from './posts.ts'
import type { WarRooms } from './rooms.ts'
import type { SlackApp, SlackSettings } from './settings.ts'

export interface MessagesDeps extends AudienceDeps {
  readonly store: SlackStore
  readonly settings: SlackSettings
  readonly incidents: Incidents
  readonly posts: SlackPosts
  readonly rooms: WarRooms
  readonly links: () => Links
}

/** What Slack says of an incident: its message, the thread below it, and what is said in its war room. */
export class SlackMessages {
  readonly #deps: MessagesDeps

  constructor(deps: MessagesDeps) {
    this.#deps = deps
  }

  /** Step `slack`: brings everything up to date. */
  async update({ id }: Incident): Promise<StepOutcome> {
    const { settings, incidents, store } = this.#deps
    const app = await settings.app()
    if (!app) return NOT_SET_UP
    const detail = await incidents.detail(id)
    const timeline = await incidents.timeline(id)
    const room = await store.room(id)
    await this.#channel(app, detail, timeline, room !== undefined)
    if (room) await this.#room(app, detail, timeline)
    return DONE
  }

  async #channel(app: SlackApp, detail: IncidentDetail, timeline: readonly TimelineEntry[], hasRoom: boolean): Promise<void> {
    const { posts, links } = this.#deps
    const { channel } = await audienceOf(detail, this.#deps)
    const channels = [...new Set([channel ?? app.defaultChannel, app.defaultChannel])]
    const to = { incident: detail.incident.id, place: 'channel', channels } as const
    const message = await posts.keep(app, to, incidentPost(detail, links()), timeline.at(-1)?.id ?? null)
    await this.#tell(app, message, detail.incident, timeline, hasRoom)
  }

  /** A room that was closed says nothing any more. */
  async #room(app: SlackApp, detail: IncidentDetail, timeline: readonly TimelineEntry[]): Promise<void> {
    const { posts, store, rooms, links } = this.#deps
    const { incident } = detail
    const known = await store.message(incident.id, 'room')
    // The step that opens the room has not got so far.
    if (!known) return
    try {
      const { runbook } = await audienceOf(detail, this.#deps)
      const to = { incident: incident.id, place: 'room', channels: [known.channel] } as const
      const message = await posts.keep(app, to, roomPost(detail, runbook, links()), timeline.at(-1)?.id ?? null)
      const entries = await this.#tell(app, message, incident, timeline, true)
      const lead = incident.lead?.id
      if (lead && entries.some(({ type }) => type === 'LEAD')) await rooms.invite(app, message.channel, [lead])
    } catch (error) {
      if (!isClosed(error)) throw error
    }
  }

  async #tell(
    app: SlackApp,
    message: SlackMessage,
    incident: Incident,
    timeline: readonly TimelineEntry[],
    hasRoom: boolean,
  ): Promise<readonly TimelineEntry[]> {
    const { posts, store } = this.#deps
    const newest = timeline.at(-1)?.id ?? null
    if (message.told === newest) return []
    const entries = worthTelling(since(timeline, message.told), message, hasRoom)
    for (const post of chronicle(entries, incident, message.place)) await posts.reply(app, message, post)
    await store.saveMessage({ ...message, told: newest })
    return entries
  }
}
