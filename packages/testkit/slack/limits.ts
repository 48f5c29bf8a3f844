// Written from what Slack publishes and not from our constants: one must not be able to hide a slip of the other.
import { type Json, textMistakes, textsOf } from '../channels/http-service.ts'

const BLOCKS = 50
const ELEMENTS = 10
const TEXTS = { header: 150, section: 3000, context: 3000 } as const

/** What Slack would refuse in a message, and whom it would ping, as `path: reason`. */
export function slackMistakes(body: Json): string[] {
  const attachments = listOf(body.attachments)
  const blocks = [...listOf(body.blocks), ...attachments.flatMap((each) => listOf(each.blocks))]
  return [
    ...textMistakes('text', body.text, 40_000),
    ...(blocks.length > BLOCKS ? [`blocks: more than ${BLOCKS}`] : []),
    ...blocks.flatMap((block, at) => blockMistakes(`blocks.${at}`, block)),
    ...attachments.flatMap(({ color }) => (/^#[0-9a-f]{6}$/i.test(String(color)) ? [] : ['attachments: color'])),
    ...textsOf(body)
      .filter((text) => /<[!@#]/.test(text))
      .map((text) => `pings: ${text.slice(0, 80)}`),
    ...textsOf(body)
      .filter((text) => /&(?!amp;|lt;|gt;)/.test(text))
      .map((text) => `not escaped: ${text.slice(0, 80)}`),
  ]
}

function blockMistakes(path: string, { type, text, elements }: Json): string[] {
  if (type === 'header')
    return isObject(text) && text.type === 'plain_text' ? textMistakes(path, text.text, TEXTS.header) : [`${path}: plain_text`]
  if (type === 'section') return objectMistakes(path, text, TEXTS.section)
  if (type !== 'context') return [`${path}: unknown type`]
  const parts = listOf(elements)
  const few = parts.length > 0 && parts.length <= ELEMENTS
  return [
    ...(few ? [] : [`${path}: from 1 to ${ELEMENTS} elements`]),
    ...parts.flatMap((part) => objectMistakes(path, part, TEXTS.context)),
  ]
}

function objectMistakes(path: string, text: unknown, limit: number): string[] {
  if (!isObject(text) || !['plain_text', 'mrkdwn'].includes(String(text.type))) return [`${path}: a text object is needed`]
  return textMistakes(path, text.text, limit)
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
