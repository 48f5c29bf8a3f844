import { escapeHtml } from '@hyperion/domain/text'
import type { ChannelKind, ChannelSettings, Message } from '../channel.ts'
import { jsonOf, resultOf } from '../http-result.ts'
import { fitted, linesOf, wordingOf } from '../wording.ts'

const TELEGRAM = 'https://api.telegram.org'
const MAX_ITEMS = 15
const LIMIT = 4096
const LONGEST_HEAD = 800

export const telegram: ChannelKind = {
  kind: 'telegram',
  label: { en: 'Telegram', fr: 'Telegram' },
  setup: [
    {
      en: 'Write /newbot to @BotFather and copy the token that it answers.',
      fr: 'Écrivez /newbot à @BotFather et copiez le jeton qu’il répond.',
    },
    {
      en: 'Add the bot to the group, or write to it; then open https://api.telegram.org/botTOKEN/getUpdates and copy chat.id (groups have a negative one).',
      fr: 'Ajoutez le bot au groupe, ou écrivez-lui ; ouvrez ensuite https://api.telegram.org/botTOKEN/getUpdates et copiez chat.id (négatif pour un groupe).',
    },
  ],
  fields: [
    {
      name: 'token',
      label: { en: 'Bot token', fr: 'Jeton du bot' },
      type: 'text',
      secret: true,
      required: true,
      example: '123456789:AA…',
      pattern: /^\d{3,20}:[\w-]{20,100}$/,
    },
    {
      name: 'chat_id',
      label: { en: 'Chat', fr: 'Discussion' },
      hint: { en: 'Its number, or the @name of a public channel.', fr: 'Son numéro, ou le @nom d’un canal public.' },
      type: 'text',
      secret: false,
      required: true,
      example: '-1001234567890',
      pattern: /^(-?\d{1,20}|@\w{4,32})$/,
    },
    {
      name: 'topic',
      label: { en: 'Topic', fr: 'Sujet' },
      hint: { en: 'Number of a topic in a group that has topics.', fr: 'Numéro d’un sujet, dans un groupe qui a des sujets.' },
      type: 'text',
      secret: false,
      required: false,
      example: '42',
      pattern: /^\d{1,10}$/,
    },
    {
      name: 'server',
      label: { en: 'Bot API server', fr: 'Serveur de l’API Bot' },
      hint: { en: 'Only for a server of your own.', fr: 'Seulement pour un serveur à vous.' },
      type: 'url',
      secret: false,
      required: false,
      example: TELEGRAM,
    },
  ],
  capabilities: { threads: true, maxItems: MAX_ITEMS },
  render,
  async send(settings, message, { outgoing }) {
    const url = new URL(`/bot${settings.token}/sendMessage`, settings.server ?? TELEGRAM)
    const raw = await outgoing.post(url, JSON.stringify(render(message, settings)))
    const { description, result } = 'body' in raw ? jsonOf(raw.body) : {}
    const outcome = resultOf(raw, typeof description === 'string' ? description : '')
    const id = result?.message_id
    return outcome.ok && typeof id === 'number' ? { ok: true, reference: `${settings.chat_id} ${id}` } : outcome
  },
}

function render(message: Message, settings: ChannelSettings): object {
  const wording = wordingOf(message, MAX_ITEMS)
  const lines = linesOf(wording)
  const head = `<b>${fitted(wording.headline, LONGEST_HEAD, escaped)}</b>`
  const tail = [escaped(message.key), ...(message.url ? [`<a href="${escapeHtml(message.url)}">Open in Hyperion</a>`] : [])].join('\n')
  const share = Math.floor((LIMIT - head.length - tail.length) / lines.length) - 1
  return {
    chat_id: settings.chat_id,
    text: [head, ...lines.map((line) => fitted(line, share, escaped)), tail].join('\n'),
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    disable_notification: wording.look === 'resolved',
    ...(settings.topic && { message_thread_id: Number(settings.topic) }),
    ...replyTo(message, settings),
  }
}

/** To the first message of the alert, if it went to the same chat. */
function replyTo({ items: [{ reference }] }: Message, { chat_id }: ChannelSettings): object {
  const [chat, id] = reference?.split(' ') ?? []
  return chat === chat_id && id ? { reply_parameters: { message_id: Number(id), allow_sending_without_reply: true } } : {}
}

/** With a joiner after each @, so that nobody is pinged. */
function escaped(text: string): string {
  return escapeHtml(text.replace(/@/g, '@\u2060'))
}
