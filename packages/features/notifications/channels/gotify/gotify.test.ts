import { channelContract, type Posted, startService, textMistakes } from '@hyperion/testkit/channels'
import { gotify } from './index.ts'

channelContract(gotify, () =>
  startService({
    settings: (origin) => ({ server: `${origin}/gotify/`, token: 'AbCdEfGh.123456' }),
    mistakes,
    refused: { status: 401, body: { error: 'Unauthorized', errorCode: 401 } },
  }),
)

function mistakes({ path, headers, body }: Posted): string[] {
  return [
    ...(path === '/gotify/message' ? [] : ['path']),
    ...(headers['x-gotify-key'] === 'AbCdEfGh.123456' ? [] : ['token']),
    ...textMistakes('title', body?.title, 1000),
    ...textMistakes('message', body?.message, 100_000),
    ...(Number.isInteger(body?.priority) ? [] : ['priority']),
  ]
}
