import { shownValue } from '@hyperion/domain/alerts'
import { DISCORD_ALERTS, type DiscordAlert, discordMessage } from '@hyperion/wire/discord'
import type { ChannelKind, Message, MessageItem } from '../channel.ts'
import { resultOf } from '../http-result.ts'
import { cleaned } from '../wording.ts'

const URL_FIELD = 'webhook_url'

export const discord: ChannelKind = {
  kind: 'discord',
  label: { en: 'Discord', fr: 'Discord' },
  setup: [
    {
      en: 'In Discord, open the settings of the text channel, then Integrations, then Webhooks.',
      fr: 'Dans Discord, ouvrez les paramètres du salon textuel, puis Intégrations, puis Webhooks.',
    },
    { en: 'Make a webhook and copy its address.', fr: 'Créez un webhook et copiez son adresse.' },
  ],
  fields: [
    {
      name: URL_FIELD,
      label: { en: 'Webhook address', fr: 'Adresse du webhook' },
      type: 'url',
      secret: true,
      required: true,
      example: 'https://discord.com/api/webhooks/<id>/<token>',
      service: {
        hosts: ['discord.com', 'discordapp.com', 'ptb.discord.com', 'canary.discord.com'],
        path: /^\/api(\/v\d{1,2})?\/webhooks\/\d{1,20}\/[\w-]{1,200}$/,
      },
    },
  ],
  capabilities: { threads: false, maxItems: DISCORD_ALERTS },
  render,
  async send(settings, message, { outgoing }) {
    const url = new URL(settings[URL_FIELD] ?? '')
    // Without it the answer is an empty 204 even when the message was not saved.
    url.searchParams.set('wait', 'true')
    return resultOf(await outgoing.post(url, JSON.stringify(render(message))))
  },
}

/** The key goes into the footer: who reads a repetition sees that it is one. */
function render({ key, items, test, url }: Message): object {
  const alerts = items.map(alertOf)
  const hosts = [...new Set(items.map(({ event }) => cleaned(event).hostName))].join(', ')
  const at = Math.max(...items.map(({ event }) => event.at))
  return discordMessage({ host: test ? `${hosts} (test)` : hosts, at, alerts, footer: key, ...(url && { url }) })
}

function alertOf({ event }: MessageItem): DiscordAlert {
  const { title, instance, kind, level, message, value, threshold, unit } = cleaned(event)
  return {
    type: [title.toUpperCase(), instance].filter(Boolean).join(' '),
    level: kind === 'resolved' ? 'recovered' : level,
    message: kind === 'reminded' ? `Still: ${message}` : message,
    ...(value !== null && { value: shownValue(value, unit) }),
    ...(threshold !== null && { threshold: shownValue(threshold, unit) }),
  }
}
