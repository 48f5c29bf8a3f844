import { channelContract, type Json, type Posted, startService, textMistakes, textsOf } from '@hyperion/testkit/channels'
import { mattermost } from './index.ts'

const HOOK = '/hooks/abcdefghijklmnopqrstuvwxyz'

channelContract(mattermost, () =>
  startService({
    settings: (origin) => ({ webhook_url: `${origin}${HOOK}` }),
    mistakes,
    answer: () => ({ status: 200, body: 'ok' }),
    refused: { status: 400, body: { id: 'web.incoming_webhook.text.app_error', message: 'No text specified.' } },
  }),
)

/** A post has 16383 characters; names are pinged wherever they stand. */
function mistakes({ path, body }: Posted): string[] {
  const attachments = (body?.attachments ?? []) as readonly Json[]
  const texts = attachments.flatMap(({ title, text }) => [String(title), String(text)])
  return [
    ...(path === HOOK ? [] : ['Invalid webhook']),
    ...(attachments.length === 1 ? [] : ['No text specified']),
    ...attachments.flatMap(({ fallback, text }) => [...textMistakes('fallback', fallback, 4000), ...textMistakes('text', text, 16_383)]),
    ...(texts.join('').length > 16_383 ? ['too long'] : []),
    ...textsOf(body)
      .filter((text) => /@\w/.test(text))
      .map((text) => `pings: ${text.slice(0, 80)}`),
    ...texts.filter((text) => /(?<!\\)[<>[\]`*]/.test(text)).map((text) => `markup: ${text.slice(0, 80)}`),
  ]
}
