import type { Message } from './channel.ts'
import { detailsOf, type Fact, fitted, wordingOf } from './wording.ts'

/** How many alerts are told one by one; Slack takes 50 blocks. */
export const SLACK_ITEMS = 20

const HEADER = 150
const SECTION = 3000
const COLORS = { critical: '#e01e5a', warning: '#ecb22e', resolved: '#2eb67d' } as const

/** The body of a message for any of Slack's ways in. Texts are plain: nothing in them is read as markup or as a mention. */
export function slackMessage(message: Message): object {
  const { headline, look, facts, leftOut } = wordingOf(message, SLACK_ITEMS)
  const more = leftOut > 0 ? [`and ${leftOut} more`] : []
  const notes = [...more, message.key]
  return {
    // Shown in notifications only, as there are blocks.
    text: fitted(headline, SECTION, escaped),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [{ type: 'header', text: plain(headline, HEADER) }],
    attachments: [
      {
        color: COLORS[look],
        fallback: fitted(headline, SECTION, escaped),
        blocks: [
          ...facts.map((fact) => ({ type: 'section', text: plain(sectionOf(fact), SECTION) })),
          {
            type: 'context',
            elements: [
              plain(notes.join(' · '), SECTION),
              ...(message.url ? [{ type: 'mrkdwn', text: `<${message.url.replace(/[<>|]/g, encodeURIComponent)}|Open in Hyperion>` }] : []),
            ],
          },
        ],
      },
    ],
  }
}

function sectionOf(fact: Fact): string {
  const { sign, state, host, subject, message } = fact
  return `${sign} ${state} · ${subject} · ${host}\n${message} (${detailsOf(fact)})`
}

function plain(text: string, limit: number): object {
  return { type: 'plain_text', text: fitted(text, limit, escaped), emoji: false }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
