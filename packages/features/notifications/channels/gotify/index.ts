import type { ChannelKind, Message } from '../channel.ts'
import { resultOf } from '../http-result.ts'
import { linesOf, wordingOf } from '../wording.ts'

const MAX_ITEMS = 20
const PRIORITIES = { critical: 8, warning: 5, resolved: 3 } as const

export const gotify: ChannelKind = {
  kind: 'gotify',
  label: { en: 'Gotify', fr: 'Gotify' },
  setup: [
    {
      en: 'In Gotify, under Apps, make an application and copy its token.',
      fr: 'Dans Gotify, sous Apps, créez une application et copiez son jeton.',
    },
    {
      en: 'A server inside your own network has to be listed in HYPERION_ALLOW_PRIVATE_WEBHOOKS.',
      fr: 'Un serveur de votre propre réseau doit figurer dans HYPERION_ALLOW_PRIVATE_WEBHOOKS.',
    },
  ],
  fields: [
    {
      name: 'server',
      label: { en: 'Server', fr: 'Serveur' },
      type: 'url',
      secret: false,
      required: true,
      example: 'https://gotify.example.com',
    },
    {
      name: 'token',
      label: { en: 'Application token', fr: 'Jeton de l’application' },
      type: 'text',
      secret: true,
      required: true,
      example: 'A…',
      pattern: /^[\w.-]{8,100}$/,
    },
  ],
  capabilities: { threads: false, maxItems: MAX_ITEMS },
  render,
  async send(settings, message, { outgoing }) {
    const base = (settings.server ?? '').replace(/\/+$/, '')
    const headers = { 'x-gotify-key': settings.token ?? '' }
    return resultOf(await outgoing.post(new URL(`${base}/message`), JSON.stringify(render(message)), headers))
  },
}

function render(message: Message): object {
  const wording = wordingOf(message, MAX_ITEMS)
  return {
    title: wording.headline,
    message: [...linesOf(wording), message.key].join('\n'),
    priority: PRIORITIES[wording.look],
    extras: {
      'client::display': { contentType: 'text/plain' },
      ...(message.url && { 'client::notification': { click: { url: message.url } } }),
    },
  }
}
