import { alertEvent } from '@hyperion/testkit/alerts'
import { channelContract, type Posted, sampleMessage, startService, textMistakes } from '@hyperion/testkit/channels'
import { expect, it } from 'vitest'
import { telegram } from './index.ts'

const TOKEN = '123456789:AAabcdefghijklmnopqrstuvwxyz0123456'
const SETTINGS = { token: TOKEN, chat_id: '-1001234567890', topic: '42' }

channelContract(telegram, () =>
  startService({
    settings: (server) => ({ ...SETTINGS, server }),
    mistakes,
    answer: (_posted, count) => ({ status: 200, body: { ok: true, result: { message_id: count } } }),
    refused: { status: 400, body: { ok: false, description: 'Bad Request: chat not found' } },
    gone: { status: 404, body: { ok: false, description: 'Not Found' } },
    limited: { status: 429, body: { ok: false, description: 'Too Many Requests', parameters: { retry_after: 7 } } },
  }),
)

/** Of the Bot API's sendMessage: 4096 characters, and HTML with these tags only. */
function mistakes({ path, body }: Posted): string[] {
  const text = String(body?.text)
  const rest = text.replace(/<b>[^<>]*<\/b>|<a href="https:[^<>"]*">[^<>]*<\/a>/g, '')
  return [
    ...(path === `/bot${TOKEN}/sendMessage` ? [] : ['Not Found']),
    ...textMistakes('text', text, 4096),
    ...(/[<>]|&(?!amp;|lt;|gt;|quot;)/.test(rest) ? [`can't parse entities: ${rest.slice(0, 80)}`] : []),
    ...(/@\w/.test(rest) ? ['it would ping'] : []),
    ...(body?.message_thread_id === 42 ? [] : ['message thread not found']),
  ]
}

it('answers the first message of the alert, quietly when it is over', () => {
  const { items, ...rest } = sampleMessage([alertEvent({ kind: 'resolved' })])
  const replying = (reference: string) => telegram.render({ ...rest, items: [{ ...items[0], reference }] }, SETTINGS)
  const reply = { reply_parameters: { message_id: 7, allow_sending_without_reply: true }, disable_notification: true }
  expect(replying('-1001234567890 7')).toMatchObject(reply)
  expect(replying('-100999 7')).not.toHaveProperty('reply_parameters')
})
