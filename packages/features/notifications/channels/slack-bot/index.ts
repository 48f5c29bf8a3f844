import type { ChannelKind, ChannelSettings, Message, SendResult, Ways } from '../channel.ts'
import { jsonOf, resultOf, type ServiceAnswer } from '../http-result.ts'
import { SLACK_ITEMS, slackMessage } from '../slack-message.ts'

const SLACK = 'https://slack.com'

/** Slack's own trouble; any other reason stays until somebody puts it right. */
const PASSING = ['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable', 'ratelimited', 'rate_limited']
const GONE = ['account_inactive', 'token_revoked', 'is_archived']
/** The first message cannot be changed any more: the thread says what there is to say. */
const NOT_CHANGEABLE = ['message_not_found', 'cant_update_message', 'edit_window_closed']

export const slackBot: ChannelKind = {
  kind: 'slack-bot',
  label: { en: 'Slack (bot)', fr: 'Slack (bot)' },
  setup: [
    {
      en: 'At api.slack.com/apps, make an app for your workspace; under OAuth & Permissions give the bot the scopes chat:write and chat:write.public, and install it.',
      fr: 'Sur api.slack.com/apps, créez une application pour votre espace de travail ; sous OAuth & Permissions, donnez au bot les droits chat:write et chat:write.public, puis installez-la.',
    },
    {
      en: 'Copy the bot token (xoxb-…) and the channel’s ID, at the bottom of its details; invite the bot to a private channel.',
      fr: 'Copiez le jeton du bot (xoxb-…) et l’identifiant du canal, au bas de ses détails ; invitez le bot dans un canal privé.',
    },
  ],
  fields: [
    {
      name: 'token',
      label: { en: 'Bot token', fr: 'Jeton du bot' },
      type: 'text',
      secret: true,
      required: true,
      example: 'xoxb-…',
      pattern: /^xox[a-z]-[\w-]{8,300}$/,
    },
    {
      name: 'channel',
      label: { en: 'Channel', fr: 'Canal' },
      hint: { en: 'Its ID, or its name with #.', fr: 'Son identifiant, ou son nom avec #.' },
      type: 'text',
      secret: false,
      required: true,
      example: 'C0123456789',
      pattern: /^(#?[\p{L}\p{N}_-]{1,80})$/u,
    },
    {
      name: 'server',
      label: { en: 'Slack’s address', fr: 'Adresse de Slack' },
      hint: { en: 'Only where it is another one, as for GovSlack.', fr: 'Seulement si c’en est une autre, comme pour GovSlack.' },
      type: 'url',
      secret: false,
      required: false,
      example: SLACK,
    },
  ],
  capabilities: { threads: true, maxItems: SLACK_ITEMS },
  render: slackMessage,
  /** The first message of an alert is kept up to date, and what happens later is told in its thread. */
  async send(settings, message, { outgoing }) {
    const root = rootOf(settings, message)
    const call = (method: string, body: object) => callSlack(settings, method, body, outgoing)
    const content = slackMessage(message)
    if (root && !root.group) {
      const { result, answer } = await call('chat.update', { channel: root.channel, ts: root.ts, ...content })
      if (!result.ok && !NOT_CHANGEABLE.includes(String(answer.error))) return result
    }
    const thread = root && { thread_ts: root.ts, reply_broadcast: message.items.some(({ event }) => event.kind === 'escalated') }
    const { result, answer } = await call('chat.postMessage', { channel: root?.channel ?? settings.channel, ...content, ...thread })
    return result.ok ? { ok: true, reference: root?.text ?? referenceOf(settings, message, answer) } : result
  },
}

interface Root {
  readonly text: string
  readonly channel: string
  readonly ts: string
  /** Told of several alerts, so that one of them must not overwrite it. */
  readonly group: boolean
}

/** Where the first message is, if all the alerts were in the same one and the channel has not been changed since. */
function rootOf({ channel: configured }: ChannelSettings, { items }: Message): Root | null {
  const [{ reference }] = items
  const [asked, channel, ts, group] = reference?.split(' ') ?? []
  if (!reference || !channel || !ts || asked !== configured || items.some((item) => item.reference !== reference)) return null
  return { text: reference, channel, ts, group: group === 'group' }
}

function referenceOf({ channel }: ChannelSettings, { items }: Message, answer: ServiceAnswer): string {
  return [channel, answer.channel, answer.ts, ...(items.length > 1 ? ['group'] : [])].join(' ')
}

interface Called {
  readonly result: SendResult
  readonly answer: ServiceAnswer
}

async function callSlack(settings: ChannelSettings, method: string, body: object, outgoing: Ways['outgoing']): Promise<Called> {
  const headers = { authorization: `Bearer ${settings.token}`, 'content-type': 'application/json; charset=utf-8' }
  const raw = await outgoing.post(new URL(`/api/${method}`, settings.server ?? SLACK), JSON.stringify(body), headers)
  const answer = 'body' in raw ? jsonOf(raw.body) : {}
  const result = resultOf(raw)
  if (!result.ok || answer.ok === true) return { result, answer }
  const reason = typeof answer.error === 'string' ? answer.error.slice(0, 60) : 'an answer that is not Slack’s'
  const retry = PASSING.includes(reason) ? 'later' : GONE.includes(reason) ? 'gone' : 'never'
  return { result: { ok: false, error: `Slack said: ${reason}`, retry }, answer }
}
