import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type StandIn, TROUBLES, type Trouble } from './stand-in.ts'

export type Json = Readonly<Record<string, unknown>>

/** A POST as it came. */
export interface Posted {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly raw: string
  /** Null when it was not a JSON object. */
  readonly body: Json | null
}

interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What tells one service from another. */
export interface Service {
  /** Settings that lead to a server at an address. */
  settings(origin: string): Readonly<Record<string, string>>
  /** What the real one would refuse, or whom it would ping. */
  mistakes(posted: Posted): readonly string[]
  /** What it says to a message taken, counted from 1. */
  answer?(posted: Posted, count: number): Answer
  /** How it asks to wait 7 s; with a Retry-After unless told. */
  limited?: Answer
  /** What answers for `refused` and `gone`. */
  refused?: Answer
  gone?: Answer
}

export interface HttpStandIn extends StandIn {
  readonly origin: string
  readonly posts: readonly Posted[]
}

/** A service reached by POST with JSON. */
export async function startService(service: Service): Promise<HttpStandIn> {
  const posts: Posted[] = []
  const troubles: Trouble[] = []
  let mistakes: readonly string[] = []
  let taken = 0
  const server = createServer(async (request, response) => {
    const raw = await text(request)
    const posted = { path: request.url ?? '', headers: request.headers, raw, body: parsed(raw) }
    posts.push(posted)
    const trouble = troubles.shift()
    if (trouble === 'silent') return
    if (trouble && trouble !== 'rubbish' && trouble !== 'cut') return send(response, answerTo(trouble, service))
    mistakes = [...commonMistakes(request.method, posted), ...service.mistakes(posted)]
    if (mistakes.length > 0) return send(response, { status: 400, body: { mistakes } })
    taken++
    if (trouble === 'cut') return void request.socket.destroy()
    send(response, trouble === 'rubbish' ? { status: 200, body: '<html>' } : (service.answer?.(posted, taken) ?? { status: 200, body: {} }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin: `http://${address}`,
    address,
    settings: service.settings(`http://${address}`),
    posts,
    taken: () => taken,
    mistakes: () => mistakes,
    next: (trouble) => void troubles.push(trouble),
    troubles: TROUBLES,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Problems of texts: absent, too long for what the service publishes, or of another type. */
export function textMistakes(path: string, value: unknown, limit: number): string[] {
  if (typeof value !== 'string' || value === '') return [`${path}: a text is needed`]
  return value.length > limit ? [`${path}: longer than ${limit}`] : []
}

/** Every text in a body, wherever it stands. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsOf)
}

function commonMistakes(method: string | undefined, { headers, raw, body }: Posted): string[] {
  return [
    ...(method === 'POST' ? [] : ['method: POST is needed']),
    ...(headers['content-type']?.startsWith('application/json') ? [] : ['content-type: JSON is needed']),
    ...(body ? [] : ['body: an object is needed']),
    ...(raw.includes('\\u0000') ? ['body: null bytes'] : []),
    ...(/\\ud[89a-f]/i.test(raw) ? ['body: half of a character'] : []),
  ]
}

function answerTo(trouble: Trouble, service: Service): Answer {
  if (trouble === 'limited') return service.limited ?? { status: 429, headers: { 'retry-after': '7' } }
  if (trouble === 'refused') return service.refused ?? { status: 400 }
  if (trouble === 'gone') return service.gone ?? { status: 404 }
  return trouble === 'moved' ? { status: 302, headers: { location: '/elsewhere' } } : { status: 503 }
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.writeHead(status, headers)
  response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}))
}

function parsed(raw: string): Json | null {
  try {
    const value: unknown = JSON.parse(raw)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null
  } catch {
    return null
  }
}
