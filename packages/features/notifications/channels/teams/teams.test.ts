import { channelContract, type Json, type Posted, startService, textMistakes } from '@hyperion/testkit/channels'
import { teams } from './index.ts'

const HOOK = '/workflows/0123456789abcdef/triggers/manual/paths/invoke'
const QUERY = '?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=abcdefghijklmnop'

channelContract(teams, () =>
  startService({
    settings: (origin) => ({ webhook_url: `${origin}${HOOK}${QUERY}` }),
    mistakes,
    answer: () => ({ status: 202, body: '' }),
  }),
)

/** A workflow takes a message of 28 KB with one card; only text runs read no markup. */
function mistakes({ path, raw, body }: Posted): string[] {
  const attachments = (body?.attachments ?? []) as readonly Json[]
  const { type, version, body: parts } = (attachments[0]?.content ?? {}) as Json
  return [
    ...(path === `${HOOK}${QUERY}` ? [] : ['path']),
    ...(Buffer.byteLength(raw) <= 28 * 1024 ? [] : [`message: ${Buffer.byteLength(raw)} bytes`]),
    ...(body?.type === 'message' && attachments.length === 1 && type === 'AdaptiveCard' && version === '1.4' ? [] : ['card']),
    ...blockMistakes(parts),
  ]
}

function blockMistakes(parts: unknown): string[] {
  return ((parts ?? []) as readonly Json[]).flatMap(({ type, items, inlines }) => {
    if (type === 'Container') return blockMistakes(items)
    if (type !== 'RichTextBlock') return [`unexpected ${type}`]
    return (inlines as readonly Json[]).flatMap((run) => (run.type === 'TextRun' ? textMistakes('run', run.text, 5000) : ['inline']))
  })
}
