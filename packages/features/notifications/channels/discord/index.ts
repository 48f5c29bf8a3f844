import { shownValue } from '@hyperion/domain/alerts'
import { type DiscordAlert, discordMessage } from '@hyperion/wire/discord'
import type { ChannelKind, Message, MessageItem } from '../channel.ts'
import { resultOf } from '../http-result.ts'

const HOOK_PATH = /^\/api(\/v\d{1,2})?\/webhooks\/\d{1,20}\/[\w-]{1,200}$/
const HOSTS = ['discord.com', 'discordapp.com', 'ptb.discord.com', 'canary.discord.com']
const FIELD = 'webhook_url'

export const discord: ChannelKind = {
  kind: 'discord',
  label: 'Discord',
  fields: [{ name: FIELD, label: 'Webhook URL', type: 'url', secret: true, required: true }],
  mistakes(settings, outgoing) {
    const text = settings[FIELD] ?? ''
    const url = URL.canParse(text) ? new URL(text) : undefined
    const known = url?.protocol === 'https:' && HOSTS.includes(url.host)
    const fits = url && HOOK_PATH.test(url.pathname) && !url.search && !url.hash && !url.username && !url.password
    return fits && (known || outgoing.allowsPrivate(url)) ? {} : { [FIELD]: 'https://discord.com/api/webhooks/<id>/<token>' }
  },
  render,
  async send(settings, message, outgoing) {
    const url = new URL(settings[FIELD] ?? '')
    // Without it the answer is an empty 204 even when the message was not saved.
    url.searchParams.set('wait', 'true')
    const answer = await outgoing.post(url, JSON.stringify(render(message)))
    return 'error' in answer ? { ok: false, error: answer.error, retry: 'later' } : resultOf(answer)
  },
}

/** The key goes into the footer: who reads a repetition sees that it is one. */
function render({ key, items, test, url }: Message): object {
  const hosts = [...new Set(items.map(({ event }) => event.hostName))].join(', ')
  const at = Math.max(...items.map(({ event }) => event.at))
  const message = discordMessage({ host: test ? `${hosts} (test)` : hosts, at, alerts: items.map(alertOf), ...(url && { url }) })
  const [heading, ...blocks] = message.embeds
  return { ...message, embeds: [{ ...heading, footer: { text: key } }, ...blocks] }
}

function alertOf({ event: { title, instance, kind, level, message, value, threshold, unit } }: MessageItem): DiscordAlert {
  return {
    type: [title.toUpperCase(), instance].filter(Boolean).join(' '),
    level: kind === 'resolved' ? 'recovered' : level,
    message,
    ...(value !== null && { value: shownValue(value, unit) }),
    ...(threshold !== null && { threshold: shownValue(threshold, unit) }),
  }
}
