import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Json } from '../channels/http-service.ts'
import { messageMistakes, viewMistakes } from './block-limits.ts'
import { SlackSender } from './signing.ts'

export const WORKSPACE_TOKEN = 'xoxb-0000-workspace'
const TEAM = { team_id: 'T0STANDIN', team: 'Stand-in', user_id: 'U0HYPERION', user: 'hyperion' }

export interface SlackUser {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly locale?: string
  /** Of another workspace, when given. */
  readonly team?: string
  readonly confirmed?: boolean
}

export interface PostedMessage extends Json {
  readonly channel: string
  readonly ts: string
  readonly thread_ts?: string
}

interface Channel {
  readonly id: string
  readonly name: string
  topic: string
  archived: boolean
  readonly members: Set<string>
}

export interface Called {
  readonly method: string
  readonly args: Json
}

class Refusal extends Error {}

/** Stands in for a workspace of Slack with an app in it, and refuses what the original publishes that it refuses. */
export class SlackWorkspace {
  readonly send: SlackSender
  readonly channels = new Map<string, Channel>()
  readonly users = new Map<string, SlackUser>()
  /** As they are by now. */
  readonly messages: PostedMessage[] = []
  readonly whispers: Json[] = []
  /** What came to response URLs. */
  readonly responses: Json[] = []
  readonly views: Json[] = []
  readonly calls: Called[] = []
  /** Whatever it refused for its form. */
  readonly mistakes: string[] = []
  readonly #server = createServer((request, response) => void this.#serve(request, response))
  readonly #troubles: { readonly method: string; readonly answer: 'silent' | 'cut' | number | string }[] = []
  #count = 0
  #hungUp = false

  private constructor(now: () => number) {
    this.send = new SlackSender(now)
    for (const [id, name] of [
      ['C0DEFAULT', 'incidents'],
      ['C0TEAM', 'sre'],
    ] as const)
      this.channels.set(id, { id, name, topic: '', archived: false, members: new Set() })
  }

  static async start(now: () => number): Promise<SlackWorkspace> {
    const workspace = new SlackWorkspace(now)
    workspace.#server.listen(0, '127.0.0.1')
    await once(workspace.#server, 'listening')
    return workspace
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get origin(): string {
    return `http://${this.address}`
  }

  get responseUrl(): string {
    return `${this.origin}/respond/1`
  }

  /** What the next call of a method meets: a word of refusal, seconds to wait, no answer, or a cut after it was done. */
  next(method: string, answer: 'silent' | 'cut' | number | string): void {
    this.#troubles.push({ method, answer })
  }

  called(method: string): readonly Json[] {
    return this.calls.filter((each) => each.method === method).map(({ args }) => args)
  }

  /** Messages of a channel, without those in threads. */
  inChannel(channel: string): readonly PostedMessage[] {
    return this.messages.filter((each) => each.channel === channel && each.thread_ts === undefined)
  }

  inThread(channel: string, ts: string): readonly PostedMessage[] {
    return this.messages.filter((each) => each.channel === channel && each.thread_ts === ts)
  }

  /** Keeps nobody waiting any more. */
  hangUp(): void {
    this.#hungUp = true
    this.#server.closeAllConnections()
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await text(request)
    const path = request.url ?? ''
    if (path.startsWith('/respond/')) {
      this.responses.push(JSON.parse(raw))
      return void response.writeHead(200).end('ok')
    }
    const method = path.replace('/api/', '')
    const at = this.#troubles.findIndex((each) => each.method === method)
    const [trouble] = at === -1 ? [] : this.#troubles.splice(at, 1)
    if (trouble?.answer === 'silent') return void (this.#hungUp && request.socket.destroy())
    if (typeof trouble?.answer === 'number')
      return void response.writeHead(429, { 'retry-after': String(trouble.answer) }).end('{"ok":false,"error":"ratelimited"}')
    const answer =
      typeof trouble?.answer === 'string' && trouble.answer !== 'cut'
        ? { ok: false, error: trouble.answer }
        : this.#answer(request, method, raw)
    if (trouble?.answer === 'cut') return void request.socket.destroy()
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  }

  #answer({ headers }: IncomingMessage, method: string, raw: string): Json {
    try {
      if (headers.authorization !== `Bearer ${WORKSPACE_TOKEN}`) throw new Refusal('invalid_auth')
      const form = /^(users|auth)\./.test(method)
      if (!headers['content-type']?.startsWith(form ? 'application/x-www-form-urlencoded' : 'application/json'))
        throw new Refusal('invalid_arguments')
      const args: Json = form ? Object.fromEntries(new URLSearchParams(raw)) : JSON.parse(raw)
      this.calls.push({ method, args })
      const handler = this.#methods[method]
      if (!handler) throw new Refusal('unknown_method')
      return { ok: true, ...handler(args) }
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, error: error.message }
      throw error
    }
  }

  readonly #methods: Readonly<Record<string, (args: Json) => Json>> = {
    'auth.test': () => ({ url: 'https://stand-in.slack.com/', ...TEAM }),
    'chat.postMessage': (args) => {
      this.#check(messageMistakes(args), 'invalid_blocks')
      const channel = this.#open(args.channel)
      const thread = args.thread_ts
      if (thread !== undefined && !this.#find(channel.id, thread)) throw new Refusal('thread_not_found')
      const ts = `1768478400.${String(++this.#count).padStart(6, '0')}`
      this.messages.push({ ...args, channel: channel.id, ts })
      return { channel: channel.id, ts }
    },
    'chat.update': (args) => {
      this.#check(messageMistakes(args), 'invalid_blocks')
      const channel = this.#open(args.channel)
      const before = this.#find(channel.id, args.ts)
      if (!before) throw new Refusal('message_not_found')
      this.messages[this.messages.indexOf(before)] = { ...before, text: args.text, blocks: args.blocks }
      return { channel: channel.id, ts: before.ts }
    },
    'chat.postEphemeral': (args) => {
      this.#check(messageMistakes({ blocks: [], ...args }), 'invalid_blocks')
      this.#open(args.channel)
      this.whispers.push(args)
      return { message_ts: '1.1' }
    },
    'views.open': (args) => {
      if (typeof args.trigger_id !== 'string' || args.trigger_id === '') throw new Refusal('invalid_trigger_id')
      this.#check(viewMistakes(args.view as Json), 'invalid_arguments')
      this.views.push(args.view as Json)
      return { view: { id: `V${this.views.length}` } }
    },
    'conversations.create': ({ name }) => {
      if (typeof name !== 'string' || !/^[a-z0-9_-]{1,80}$/.test(name)) throw new Refusal('invalid_name_specials')
      if ([...this.channels.values()].some((each) => each.name === name)) throw new Refusal('name_taken')
      const id = `C0ROOM${++this.#count}`
      this.channels.set(id, { id, name, topic: '', archived: false, members: new Set([TEAM.user_id]) })
      return { channel: { id, name } }
    },
    'conversations.setTopic': ({ channel, topic }) => {
      if (typeof topic !== 'string' || topic.length > 250) throw new Refusal('too_long')
      this.#open(channel).topic = topic
      return {}
    },
    'conversations.invite': ({ channel, users }) => {
      const room = this.#open(channel)
      const ids = String(users).split(',')
      if (ids.every((id) => room.members.has(id))) throw new Refusal('already_in_channel')
      if (ids.some((id) => !this.users.has(id))) throw new Refusal('user_not_found')
      for (const id of ids) room.members.add(id)
      return {}
    },
    'conversations.archive': ({ channel }) => {
      this.#open(channel).archived = true
      return {}
    },
    'users.info': ({ user }) => ({ user: shown(this.users.get(String(user))) }),
    'users.lookupByEmail': ({ email }) => {
      const found = [...this.users.values()].find((each) => each.email.toLowerCase() === String(email).toLowerCase())
      if (!found) throw new Refusal('users_not_found')
      return { user: shown(found) }
    },
  }

  #open(id: unknown): Channel {
    const channel = this.channels.get(String(id))
    if (!channel) throw new Refusal('channel_not_found')
    if (channel.archived) throw new Refusal('is_archived')
    return channel
  }

  #find(channel: string, ts: unknown): PostedMessage | undefined {
    return this.messages.find((each) => each.channel === channel && each.ts === ts)
  }

  #check(mistakes: readonly string[], error: string): void {
    if (mistakes.length === 0) return
    this.mistakes.push(...mistakes)
    throw new Refusal(error)
  }
}

function shown(user: SlackUser | undefined): Json {
  if (!user) throw new Refusal('user_not_found')
  const { id, email, name, locale = 'en-GB', team = TEAM.team_id, confirmed = true } = user
  return { id, name, team_id: team, locale, is_email_confirmed: confirmed, profile: { email, display_name: name } }
}
