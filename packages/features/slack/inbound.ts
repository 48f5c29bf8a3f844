import { DomainError } from '@hyperion/domain/errors'
import type { IncidentAction } from '@hyperion/domain/incidents'
import type { Clock } from '@hyperion/ports/clock'
import type { ServiceStore } from '@hyperion/ports/services'
import type { SlackStore } from '@hyperion/ports/slack'
import type { Incidents } from '../incidents/index.ts'
import { BUTTONS } from './blocks.ts'
import { parseCommand } from './commands.ts'
import type { Deed } from './deeds.ts'
import type { Dialogs } from './dialogs.ts'
import { CREATE_FORM, contextOf, entered, MOST_OPTIONS, RESOLVE_FORM, serviceOption, severityOf } from './forms.ts'
import type { SlackInbox } from './inbox.ts'
import { escaped } from './mrkdwn.ts'
import { type Loose, loose, parseObject, textOf } from './payload.ts'
import type { SlackPeople } from './people.ts'
import type { ReplyTo } from './replies.ts'
import type { SlackApp, SlackSettings } from './settings.ts'
import { isSigned, type SignedRequest } from './signature.ts'
import { wordsOf } from './words.ts'

export interface InboundRequest extends SignedRequest {
  /** Slack sends it once more, as it got no answer. */
  readonly retry: boolean
}

/** What Slack is answered with at once; null for nothing but that it has arrived. */
export type InboundAnswer = object | null

export interface InboundDeps {
  readonly store: SlackStore
  readonly services: Pick<ServiceStore, 'names' | 'byId'>
  readonly incidents: Incidents
  readonly settings: SlackSettings
  readonly people: SlackPeople
  readonly inbox: SlackInbox
  readonly dialogs: Dialogs
  readonly clock: Clock
}

const NOTED_MS = 10_000
/** What people write, among all that happens to messages. */
const WRITTEN: readonly unknown[] = [undefined, 'file_share', 'thread_broadcast', 'me_message']
const MENTIONED = /\bINC-[A-Z0-9]{6}\b/i

const ACTIONS: Readonly<Record<string, IncidentAction>> = {
  [BUTTONS.acknowledge]: 'acknowledge',
  [BUTTONS.mitigate]: 'mitigate',
  [BUTTONS.reopen]: 'reopen',
}

/**
 * Takes what Slack sends: checks that it is Slack, writes down what is to be done, and answers. Nobody is asked on the way,
 * as Slack waits three seconds. Rejects with `not_found` where Slack is not set up, `token_invalid` for what Slack did not
 * send or sent before, and `malformed_body`.
 */
export class SlackInbound {
  readonly #deps: InboundDeps
  #notedAt = 0

  constructor(deps: InboundDeps) {
    this.#deps = deps
  }

  async event(request: InboundRequest): Promise<InboundAnswer> {
    await this.#verified(request)
    const body = parseObject(request.body.toString('utf8'))
    if (body.type === 'url_verification') return { challenge: textOf(body.challenge) }
    if (body.type === 'event_callback') await this.#message(textOf(body.event_id), loose(body.event))
    return null
  }

  async command(request: InboundRequest): Promise<InboundAnswer> {
    const form = new URLSearchParams(request.body.toString('utf8'))
    if (form.get('ssl_check') === '1') return this.#sslCheck()
    const app = await this.#verified(request)
    const to = { user: textOf(form.get('user_id')), channel: form.get('channel_id'), responseUrl: form.get('response_url') }
    if (to.user === '') throw new DomainError('malformed_body', 'without a user')
    const command = parseCommand(textOf(form.get('text')))
    const words = wordsOf(await this.#deps.people.language(to.user))
    const slash = textOf(form.get('command')) || '/imas'
    if (command.name === 'help') return whisper(words.help(slash))
    if (command.name === 'unknown') return whisper(`${words.unknownCommand(escaped(command.text))}\n\n${words.help(slash)}`)
    if (command.name === 'create') {
      this.#deps.dialogs.create(app, to, textOf(form.get('trigger_id')), command.title)
      return null
    }
    if (command.name === 'list') return this.#take(request, { kind: 'list', to })
    const { name: action, ref, note } = command
    if (ref === null) return whisper(words.whichIncident)
    return this.#take(request, { kind: 'change', to, ref, action, loud: true, ...(note && { note }) })
  }

  async interaction(request: InboundRequest): Promise<InboundAnswer> {
    const form = new URLSearchParams(request.body.toString('utf8'))
    if (form.get('ssl_check') === '1') return this.#sslCheck()
    const app = await this.#verified(request)
    const payload = parseObject(form.get('payload') ?? '')
    if (payload.type === 'block_actions') return this.#button(app, request, payload)
    if (payload.type === 'view_submission') return this.#submission(payload)
    if (payload.type === 'block_suggestion') return this.#suggestions(textOf(payload.value))
    return null
  }

  async #sslCheck(): Promise<InboundAnswer> {
    if (!(await this.#deps.settings.app())) throw notSetUp()
    return null
  }

  async #verified(request: InboundRequest): Promise<SlackApp> {
    const { settings, store, clock } = this.#deps
    const app = await settings.app()
    if (!app) throw notSetUp()
    const now = clock.now()
    if (!isSigned(request, app.signingSecret, now)) throw new DomainError('token_invalid', 'not signed by Slack')
    const fresh = await store.remember(request.signature ?? '', now)
    if (!fresh && !request.retry) throw new DomainError('token_invalid', 'signed and sent before')
    if (now - this.#notedAt >= NOTED_MS) {
      this.#notedAt = now
      await store.noteState({ lastEventAt: now })
    }
    return app
  }

  /** Its signature tells a request from any other. */
  async #take({ signature }: InboundRequest, deed: Deed): Promise<null> {
    return this.#write(`${deed.kind}:${signature}`, null, deed)
  }

  async #write(key: string, subject: string | null, deed: Deed): Promise<null> {
    await this.#deps.inbox.take({ key, subject, kind: deed.kind, payload: { ...deed } })
    return null
  }

  /** What is written in a war room, or anywhere to the app. */
  async #message(eventId: string, event: Loose): Promise<void> {
    const { type, subtype, bot_id: bot } = event
    const [user, channel, ts] = [textOf(event.user), textOf(event.channel), textOf(event.ts)]
    const mention = type === 'app_mention'
    if (!(mention || type === 'message') || bot !== undefined || !WRITTEN.includes(subtype)) return
    if (eventId === '' || user === '' || channel === '' || ts === '') return
    const room = await this.#deps.store.roomAt(channel)
    if (!room && !mention) return
    const text = [textOf(event.text), ...filesOf(event.files)].filter((part) => part !== '').join('\n')
    const incident = room?.incident ?? (await this.#mentioned(text)) ?? (await this.#inThread(channel, textOf(event.thread_ts)))
    const to = { user, channel, responseUrl: null }
    // A mention in a war room is told twice: as a mention, and as a message.
    await this.#write(`event:${eventId}`, `${channel}:${ts}`, { kind: 'comment', to, incident, ts, text, inRoom: room !== undefined })
  }

  async #mentioned(text: string): Promise<string | null> {
    const [ref] = MENTIONED.exec(text) ?? []
    if (ref === undefined) return null
    return this.#deps.incidents.byRef(ref).then(
      ({ id }) => id,
      () => null,
    )
  }

  async #inThread(channel: string, thread: string): Promise<string | null> {
    return thread === '' ? null : ((await this.#deps.store.messageAt(channel, thread))?.incident ?? null)
  }

  async #button(app: SlackApp, request: InboundRequest, payload: Loose): Promise<InboundAnswer> {
    const [first] = Array.isArray(payload.actions) ? payload.actions : []
    const { action_id: id, value } = loose(first)
    const to = whoIn(payload)
    const ref = textOf(value)
    if (id === BUTTONS.resolve) this.#deps.dialogs.resolve(app, to, textOf(payload.trigger_id), ref)
    if (id === BUTTONS.lead) return this.#take(request, { kind: 'lead', to, ref })
    const action = ACTIONS[textOf(id)]
    return action ? this.#take(request, { kind: 'change', to, ref, action, loud: false }) : null
  }

  async #submission(payload: Loose): Promise<InboundAnswer> {
    const view = loose(payload.view)
    const fields = entered(view.state)
    const { channel, incident } = contextOf(view.private_metadata)
    const to = { ...whoIn(payload), channel }
    const { form } = wordsOf(await this.#deps.people.language(to.user))
    const key = `view:${textOf(view.id)}`
    if (view.callback_id === CREATE_FORM) {
      const { service = '', title = '', description = '', severity } = fields
      if (title.trim() === '') return wrong('title', form.required)
      if (service === '') return wrong('service', form.required)
      if (!(await this.#deps.services.byId(service))) return wrong('service', form.gone)
      return this.#write(key, null, { kind: 'create', to, title: title.trim(), service, severity: severityOf(severity), description })
    }
    if (view.callback_id !== RESOLVE_FORM || incident === null) return null
    const { note = '', cause = '' } = fields
    if (note.trim() === '') return wrong('note', form.required)
    const { status } = await this.#deps.incidents.byRef(incident)
    if (status === 'RESOLVED') return wrong('note', form.over)
    return this.#write(key, null, { kind: 'change', to, ref: incident, action: 'resolve', note, cause, loud: false })
  }

  async #suggestions(search: string): Promise<InboundAnswer> {
    const services = await this.#deps.services.names()
    const found = services.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
    return { options: found.slice(0, MOST_OPTIONS).map(serviceOption) }
  }
}

function notSetUp(): DomainError {
  return new DomainError('not_found', 'Slack is not set up')
}

function whisper(text: string): object {
  return { response_type: 'ephemeral', text }
}

function wrong(field: string, text: string): object {
  return { response_action: 'errors', errors: { [field]: text } }
}

function whoIn(payload: Loose): ReplyTo {
  const channel = textOf(loose(payload.channel).id) || textOf(loose(payload.container).channel_id)
  const user = textOf(loose(payload.user).id)
  if (user === '') throw new DomainError('malformed_body', 'without a user')
  return { user, channel: channel || null, responseUrl: textOf(payload.response_url) || null }
}

function filesOf(files: unknown): readonly string[] {
  if (!Array.isArray(files)) return []
  return files.slice(0, 10).map((file) => {
    const { name, permalink } = loose(file)
    const label = textOf(name).replace(/[<>|]/g, '') || 'file'
    return textOf(permalink) === '' ? `📎 ${label}` : `📎 <${textOf(permalink)}|${label}>`
  })
}
