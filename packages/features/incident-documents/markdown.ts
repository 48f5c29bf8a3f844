import { oneLine } from '@hyperion/domain/text'

/** Text of elsewhere as it may stand in a line of Markdown, without meaning anything there. */
export function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>|~#]/g, (character) => `\\${character}`)
}

/** `2026-02-05 18:25 UTC`. */
export function minuteOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Pairs; the first one is the head, since Markdown has no table without. */
export function facts([first = ['', ''], ...rest]: readonly (readonly [string, string])[]): string {
  return table(
    first,
    rest.map(([name, value]) => [`**${name}**`, value]),
  )
}

export function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n')
}

/** Sections and what stands under them, apart by empty lines. */
export function document(...blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`
}

/** What stands under the first heading with one of these words, up to the next heading of its level or above; empty when there is none. */
export function sectionOf(markdown: string, headings: readonly string[]): string {
  const wanted = headings.map((each) => each.toLowerCase())
  const found: string[] = []
  let level = 0
  for (const { text, code } of linesOf(markdown)) {
    const heading = code ? null : /^(#{1,6})\s+(.*?)\s*#*$/.exec(text)
    const depth = heading?.[1]?.length ?? 0
    if (level > 0 && heading && depth <= level) break
    if (level > 0) found.push(text)
    else if (heading && wanted.includes((heading[2] ?? '').toLowerCase())) level = depth
  }
  return found.join('\n').trim()
}

export interface ActionItem {
  readonly done: boolean
  readonly text: string
  /** The name after the first @; null when nobody is named. */
  readonly owner: string | null
}

/** The checkboxes of a text, wherever they stand. */
export function actionItems(markdown: string): readonly ActionItem[] {
  const items: ActionItem[] = []
  for (const { text, code } of linesOf(markdown)) {
    const item = code ? null : /^\s*(?:[-*+]|\d+[.)])\s+\[([ xX])\]\s+(\S.*)$/.exec(text)
    if (!item) continue
    const words = (item[2] ?? '').trim()
    const owner = /(?:^|\s)@([\p{L}\p{N}_.-]*[\p{L}\p{N}_-])/u.exec(words)?.[1] ?? null
    items.push({ done: item[1] !== ' ', text: words, owner })
  }
  return items
}

function* linesOf(markdown: string): Generator<{ readonly text: string; readonly code: boolean }> {
  let fence: string | null = null
  for (const text of markdown.split(/\r?\n/)) {
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(text)?.[1]
    yield { text, code: fence !== null || mark !== undefined }
    if (fence === null) fence = mark ?? null
    else if (mark?.startsWith(fence)) fence = null
  }
}
