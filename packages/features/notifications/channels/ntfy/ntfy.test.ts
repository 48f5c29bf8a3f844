import { channelContract, type Posted, startService } from '@hyperion/testkit/channels'
import { ntfy } from './index.ts'

const TOPIC = 'hyperion-x7Kq2'

channelContract(ntfy, () =>
  startService({
    settings: (server) => ({ topic: TOPIC, token: 'tk_abcdefgh12345678', server }),
    mistakes,
    refused: { status: 403, body: { code: 40301, http: 403, error: 'forbidden' } },
    gone: { status: 404, body: { code: 40401, http: 404, error: 'page not found' } },
  }),
)

/** Of ntfy's publishing as JSON: a message of 4096 bytes, priorities from 1 to 5. */
function mistakes({ path, headers, body }: Posted): string[] {
  const { topic, message, title, priority, tags } = body ?? {}
  return [
    ...(path === '/' && topic === TOPIC ? [] : ['topic']),
    ...(headers.authorization === 'Bearer tk_abcdefgh12345678' ? [] : ['unauthorized']),
    ...(typeof message === 'string' && message !== '' && Buffer.byteLength(message) <= 4096 ? [] : ['message: too large']),
    ...(typeof title === 'string' && title !== '' && Buffer.byteLength(title) <= 250 ? [] : ['title']),
    ...([1, 2, 3, 4, 5].includes(Number(priority)) ? [] : ['priority']),
    ...(Array.isArray(tags) && tags.every((tag) => typeof tag === 'string') ? [] : ['tags']),
  ]
}
