import { createHmac, randomBytes } from 'node:crypto'
import type { ChannelKind, Message, MessageItem } from '../channel.ts'
import { resultOf } from '../http-result.ts'
import { cleaned } from '../wording.ts'

const MAX_ITEMS = 100
const SECRET_BYTES = 32

export const webhook: ChannelKind = {
  kind: 'webhook',
  label: { en: 'Webhook', fr: 'Webhook' },
  setup: [
    {
      en: 'Enter the address of your program; it gets a POST with JSON for every message.',
      fr: 'Entrez l’adresse de votre programme ; il reçoit un POST avec du JSON pour chaque message.',
    },
    {
      en: 'Check X-Hyperion-Signature with the secret, and answer 2xx once the message is safe with you; what is repeated has the same Idempotency-Key.',
      fr: 'Vérifiez X-Hyperion-Signature avec le secret, et répondez 2xx une fois le message en sûreté ; une répétition porte le même Idempotency-Key.',
    },
  ],
  fields: [
    {
      name: 'url',
      label: { en: 'Address', fr: 'Adresse' },
      hint: {
        en: 'May hold a token in its path or query: it is not shown again.',
        fr: 'Peut contenir un jeton : elle n’est plus montrée.',
      },
      type: 'url',
      secret: true,
      required: true,
      example: 'https://hooks.example.com/alerts',
    },
    {
      name: 'secret',
      label: { en: 'Signing secret', fr: 'Secret de signature' },
      hint: { en: 'Made for you when left empty.', fr: 'Créé pour vous si vide.' },
      type: 'text',
      secret: true,
      required: true,
      example: 'at least 16 characters',
      pattern: /^[\x21-\x7e]{16,200}$/,
      generate: () => `hys_${randomBytes(SECRET_BYTES).toString('base64url')}`,
    },
  ],
  capabilities: { threads: false, maxItems: MAX_ITEMS },
  render,
  async send(settings, message, { outgoing, now }) {
    const body = JSON.stringify(render(message))
    const seconds = Math.floor(now() / 1000)
    return resultOf(
      await outgoing.post(new URL(settings.url ?? ''), body, {
        'user-agent': 'Hyperion',
        'idempotency-key': message.key.replace(/[^\x20-\x7e]/g, '?').slice(0, 255),
        'x-hyperion-signature': `t=${seconds},v1=${signature(settings.secret ?? '', `${seconds}.${body}`)}`,
      }),
    )
  },
}

function signature(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}

/** The same at every attempt. */
function render({ key, items, test, url }: Message): object {
  return { version: 1, key, test, url, events: items.map(eventOf) }
}

function eventOf({ alert, event }: MessageItem): object {
  const { host, hostName, startedAt, at, kind, level, rule, instance, title, message, unit, value, threshold } = cleaned(event)
  return {
    alert,
    kind,
    level,
    host: { id: host, name: hostName },
    rule,
    instance,
    title,
    message,
    unit,
    value,
    threshold,
    started_at: new Date(startedAt).toISOString(),
    at: new Date(at).toISOString(),
  }
}
