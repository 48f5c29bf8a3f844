import { shortened } from '@hyperion/domain/text'

/** Text that Slack shows as it is: it cannot become markup or a mention. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Escaped, and at most `limit` long afterwards; never empty, which Slack refuses. */
export function fitted(text: string, limit: number): string {
  const clean = text.toWellFormed().replace(/(?![\n\t])\p{Cc}/gu, '')
  let length = Math.min(clean.length, limit)
  let result = escaped(shortened(clean, length))
  while (result.length > limit) {
    // An escaped character is five long at most.
    length -= Math.max(1, Math.floor((result.length - limit) / 5))
    result = escaped(shortened(clean, length))
  }
  return result.trim() === '' ? '–' : result
}

export function link(url: string, label: string): string {
  return `<${url.replace(/[<>|]/g, encodeURIComponent)}|${escaped(label.replaceAll('|', '¦'))}>`
}

const REFERENCE = /<([^<>]+)>/g
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }

/** Slack's markup as Markdown; people are told by their names. */
export function toMarkdown(text: string, nameOf: (slackId: string) => string | undefined): string {
  return text
    .replace(REFERENCE, (_, inner: string) => reference(inner, nameOf))
    .replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll('\0', '')
    .toWellFormed()
    .trim()
}

function reference(inner: string, nameOf: (slackId: string) => string | undefined): string {
  const [target = '', label] = inner.split('|')
  if (target.startsWith('@')) return `@${nameOf(target.slice(1)) ?? label ?? target.slice(1)}`
  if (target.startsWith('#')) return `#${label ?? target.slice(1)}`
  if (target.startsWith('!')) return label ?? `@${target.slice(1).split('^')[0]}`
  return label === undefined || label === target ? target : `[${label}](${target})`
}

/** Slack's ids of the people that a text names. */
export function mentions(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g)].map(([, id]) => id as string))]
}
