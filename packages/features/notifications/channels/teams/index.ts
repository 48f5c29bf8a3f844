import { shortened } from '@hyperion/domain/text'
import type { ChannelKind, Message } from '../channel.ts'
import { resultOf } from '../http-result.ts'
import { detailsOf, type Fact, wordingOf } from '../wording.ts'

const URL_FIELD = 'webhook_url'
/** A card may weigh 28 KB. */
const MAX_ITEMS = 8
const LONGEST_TEXT = 400
const STYLES = { critical: 'attention', warning: 'warning', resolved: 'good' } as const

export const teams: ChannelKind = {
  kind: 'teams',
  label: { en: 'Microsoft Teams', fr: 'Microsoft Teams' },
  setup: [
    {
      en: 'In Teams, open the channel’s menu, then Workflows, and choose “Post to a channel when a webhook request is received”.',
      fr: 'Dans Teams, ouvrez le menu du canal, puis Workflows, et choisissez « Publier dans un canal lors de la réception d’une requête webhook ».',
    },
    { en: 'Finish it and copy the address that it shows.', fr: 'Terminez et copiez l’adresse affichée.' },
  ],
  fields: [
    {
      name: URL_FIELD,
      label: { en: 'Workflow address', fr: 'Adresse du workflow' },
      type: 'url',
      secret: true,
      required: true,
      example: 'https://….logic.azure.com/workflows/…',
    },
  ],
  capabilities: { threads: false, maxItems: MAX_ITEMS },
  render,
  async send(settings, message, { outgoing }) {
    return resultOf(await outgoing.post(new URL(settings[URL_FIELD] ?? ''), JSON.stringify(render(message))))
  },
}

/** Text runs only: unlike text blocks they read no markup. */
function render(message: Message): object {
  const { headline, look, facts, leftOut } = wordingOf(message, MAX_ITEMS)
  const more = leftOut > 0 ? [`and ${leftOut} more`] : []
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          fallbackText: shortened(headline, LONGEST_TEXT),
          body: [
            { type: 'Container', style: STYLES[look], bleed: true, items: [textOf(headline, { weight: 'Bolder', size: 'Medium' })] },
            ...facts.flatMap((fact) => factBlocks(fact, facts.length > 1)),
            textOf([...more, message.key].join(' · '), { isSubtle: true, size: 'Small' }),
          ],
          ...(message.url && { actions: [{ type: 'Action.OpenUrl', title: 'Open in Hyperion', url: message.url }] }),
        },
      },
    ],
  }
}

function factBlocks(fact: Fact, several: boolean): object[] {
  const { sign, state, host, subject, message } = fact
  if (!several) return [textOf(`${subject} · ${detailsOf(fact)}`)]
  return [textOf(`${sign} ${state} · ${host} · ${subject}`, { weight: 'Bolder' }), textOf(`${message} (${detailsOf(fact)})`)]
}

function textOf(text: string, look: object = {}): object {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: shortened(text, LONGEST_TEXT), ...look }] }
}
