import { shownPercent, usageMessage } from '@hyperion/domain/alerts'
import { discordMessage } from '@hyperion/wire/discord'
import type { ChannelKind, Message } from '../channel.ts'
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
function render({ key, event, test }: Message): object {
  const { resource, kind, level, hostName, value, threshold, at } = event
  const alert = {
    type: resource.toUpperCase(),
    level: kind === 'resolved' ? ('recovered' as const) : level,
    message: usageMessage(resource, value),
    value: shownPercent(value),
    threshold: shownPercent(threshold),
  }
  const message = discordMessage({ host: test ? `${hostName} (test)` : hostName, at, alerts: [alert] })
  const [heading, ...blocks] = message.embeds
  return { ...message, embeds: [{ ...heading, footer: { text: key } }, ...blocks] }
}
