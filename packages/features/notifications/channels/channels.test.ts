import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ChannelField, ChannelKind } from './channel.ts'
import { CHANNEL_KINDS } from './index.ts'
import { fitted, shortenedBytes } from './wording.ts'

const GUIDE = path.join(import.meta.dirname, '../../../../docs/channels.md')
const MADE = '<!-- What follows is made from the definitions of the channels. -->'

describe('the kinds of channels', () => {
  it('have names of their own, one folder each, and run the contract there', () => {
    const kinds = CHANNEL_KINDS.map(({ kind }) => kind)
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((each) => each.isDirectory())
    expect(folders.map(({ name }) => name).sort()).toEqual([...kinds].sort())
    for (const kind of kinds) {
      expect(readFileSync(path.join(import.meta.dirname, kind, `${kind}.test.ts`), 'utf8')).toContain('channelContract(')
    }
  })

  it('are described in the guide', async () => {
    await expect(guide()).toMatchFileSnapshot(GUIDE)
  })
})

describe('fitting', () => {
  const twice = (text: string) => text.replace(/&/g, '&amp;')

  it('cuts no escape and no character in two', () => {
    expect(fitted('ab', 2, twice)).toBe('ab')
    expect(fitted('a&&&b', 9, twice)).toBe('a&amp;…')
    expect(fitted('&'.repeat(1000), 50, twice)).toMatch(/^(&amp;)+…$/)
    expect([shortenedBytes('éé', 4), shortenedBytes('ééé', 5), shortenedBytes('🔥🔥', 7)]).toEqual(['éé', 'é…', '🔥…'])
  })
})

/** What is written by hand, then a chapter for each kind. */
function guide(): string {
  const [written = ''] = readFileSync(GUIDE, 'utf8').split(MADE)
  return `${[written + MADE, ...CHANNEL_KINDS.map(chapter)].join('\n\n')}\n`
}

function chapter({ kind, label, setup, fields, capabilities: { threads, maxItems } }: ChannelKind): string {
  const later = threads ? 'Later events of an alert are shown with its first message.' : 'Every event is a message of its own.'
  return [
    `## ${label.en}`,
    setup.map(({ en }, at) => `${at + 1}. ${en}`).join('\n'),
    `Kind \`${kind}\`. ${later} One message tells of ${maxItems} alerts at most.`,
    fields.map(line).join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function line({ name, label, hint, required, secret, example, ...rest }: ChannelField): string {
  const made = 'generate' in rest && rest.generate
  const traits = [made ? 'made by the hub when left empty' : required ? 'required' : 'may be left empty', secret ? 'secret' : '']
  return `- \`${name}\` (${traits.filter(Boolean).join(', ')}): ${label.en}, like \`${example}\`.${hint && !made ? ` ${hint.en}` : ''}`
}
