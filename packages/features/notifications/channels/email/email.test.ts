import { alertEvent } from '@hyperion/testkit/alerts'
import { channelContract, type StandIn, sampleMessage, type Trouble } from '@hyperion/testkit/channels'
import { type SmtpMood, type SmtpServer, startSmtp } from '@hyperion/testkit/smtp'
import { expect, it } from 'vitest'
import { Outgoing } from '../../outgoing.ts'
import type { Message } from '../channel.ts'
import { email } from './index.ts'

const TO = ['ops@example.org', 'oncall@example.org']
const MOODS: Readonly<Partial<Record<Trouble, SmtpMood>>> = { trouble: { code: 451 }, refused: { code: 550 }, cut: 'cut', silent: 'silent' }

channelContract(email, startStandIn)

async function startStandIn(): Promise<StandIn> {
  const smtp = await startSmtp()
  return {
    settings: { to: TO.join(', ') },
    address: null,
    taken: () => smtp.mails.length,
    mistakes: () => mailMistakes(smtp),
    next: (trouble) => smtp.next(MOODS[trouble] ?? 'well'),
    troubles: Object.keys(MOODS) as Trouble[],
    mailer: (timeoutMs) => smtp.mailer(timeoutMs),
    close: () => smtp.close(),
  }
}

/** Only our headers, only our recipients, lines as short as SMTP wants them, HTML with nothing to run or load. */
function mailMistakes({ mails }: SmtpServer): string[] {
  const mail = mails.at(-1)
  if (!mail) return []
  const known =
    /^(from|to|subject|message-id|references|in-reply-to|auto-submitted|x-auto-response-suppress|importance|list-unsubscribe|date|mime-version|content-type|content-transfer-encoding)$/
  return [
    ...Object.keys(mail.headers).filter((name) => !known.test(name)),
    ...(mail.to.join() === TO.join() && mail.headers.to === TO.join(', ') ? [] : ['recipients']),
    ...(mail.raw.split('\r\n').some((line) => line.length > 998) ? ['lines'] : []),
    ...(mail.text && mail.html ? [] : ['text and HTML']),
    ...(/<(?!\/?(html|head|meta|title|body|h1|p|a|table|tr|td)\b|!doctype)/.test(mail.html) ? ['HTML'] : []),
  ]
}

it('threads the mails of an alert, whatever their order and however often they come', async () => {
  const smtp = await startSmtp()
  const mailer = smtp.mailer()
  const outgoing = new Outgoing({ allowPrivate: [] })
  const send = (message: Message) => email.send({ to: TO.join() }, message, { outgoing, mailer, now: () => 0 })
  const fired = sampleMessage([alertEvent()])
  const first = await send(fired)
  expect(await send(fired)).toEqual(first)
  const { items, ...rest } = sampleMessage([alertEvent({ kind: 'resolved' })], { key: '#13' })
  await send({ ...rest, items: [{ ...items[0], reference: (first.ok && first.reference) || null }] })
  await send(sampleMessage([alertEvent({ hostName: 'db-1', host: 2 })], { key: '#14' }))
  await smtp.close()
  expect(smtp.mails.map(({ subject }) => subject)).toEqual(['[WARNING] atlas: Disk', 'Re: [RESOLVED] atlas: Disk', '[WARNING] db-1: Disk'])
  const [one, two, three] = smtp.mails.map(({ headers }) => headers)
  expect(one?.references).toMatch(/^<hyperion-alert-[0-9a-f]{24}@hub\.example>$/)
  expect([two?.references, two?.['in-reply-to']]).toEqual([one?.references, one?.references])
  expect(three?.references).not.toBe(one?.references)
  expect(new Set([one, two, three].map((each) => each?.['message-id'])).size).toBe(3)
})

it('waits for a mail server that is not set up yet', async () => {
  const ways = { outgoing: new Outgoing({ allowPrivate: [] }), mailer: null, now: () => 0 }
  expect(await email.send({ to: TO.join() }, sampleMessage([alertEvent()]), ways)).toMatchObject({ ok: false, retry: 'later' })
})
