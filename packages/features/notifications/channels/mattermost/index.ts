import type { ChannelKind, Message } from '../channel.ts'
import { jsonOf, resultOf } from '../http-result.ts'
import { fitted, linesOf, wordingOf } from '../wording.ts'

const URL_FIELD = 'webhook_url'
const MAX_ITEMS = 15
/** Of a whole post, titles and texts together. */
const LIMIT = 15_000
const LONGEST_TITLE = 1000
const COLORS = { critical: '#d24b4e', warning: '#ffbc1f', resolved: '#3db887' } as const

export const mattermost: ChannelKind = {
  kind: 'mattermost',
  label: { en: 'Mattermost', fr: 'Mattermost' },
  setup: [
    {
      en: 'In Mattermost, under Integrations, add an incoming webhook, choose the channel and copy the address.',
      fr: 'Dans Mattermost, sous Intégrations, ajoutez un webhook entrant, choisissez le canal et copiez l’adresse.',
    },
    {
      en: 'A server inside your own network has to be listed in HYPERION_ALLOW_PRIVATE_WEBHOOKS.',
      fr: 'Un serveur de votre propre réseau doit figurer dans HYPERION_ALLOW_PRIVATE_WEBHOOKS.',
    },
  ],
  fields: [
    {
      name: URL_FIELD,
      label: { en: 'Webhook address', fr: 'Adresse du webhook' },
      type: 'url',
      secret: true,
      required: true,
      example: 'https://chat.example.com/hooks/…',
    },
  ],
  capabilities: { threads: false, maxItems: MAX_ITEMS },
  render,
  async send(settings, message, { outgoing }) {
    const raw = await outgoing.post(new URL(settings[URL_FIELD] ?? ''), JSON.stringify(render(message)))
    const reason = 'body' in raw ? jsonOf(raw.body).message : ''
    return resultOf(raw, typeof reason === 'string' ? reason : '')
  },
}

function render(message: Message): object {
  const wording = wordingOf(message, MAX_ITEMS)
  const title = fitted(wording.headline, LONGEST_TITLE, escaped)
  const lines = linesOf(wording)
  const share = Math.floor((LIMIT - 2 * title.length) / lines.length) - 1
  return {
    text: '',
    attachments: [
      {
        fallback: fitted(wording.headline, LONGEST_TITLE, quiet),
        color: COLORS[wording.look],
        title,
        ...(message.url && { title_link: message.url }),
        text: lines.map((line) => fitted(line, share, escaped)).join('\n'),
        footer: message.key,
      },
    ],
  }
}

/** Markup shows as it is. */
function escaped(text: string): string {
  return quiet(text.replace(/[\\*_`~[\]()<>#|!]/g, '\\$&'))
}

/** With a joiner after each @, so that nobody is pinged. */
function quiet(text: string): string {
  return text.replace(/@/g, '@\u2060')
}
