// Written from what Slack publishes and not from our constants: one must not be able to hide a slip of the other.
import { type Json, textMistakes, textsOf } from '../channels/http-service.ts'

/** What Slack would refuse in blocks of a message, and whom they would ping. */
export function messageMistakes({ text, blocks }: Json): string[] {
  const list = listOf(blocks)
  return [
    ...textMistakes('text', text, 40_000),
    ...(list.length > 50 ? ['blocks: more than 50'] : []),
    ...list.flatMap((block, at) => blockMistakes(`blocks.${at}`, block)),
    ...textsOf({ text, blocks })
      .filter((each) => /<[!@#](?!date\^)/.test(each))
      .map((each) => `pings: ${each.slice(0, 80)}`),
    ...textsOf({ text, blocks })
      .filter((each) => /&(?!amp;|lt;|gt;)/.test(each))
      .map((each) => `not escaped: ${each.slice(0, 80)}`),
  ]
}

/** What Slack would refuse in a modal. */
export function viewMistakes(view: Json): string[] {
  const list = listOf(view.blocks)
  return [
    ...(view.type === 'modal' ? [] : ['view: type']),
    ...plainMistakes('title', view.title, 24),
    ...plainMistakes('submit', view.submit, 24),
    ...plainMistakes('close', view.close, 24),
    ...textMistakes('callback_id', view.callback_id, 255),
    ...textMistakes('private_metadata', view.private_metadata, 3000),
    ...(list.length === 0 || list.length > 100 ? ['blocks: from 1 to 100'] : []),
    ...list.flatMap((block, at) => blockMistakes(`blocks.${at}`, block)),
  ]
}

function blockMistakes(path: string, block: Json): string[] {
  const { type, text, fields, elements } = block
  if (type === 'header') return plainMistakes(path, text, 150)
  if (type === 'section') return sectionMistakes(path, text, fields)
  if (type === 'context') return [...count(path, elements, 10), ...listOf(elements).flatMap((each) => objectMistakes(path, each, 3000))]
  if (type === 'actions') return [...count(path, elements, 25), ...listOf(elements).flatMap((each) => buttonMistakes(path, each))]
  if (type === 'input') return inputMistakes(path, block)
  return [`${path}: unknown type`]
}

function sectionMistakes(path: string, text: unknown, fields: unknown): string[] {
  if (fields === undefined) return objectMistakes(path, text, 3000)
  return [...count(path, fields, 10), ...listOf(fields).flatMap((each) => objectMistakes(path, each, 2000))]
}

function buttonMistakes(path: string, button: Json): string[] {
  return [
    ...(button.type === 'button' ? [] : [`${path}: a button is needed`]),
    ...plainMistakes(path, button.text, 75),
    ...textMistakes(`${path}.action_id`, button.action_id, 255),
    ...textMistakes(`${path}.value`, button.value, 2000),
    ...(button.url === undefined ? [] : textMistakes(`${path}.url`, button.url, 3000)),
    ...(button.style === undefined || ['primary', 'danger'].includes(String(button.style)) ? [] : [`${path}: style`]),
  ]
}

function inputMistakes(path: string, { label, element, block_id }: Json): string[] {
  const field = isObject(element) ? element : {}
  const select = field.type === 'static_select'
  const options = listOf(field.options)
  return [
    ...plainMistakes(path, label, 2000),
    ...textMistakes(`${path}.block_id`, block_id, 255),
    ...(['plain_text_input', 'static_select', 'external_select'].includes(String(field.type)) ? [] : [`${path}: unknown element`]),
    ...(select && (options.length === 0 || options.length > 100) ? [`${path}: from 1 to 100 options`] : []),
    ...options.flatMap((option) => [...plainMistakes(path, option.text, 75), ...textMistakes(path, option.value, 150)]),
    ...(field.max_length === undefined || Number(field.max_length) <= 3000 ? [] : [`${path}: max_length`]),
  ]
}

function count(path: string, list: unknown, most: number): string[] {
  const { length } = listOf(list)
  return length > 0 && length <= most ? [] : [`${path}: from 1 to ${most}`]
}

function plainMistakes(path: string, text: unknown, limit: number): string[] {
  return isObject(text) && text.type === 'plain_text' ? textMistakes(path, text.text, limit) : [`${path}: plain_text`]
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
