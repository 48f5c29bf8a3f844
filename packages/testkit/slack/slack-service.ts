import { type HttpStandIn, type Posted, startService } from '../channels/http-service.ts'
import { slackMistakes } from './limits.ts'

const HOOK = '/services/T00000000/B00000000/abcdefghijklmnop'
const SLACK_TOKEN = 'xoxb-0000-stand-in'
const METHODS = ['/api/chat.postMessage', '/api/chat.update']

/** Stands in for Slack's incoming webhooks, with one hook. */
export function startSlackWebhook(): Promise<HttpStandIn> {
  return startService({
    settings: (origin) => ({ webhook_url: `${origin}${HOOK}` }),
    mistakes: ({ path, body }) => [...(path === HOOK ? [] : ['no_service']), ...slackMistakes(body ?? {})],
    answer: () => ({ status: 200, body: 'ok' }),
    refused: { status: 400, body: 'invalid_payload' },
    gone: { status: 410, body: 'channel_is_archived' },
  })
}

export interface SlackApi extends HttpStandIn {
  /** Fails the next call as Slack does, with 200. */
  failNext(error: string): void
}

/** Stands in for Slack's Web API, with one workspace and one channel, C1. */
export async function startSlackApi(): Promise<SlackApi> {
  const errors: string[] = []
  const service = await startService({
    settings: (server) => ({ token: SLACK_TOKEN, channel: '#ops', server }),
    mistakes: ({ path, headers, body }) => [
      ...(METHODS.includes(path) ? [] : ['unknown_method']),
      ...(headers.authorization === `Bearer ${SLACK_TOKEN}` ? [] : ['invalid_auth']),
      ...(path.endsWith('update') && (body?.channel !== 'C1' || body.ts === undefined) ? ['channel_not_found'] : []),
      ...(['#ops', 'C1'].includes(String(body?.channel)) ? [] : ['channel_not_found']),
      ...(body?.thread_ts === undefined || /^\d+\.\d{6}$/.test(String(body.thread_ts)) ? [] : ['invalid_thread_ts']),
      ...slackMistakes(body ?? {}),
    ],
    answer: (posted, count) => answerOf(posted, count, errors.shift()),
    refused: { status: 200, body: { ok: false, error: 'invalid_blocks' } },
    gone: { status: 200, body: { ok: false, error: 'is_archived' } },
    limited: { status: 429, headers: { 'retry-after': '7' }, body: { ok: false, error: 'ratelimited' } },
  })
  // The spread would freeze what is counted.
  return Object.assign(service, { failNext: (error: string) => void errors.push(error) })
}

function answerOf({ body }: Posted, count: number, error: string | undefined) {
  if (error) return { status: 200, body: { ok: false, error } }
  return { status: 200, body: { ok: true, channel: 'C1', ts: body?.ts ?? `1768478400.${String(count).padStart(6, '0')}` } }
}
