import { createHash } from 'node:crypto'
import type { Mail } from '@hyperion/ports/mail'
import type { ChannelKind, ChannelSettings, Message } from '../channel.ts'
import { addressesOf } from '../settings.ts'
import { type Wording, wordingOf } from '../wording.ts'
import { htmlOf } from './html.ts'
import { textOf } from './text.ts'

const MAX_ITEMS = 50

export const email: ChannelKind = {
  kind: 'email',
  label: { en: 'Mail', fr: 'E-mail' },
  setup: [
    {
      en: 'The hub needs a mail server: HYPERION_SMTP_URL and HYPERION_MAIL_FROM.',
      fr: 'Le hub a besoin d’un serveur de messagerie : HYPERION_SMTP_URL et HYPERION_MAIL_FROM.',
    },
    { en: 'Enter who is to get the mail.', fr: 'Entrez les destinataires.' },
  ],
  fields: [
    {
      name: 'to',
      label: { en: 'To', fr: 'À' },
      hint: { en: 'Up to 50 addresses, apart by commas.', fr: 'Jusqu’à 50 adresses, séparées par des virgules.' },
      type: 'emails',
      secret: false,
      required: true,
      example: 'ops@example.com, oncall@example.com',
    },
  ],
  capabilities: { threads: true, maxItems: MAX_ITEMS, mail: true },
  render,
  async send(settings, message, { mailer }) {
    if (!mailer) return { ok: false, error: 'the hub has no mail server (HYPERION_SMTP_URL)', retry: 'later' }
    const result = await mailer.send(render(message, settings))
    return result.ok ? { ok: true, reference: threadOf(message) } : result
  },
}

function render(message: Message, settings: ChannelSettings): Mail {
  const to = addressesOf(settings.to ?? '')
  const wording = wordingOf(message, MAX_ITEMS)
  const thread = message.test ? {} : { references: [threadOf(message)], inReplyTo: threadOf(message) }
  return {
    to,
    subject: subjectOf(message, wording),
    text: textOf(message, wording),
    html: htmlOf(message, wording),
    // The same at every attempt, another for other recipients.
    messageId: `hyperion-${digest(`${message.key} ${threadOf(message)} ${to.join()}`)}`,
    ...thread,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(wording.look === 'critical' && { Importance: 'high' }),
      ...(message.url && { 'List-Unsubscribe': `<${new URL('/app/settings/channels', message.url)}>` }),
    },
  }
}

/** The root that all mails of an alert refer to is never sent: so their order does not matter. */
function threadOf({ items: [{ alert, event, reference }] }: Message): string {
  return reference ?? `hyperion-alert-${digest(`${alert} ${event.host} ${event.rule} ${event.instance} ${event.startedAt}`)}`
}

/** What changes stands in brackets, which mail programs leave out of account when they sort mails into threads. */
function subjectOf({ items, test }: Message, { facts: [first], headline }: Wording): string {
  if (items.length > 1 || !first) return `${test ? '[TEST] ' : ''}${headline}`
  const again = items[0].event.kind === 'fired' ? '' : 'Re: '
  return `${again}[${test ? 'TEST' : first.state}] ${first.host}: ${first.subject}`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}
