import type { ChannelKind, ChannelSettings, Message } from '../channel.ts'
import { jsonOf, resultOf } from '../http-result.ts'
import { linesOf, shortenedBytes, wordingOf } from '../wording.ts'

const NTFY = 'https://ntfy.sh'
const MAX_ITEMS = 15
const TITLE_BYTES = 200
/** What is longer becomes an attachment. */
const MESSAGE_BYTES = 4000

const LOOKS = {
  critical: { priority: 5, tags: ['rotating_light'] },
  warning: { priority: 4, tags: ['warning'] },
  resolved: { priority: 3, tags: ['white_check_mark'] },
} as const

export const ntfy: ChannelKind = {
  kind: 'ntfy',
  label: { en: 'ntfy', fr: 'ntfy' },
  setup: [
    {
      en: 'Choose a topic that nobody can guess, and subscribe to it in the ntfy app.',
      fr: 'Choisissez un sujet que personne ne peut deviner, et abonnez-vous-y dans l’application ntfy.',
    },
    {
      en: 'Where the server asks for it, make an access token under Account.',
      fr: 'Si le serveur le demande, créez un jeton d’accès sous Compte.',
    },
  ],
  fields: [
    {
      name: 'topic',
      label: { en: 'Topic', fr: 'Sujet' },
      hint: { en: 'Whoever knows it can read along.', fr: 'Qui le connaît peut lire.' },
      type: 'text',
      secret: true,
      required: true,
      example: 'hyperion-x7Kq2',
      pattern: /^[\w-]{1,64}$/,
    },
    {
      name: 'token',
      label: { en: 'Access token', fr: 'Jeton d’accès' },
      type: 'text',
      secret: true,
      required: false,
      example: 'tk_…',
      pattern: /^[\w-]{8,200}$/,
    },
    {
      name: 'server',
      label: { en: 'Server', fr: 'Serveur' },
      hint: { en: 'ntfy.sh when left empty.', fr: 'ntfy.sh si vide.' },
      type: 'url',
      secret: false,
      required: false,
      example: NTFY,
    },
  ],
  capabilities: { threads: false, maxItems: MAX_ITEMS },
  render,
  async send(settings, message, { outgoing }) {
    const headers: Record<string, string> = settings.token ? { authorization: `Bearer ${settings.token}` } : {}
    const raw = await outgoing.post(new URL(settings.server ?? NTFY), JSON.stringify(render(message, settings)), headers)
    const reason = 'body' in raw ? jsonOf(raw.body).error : ''
    return resultOf(raw, typeof reason === 'string' ? reason : '')
  },
}

function render(message: Message, { topic }: ChannelSettings): object {
  const wording = wordingOf(message, MAX_ITEMS)
  return {
    topic,
    title: shortenedBytes(wording.headline, TITLE_BYTES),
    message: shortenedBytes([...linesOf(wording), message.key].join('\n'), MESSAGE_BYTES),
    ...LOOKS[wording.look],
    ...(message.url && { click: message.url }),
  }
}
