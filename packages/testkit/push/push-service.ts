import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { BrowserPush, type Outgoing } from '@hyperion/features/notifications'
import type { SecretBox } from '@hyperion/features/secrets'
import type { StandIn, Trouble } from '../channels/stand-in.ts'
import { TestClock } from '../clock/index.ts'
import type { TestDatabase } from '../database/index.ts'
import { type BrowserKeys, browserKeys, decrypted, vapidMistakes } from './decrypting.ts'

export interface PushService extends StandIn {
  /** What a browser gives to the hub that it subscribes to. */
  readonly subscription: { readonly endpoint: string; readonly keys: { readonly p256dh: string; readonly auth: string } }
  /** What arrived, decrypted. */
  readonly messages: readonly Readonly<Record<string, unknown>>[]
  push(database: TestDatabase, secrets: SecretBox, outgoing: Outgoing): BrowserPush
}

const ANSWERS = { trouble: 503, limited: 429, refused: 400, gone: 410, moved: 302 } as const
/** `gone` is the browser's end and not the channel's. */
const TROUBLES: readonly Trouble[] = ['trouble', 'limited', 'refused', 'moved', 'rubbish', 'cut', 'silent']
const LONGEST = 4096

/** Stands in for the push service of a browser's maker, with one browser, and refuses what the standards say. */
export async function startPushService(): Promise<PushService> {
  const keys = browserKeys()
  const messages: Record<string, unknown>[] = []
  const troubles: Trouble[] = []
  let mistakes: readonly string[] = []
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const trouble = troubles.shift()
    if (trouble === 'silent') return
    if (trouble && trouble in ANSWERS) return answer(response, ANSWERS[trouble as keyof typeof ANSWERS])
    const [found, message] = opened(request.headers, body, keys, `http://${request.headers.host}`)
    mistakes = found
    if (!message) return answer(response, 400)
    messages.push(message)
    if (trouble === 'cut') return void request.socket.destroy()
    answer(response, 201)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const given = { p256dh: keys.ecdh.getPublicKey('base64url'), auth: keys.auth.toString('base64url') }
  const subscription = { endpoint: `http://${address}/send/a-browser`, keys: given }
  return {
    settings: {},
    address: null,
    subscription,
    messages,
    taken: () => messages.length,
    mistakes: () => mistakes,
    next: (trouble) => void troubles.push(trouble),
    troubles: TROUBLES,
    push: (database, secrets, outgoing) =>
      new BrowserPush({ store: database.push, secrets, outgoing, clock: new TestClock(), contact: 'mailto:ops@example.com' }),
    allows: [address],
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function answer(response: ServerResponse, status: number): void {
  const headers = { 302: { location: '/elsewhere' }, 429: { 'retry-after': '7' } }[status] ?? {}
  response.writeHead(status, headers).end()
}

function opened(
  headers: IncomingHttpHeaders,
  body: Buffer,
  keys: BrowserKeys,
  origin: string,
): readonly [readonly string[], Record<string, unknown> | null] {
  const mistakes = [
    ...vapidMistakes(headers.authorization ?? '', origin),
    ...(headers['content-encoding'] === 'aes128gcm' ? [] : ['content-encoding']),
    ...(Number(headers.ttl) > 0 ? [] : ['ttl']),
    ...(body.length <= LONGEST ? [] : [`${body.length} bytes`]),
  ]
  try {
    return [mistakes, mistakes.length === 0 ? JSON.parse(decrypted(body, keys)) : null]
  } catch (error) {
    return [[...mistakes, `encryption: ${error}`], null]
  }
}
