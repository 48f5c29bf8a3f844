import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { discordMistakes } from './limits.ts'

export { discordMistakes }

/** A message as Discord keeps it. */
export interface KeptMessage {
  readonly content?: string
  readonly embeds?: readonly {
    readonly title?: string
    readonly description?: string
    readonly footer?: { readonly text: string }
    readonly fields?: readonly { readonly name: string; readonly value: string }[]
  }[]
}

/** How a request is treated: `silent` is never answered; `kept` neither, but taken; `cut` is taken and the connection lost. */
export type DiscordMood = 'well' | 'silent' | 'kept' | 'cut' | { readonly status: number; readonly retryAfter?: number }

export interface DiscordServer {
  /** The webhook's address. */
  readonly url: string
  /** `host:port`, for the list of private addresses allowed. */
  readonly address: string
  /** What was kept, in order. */
  readonly messages: readonly KeptMessage[]
  /** Requests of any outcome. */
  readonly requests: number
  /** Path and query of the last request. */
  readonly lastPath: string
  /** Moods of the next requests; afterwards all is well. */
  next(...moods: DiscordMood[]): void
  close(): Promise<void>
}

const WEBHOOK = '/api/webhooks/1234567890/abcdefghijklmnop'
const UNKNOWN = { message: 'Unknown Webhook', code: 10015 }
const RATE = { 'x-ratelimit-limit': '5', 'x-ratelimit-bucket': 'stand-in' }

interface Answer {
  readonly status: number
  readonly body: object | null
  readonly headers?: Record<string, string>
}

/** Stands in for Discord, with one webhook, and refuses what the real one publishes that it refuses. */
export async function startDiscord(): Promise<DiscordServer> {
  const messages: KeptMessage[] = []
  const moods: DiscordMood[] = []
  let requests = 0
  let lastPath = ''
  const server = createServer(async (request, response) => {
    requests++
    lastPath = request.url ?? ''
    const raw = await text(request)
    const mood = moods.shift() ?? 'well'
    if (mood === 'silent') return
    if (typeof mood === 'object') return send(response, moodAnswer(mood))
    const answer = answerTo(request, raw, messages)
    if (mood === 'cut') request.socket.destroy()
    else if (mood === 'well') send(response, answer)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${address}${WEBHOOK}`,
    address,
    messages,
    get requests() {
      return requests
    },
    get lastPath() {
      return lastPath
    },
    next: (...wanted) => void moods.push(...wanted),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function answerTo(request: IncomingMessage, raw: string, messages: KeptMessage[]): Answer {
  const url = new URL(request.url ?? '/', 'http://discord')
  if (url.pathname !== WEBHOOK) return { status: 404, body: UNKNOWN }
  if (request.method !== 'POST') return { status: 405, body: { message: '405: Method Not Allowed', code: 0 } }
  const body = parsed(raw)
  if (body === undefined || !request.headers['content-type']?.startsWith('application/json')) {
    return { status: 400, body: { message: '400: Bad Request', code: 0 } }
  }
  const mistakes = discordMistakes(body)
  if (mistakes.length > 0) return { status: 400, body: { message: 'Invalid Form Body', code: 50035, errors: mistakes } }
  messages.push(body as KeptMessage)
  const headers = { ...RATE, 'x-ratelimit-remaining': '4', 'x-ratelimit-reset-after': '2' }
  if (url.searchParams.get('wait') !== 'true') return { status: 204, body: null, headers }
  return { status: 200, body: { id: String(messages.length), type: 0, webhook_id: '1234567890', ...(body as object) }, headers }
}

function moodAnswer({ status, retryAfter }: Exclude<DiscordMood, string>): Answer {
  if (retryAfter === undefined) return { status, body: status === 404 ? UNKNOWN : { message: 'trouble', code: 0 } }
  return {
    status,
    body: { message: 'You are being rate limited.', retry_after: retryAfter, global: false },
    headers: {
      ...RATE,
      'retry-after': String(Math.ceil(retryAfter)),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset-after': String(retryAfter),
    },
  }
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(body && JSON.stringify(body))
}
