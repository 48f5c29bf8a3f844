import { DomainError } from '@hyperion/domain/errors'
import { COMMENT_LENGTH, type Incident, type IncidentAction, type Severity, statusAfter } from '@hyperion/domain/incidents'
import { shortened } from '@hyperion/domain/text'
import type { User } from '@hyperion/domain/users'
import type { SlackEvent } from '@hyperion/ports/slack'
import type { AuditLog } from '../audit/index.ts'
import type { IncidentRequest, Incidents } from '../incidents/index.ts'
import { incidentUrl, type Links } from './blocks.ts'
import { escaped, link, mentions, toMarkdown } from './mrkdwn.ts'
import { mayAct, type SlackPeople, type Speaker } from './people.ts'
import type { ReplyTo, SlackReplies } from './replies.ts'
import type { SlackApp, SlackSettings } from './settings.ts'
import { incidentList } from './summary.ts'
import { wordsOf } from './words.ts'

/** What people asked for in Slack, as it is written down before it is done. */
export type Deed =
  | { readonly kind: 'list'; readonly to: ReplyTo }
  | {
      readonly kind: 'change'
      readonly to: ReplyTo
      readonly ref: string
      readonly action: IncidentAction
      readonly note?: string
      readonly cause?: string
      /** Whether to say so when it is done. */
      readonly loud: boolean
    }
  | { readonly kind: 'lead'; readonly to: ReplyTo; readonly ref: string }
  | {
      readonly kind: 'create'
      readonly to: ReplyTo
      readonly title: string
      readonly service: string
      readonly severity: Severity
      readonly description: string
    }
  | {
      readonly kind: 'comment'
      readonly to: ReplyTo
      /** Null: it mentions the app, and no incident. */
      readonly incident: string | null
      readonly ts: string
      readonly text: string
      readonly inRoom: boolean
    }

export interface DeedsDeps {
  readonly incidents: Incidents
  readonly people: SlackPeople
  readonly settings: SlackSettings
  readonly replies: SlackReplies
  readonly audit: Pick<AuditLog, 'record'>
  readonly links: () => Links
}

const REMIND_MS = 86_400_000
const MOST_MENTIONS = 10

interface Doing {
  readonly app: SlackApp
  readonly speaker: Speaker
  readonly user: User
  /** It may have been done before the hub ended. */
  readonly again: boolean
  readonly since: number
}

/** Does what was asked for in Slack, for whoever asked and as far as that one may. */
export class SlackDeeds {
  readonly #deps: DeedsDeps

  constructor(deps: DeedsDeps) {
    this.#deps = deps
  }

  /** Rejects only with what may go better another time. */
  async handle({ payload, attempts, at }: SlackEvent): Promise<void> {
    const deed = payload as unknown as Deed
    const app = await this.#deps.settings.app()
    // Whoever took Slack away in the meantime wants nothing done.
    if (!app) return
    const speaker = await this.#deps.people.speaker(deed.to.user)
    if (!mayAct(speaker, deed.kind === 'list' ? 'read' : 'execute') || speaker.user === null) return this.refuse(app, speaker, deed, at)
    await this.#do({ app, speaker, user: speaker.user, again: attempts > 1, since: at }, deed)
  }

  /** Says that it could not be done. */
  async giveUp({ payload }: SlackEvent): Promise<void> {
    const { to } = payload as unknown as Deed
    const app = await this.#deps.settings.app()
    if (app) await this.#deps.replies.send(app, to, `⚠️ ${wordsOf(await this.#deps.people.language(to.user)).failed}`)
  }

  /** Says why not; to whoever only writes in a war room, once a day. */
  async refuse(app: SlackApp, speaker: Speaker, { kind, to }: Pick<Deed, 'kind' | 'to'>, at: number): Promise<void> {
    const { people, replies, links } = this.#deps
    if (kind === 'comment') {
      if (speaker.toldAt !== null && at - speaker.toldAt < REMIND_MS) return
      await people.noteTold(speaker.slackId)
    }
    const words = wordsOf(speaker.language)
    const { app: origin } = links()
    const reason = !speaker.user
      ? words.notLinked(`${origin}/app/settings/profile`)
      : speaker.user.mustChangePassword
        ? words.mustChangePassword(`${origin}/app/`)
        : words.notAllowed
    await replies.send(app, to, `🔒 ${reason}`)
  }

  async #do(doing: Doing, deed: Deed): Promise<void> {
    try {
      if (deed.kind === 'list') await this.#list(doing, deed.to)
      else if (deed.kind === 'change') await this.#change(doing, deed)
      else if (deed.kind === 'lead') await this.#lead(doing, deed)
      else if (deed.kind === 'create') await this.#create(doing, deed)
      else await this.#comment(doing, deed)
    } catch (error) {
      if (!(error instanceof DomainError) || !FINAL.has(error.code)) throw error
      const words = wordsOf(doing.speaker.language)
      const text = error.code === 'not_found' && 'ref' in deed ? words.noSuchIncident(escaped(deed.ref)) : words.failed
      await this.#deps.replies.send(doing.app, deed.to, `⚠️ ${text}`)
    }
  }

  async #list({ app, speaker }: Doing, to: ReplyTo): Promise<void> {
    const { text, blocks } = await incidentList(this.#deps.incidents, speaker.language, this.#deps.links())
    await this.#deps.replies.send(app, to, text, blocks)
  }

  async #change(doing: Doing, { ref, action, note, cause, to, loud }: Extract<Deed, { kind: 'change' }>): Promise<void> {
    const { incidents } = this.#deps
    const before = await incidents.byRef(ref)
    const words = wordsOf(doing.speaker.language)
    // It was done, and the hub ended before it could note so.
    const done = doing.again && isDone(before, action, doing)
    if (!done && !statusAfter(before.status, action)) {
      const text = words.refused(this.#name(before), words.status[before.status])
      return this.#deps.replies.send(doing.app, to, `⚠️ ${text}`)
    }
    if (!done) {
      const told = {
        ...(note && { message: note, ...(action === 'resolve' && { resolutionNote: note }) }),
        ...(cause && { rootCause: cause }),
      }
      await this.#audited(doing, `incident.${action}`, before.shortId, () =>
        incidents.transition(before.id, action, actorOf(doing.user), told),
      )
    }
    if (loud) await this.#deps.replies.send(doing.app, to, words[action](this.#name(before)))
  }

  async #lead(doing: Doing, { ref }: Extract<Deed, { kind: 'lead' }>): Promise<void> {
    const { id, shortId } = await this.#deps.incidents.byRef(ref)
    await this.#audited(doing, 'incident.update', shortId, () =>
      this.#deps.incidents.edit(id, { lead: doing.user.id }, actorOf(doing.user)),
    )
  }

  async #create(doing: Doing, { to, title, service, severity, description }: Extract<Deed, { kind: 'create' }>): Promise<void> {
    const request: IncidentRequest = {
      title,
      service,
      severity,
      description,
      source: 'slack',
      // Who sends the form twice means one incident, as in the app.
      dedupKey: `manual:${title.toLowerCase()}`,
    }
    const { incident, outcome } = await this.#audited(doing, 'incident.create', title, () =>
      this.#deps.incidents.create(request, actorOf(doing.user)),
    )
    const words = wordsOf(doing.speaker.language)
    const own = outcome === 'created' || (doing.again && incident.createdBy?.id === doing.user.id && incident.createdAt >= doing.since)
    await this.#deps.replies.send(doing.app, to, own ? words.created(this.#name(incident)) : words.existing(this.#name(incident)))
  }

  async #comment(doing: Doing, { to, incident: ref, ts, text, inRoom }: Extract<Deed, { kind: 'comment' }>): Promise<void> {
    const { incidents, replies } = this.#deps
    const words = wordsOf(doing.speaker.language)
    if (ref === null) return replies.send(doing.app, to, words.help('/imas'))
    const content = shortened(await this.#markdown(doing.app, text), COMMENT_LENGTH)
    if (content === '') return
    const incident = await incidents.byRef(ref)
    const written = doing.again && (await incidents.timeline(incident.id)).some(({ data }) => data.ts === ts && data.channel === to.channel)
    if (!written) {
      const origin = { via: 'slack', channel: to.channel, ts }
      await this.#audited(doing, 'incident.comment', incident.shortId, () =>
        incidents.comment(incident.id, actorOf(doing.user), content, 'comment', origin),
      )
    }
    if (!inRoom) await replies.send(doing.app, to, `📝 ${words.commented(this.#name(incident))}`)
  }

  /** Without the app's own mention at its beginning, and with names for the others. */
  async #markdown(app: SlackApp, text: string): Promise<string> {
    const own = app.team?.botUser
    const rest = own ? text.replace(new RegExp(`^\\s*<@${own}(?:\\|[^>]*)?>[\\s,:]*`), '') : text
    const names = new Map<string, string>()
    for (const id of mentions(rest).slice(0, MOST_MENTIONS)) {
      const speaker = await this.#deps.people.speaker(id).catch(() => null)
      if (speaker) names.set(id, speaker.name)
    }
    return toMarkdown(rest, (id) => names.get(id))
  }

  #name(incident: Incident): string {
    return link(incidentUrl(this.#deps.links(), incident), incident.shortId)
  }

  async #audited<T>({ user, speaker }: Doing, action: `incident.${string}`, target: string, work: () => Promise<T>): Promise<T> {
    const told = {
      actor: { id: user.id, name: user.username },
      address: '',
      action,
      target,
      details: { via: 'slack', slack_user: speaker.slackId },
    }
    try {
      const result = await work()
      this.#deps.audit.record(told)
      return result
    } catch (error) {
      const code = error instanceof DomainError ? error.code : 'internal'
      this.#deps.audit.record({ ...told, details: { ...told.details, error: code }, outcome: 'failure' })
      throw error
    }
  }
}

/** Trying again would change nothing about these. */
const FINAL: ReadonlySet<string> = new Set(['not_found', 'conflict', 'validation_failed', 'permission_denied'])

function actorOf({ id, username }: User): { readonly id: number; readonly username: string } {
  return { id, username }
}

function isDone(incident: Incident, action: IncidentAction, { user, since }: Doing): boolean {
  if (action === 'acknowledge') return incident.acknowledgedBy?.id === user.id && (incident.acknowledgedAt ?? 0) >= since
  if (action === 'resolve') return incident.resolvedBy?.id === user.id && (incident.resolvedAt ?? 0) >= since
  return incident.updatedAt >= since && statusAfter(incident.status, action) === null
}
