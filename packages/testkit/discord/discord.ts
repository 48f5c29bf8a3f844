import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { discordMistakes } from './limits.ts'

/** How the stand-in treats one request instead of taking it. */
export type DiscordTrouble =
  | { readonly kind: 'rate-limit'; readonly retryAfter: number }
  | { readonly kind: 'status'; readonly status: number }
  /** Takes it, and never says so. */
  | { readonly kind: 'silent' }
  /** Takes it and cuts the connection instead of saying so. */
  | { readonly kind: 'cut' }

export interface DiscordStandIn {
  /** The webhook's address, on loopback. */
  readonly webhook: string
  readonly port: number
  /** The bodies that were kept, oldest first. */
  readonly messages: readonly unknown[]
  /** All requests, refused ones too. */
  readonly requests: readonly { readonly path: string; readonly status: number | null }[]
  /** The next requests meet these, one each; then it works again. */
  meet(...troubles: DiscordTrouble[]): void
  close(): Promise<void>
}

const WEBHOOK = '/api/webhooks/1234567890/abcdefghijklmnop'
const RATE = { 'x-ratelimit-limit': '5', 'x-ratelimit-bucket': 'stand-in' }

interface Answer {
  readonly status: number
  readonly body: object | null
  readonly headers?: Record<string, string>
}

/** A Discord that holds one webhook and refuses what the real one publishes that it refuses. */
export async function startDiscord(): Promise<DiscordStandIn> {
  const messages: unknown[] = []
  const requests: { path: string; status: number | null }[] = []
  const troubles: DiscordTrouble[] = []
  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    const raw = await text(request)
    const trouble = troubles.shift()
    if (trouble?.kind === 'silent' || trouble?.kind === 'cut') {
      requests.push({ path, status: null })
      messages.push(JSON.parse(raw))
      if (trouble.kind === 'cut') request.socket.destroy()
      return
    }
    const answer = trouble ? troubledAnswer(trouble) : answerTo(request, raw, messages)
    requests.push({ path, status: answer.status })
    send(response, answer)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    webhook: `http://127.0.0.1:${port}${WEBHOOK}`,
    port,
    messages,
    requests,
    meet: (...more) => void troubles.push(...more),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function answerTo(request: IncomingMessage, raw: string, messages: unknown[]): Answer {
  const url = new URL(request.url ?? '/', 'http://discord')
  if (url.pathname !== WEBHOOK) return { status: 404, body: { message: 'Unknown Webhook', code: 10015 } }
  if (request.method !== 'POST') return { status: 405, body: { message: '405: Method Not Allowed', code: 0 } }
  const body = parsed(raw)
  if (body === undefined || !request.headers['content-type']?.startsWith('application/json')) {
    return { status: 400, body: { message: '400: Bad Request', code: 0 } }
  }
  const mistakes = discordMistakes(body)
  if (mistakes.length > 0) return { status: 400, body: { message: 'Invalid Form Body', code: 50035, errors: mistakes } }
  messages.push(body)
  const headers = { ...RATE, 'x-ratelimit-remaining': '4', 'x-ratelimit-reset-after': '2' }
  if (url.searchParams.get('wait') !== 'true') return { status: 204, body: null, headers }
  return { status: 200, body: { id: String(messages.length), type: 0, webhook_id: '1234567890', ...(body as object) }, headers }
}

function troubledAnswer(trouble: Exclude<DiscordTrouble, { kind: 'silent' | 'cut' }>): Answer {
  if (trouble.kind === 'status') {
    const unknown = trouble.status === 404
    return { status: trouble.status, body: unknown ? { message: 'Unknown Webhook', code: 10015 } : { message: 'trouble', code: 0 } }
  }
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: trouble.retryAfter, global: false },
    headers: {
      ...RATE,
      'retry-after': String(Math.ceil(trouble.retryAfter)),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset-after': String(trouble.retryAfter),
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
